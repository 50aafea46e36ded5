"""What may be asked of a case: one command for each verb, with all that a decision needs to know."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar, TypeAlias

from liandong.domain.case.clock_commands import ClockCommand
from liandong.domain.case.ending_commands import EndingCommand
from liandong.domain.case.hearing_commands import HearingCommand
from liandong.domain.case.licence import LicenceHeld
from liandong.domain.case.share_commands import ShareCommand
from liandong.domain.case.silence_commands import SilenceCommand
from liandong.domain.case.status import Verb
from liandong.domain.case.window_commands import Earlier, WindowCommand
from liandong.domain.files.known import KnownFile
from liandong.events.case import (
    ApplicantDetails,
    ApplicantKind,
    Channel,
    DeliveryMethod,
    EntryReference,
    Opinion,
    Outcome,
    ReturnAddress,
    SubmittedMaterial,
)
from liandong.events.reference import CatalogueEntry, UnitPublished
from liandong.terms.codes import (
    ApplicationId,
    CaseId,
    EventId,
    JointId,
    LinkId,
    PreApplicationId,
    Pseudonym,
    StaffId,
    Tier,
    UnitCode,
)


class RefusalGround(StrEnum):
    """Why an application is not accepted (行政许可法 32); where it belongs is said in the text."""

    NO_LICENCE_NEEDED = "no_licence_needed"  # 依法不需要取得行政许可
    NOT_COMPETENT = "not_competent"  # 依法不属于本行政机关职权范围


class ReturnGround(StrEnum):
    """Why materials are sent back before acceptance."""

    NOT_SUPPLEMENTED = "not_supplemented"  # 逾期未补正
    APPLICANT_ASKED = "applicant_asked"  # 申请人要求退件


class RejectionGround(StrEnum):
    """Why an application is rejected."""

    CONDITIONS_NOT_MET = "conditions_not_met"  # 不符合法定条件、标准
    FALSE_MATERIALS = "false_materials"  # 隐瞒有关情况或者提供虚假材料
    THIRD_PARTY_RIGHTS = "third_party_rights"  # 损害公共利益或者他人合法权益


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """申请人: the pseudonym all may see, the key it was made with, and the person behind it, if still known."""

    pseudonym: Pseudonym
    pseudonym_key: str
    kind: ApplicantKind
    details: ApplicantDetails | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase:
    """An undecided case of the same applicant and item at this unit, and the project it is for."""

    number: CaseId
    project_code: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Receive:
    """收件 at a window, online or at a village point; `points` are those the registry knows of this unit.

    `undecided` is what the applicant has open for the item, `not_duplicate_of` what the clerk says is another matter.
    `earlier` are the appointment and the consultation before it.
    `files` are those of the unit that the materials name. `handler` is the staff member who receives it, None if the
    applicant sent it in himself. `licence` is the one to be renewed, for an item of renewal.
    """

    VERB: ClassVar[Verb] = Verb.RECEIVE
    case: CaseId
    tier: Tier
    entry: CatalogueEntry
    reference: EntryReference
    channel: Channel
    applicant: Applicant
    point: str | None = None
    points: tuple[str, ...] = ()
    project_code: str | None = None
    materials: tuple[SubmittedMaterial, ...] = ()
    undecided: tuple[OpenCase, ...] = ()
    not_duplicate_of: tuple[CaseId, ...] = ()
    files: tuple[KnownFile, ...] = ()
    pre_application: PreApplicationId | None = None
    application: ApplicationId | None = None
    handler: StaffId | None = None
    licence: LicenceHeld | None = None
    earlier: tuple[Earlier, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLinked:
    """承接联办: another unit asked; `accepted_on` is the joint acceptance date, or the day a case was handed up."""

    VERB: ClassVar[Verb] = Verb.OPEN_LINKED
    case: CaseId
    tier: Tier
    entry: CatalogueEntry
    reference: EntryReference
    applicant: Applicant
    asked_by: ReturnAddress
    accepted_on: date
    request: EventId
    joint: JointId | None = None
    project_code: str | None = None
    materials: tuple[SubmittedMaterial, ...] = ()
    master_due: date | None = None
    askable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestCorrection:
    """一次性告知: `lines` are codes of materials in the frozen entry."""

    VERB: ClassVar[Verb] = Verb.REQUEST_CORRECTION
    lines: tuple[str, ...]
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplement:
    VERB: ClassVar[Verb] = Verb.SUPPLEMENT
    materials: tuple[SubmittedMaterial, ...]
    channel: Channel = Channel.WINDOW
    files: tuple[KnownFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept:
    """受理; with an `undertaking` (补齐承诺书 number) although materials are missing that may be (容缺)."""

    VERB: ClassVar[Verb] = Verb.ACCEPT
    undertaking: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseAcceptance:
    VERB: ClassVar[Verb] = Verb.REFUSE_ACCEPTANCE
    ground: RefusalGround
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    VERB: ClassVar[Verb] = Verb.RETURN
    ground: ReturnGround
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StartStep:
    VERB: ClassVar[Verb] = Verb.START_STEP
    step: str
    responsible: StaffId


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishStep:
    VERB: ClassVar[Verb] = Verb.FINISH_STEP
    step: str
    opinion: Opinion
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decide:
    """`text` is the reason and `remedy` the way to appeal: both needed to reject. `conditions` go with an approval.

    `urgent` is 特别处置: decided in urgency by a letter that allows it, for the reason in `text`.
    """

    VERB: ClassVar[Verb] = Verb.DECIDE
    outcome: Outcome
    document: str
    ground: RejectionGround | None = None
    text: str | None = None
    remedy: str | None = None
    conditions: tuple[str, ...] = ()
    urgent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Forward:
    """报批: `above` are the units above this one, nearest first."""

    VERB: ClassVar[Verb] = Verb.FORWARD
    above: tuple[UnitPublished, ...]
    opinion: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteForwardAcknowledged:
    VERB: ClassVar[Verb] = Verb.NOTE_FORWARD_ACKNOWLEDGED
    link: LinkId
    by: UnitCode
    upper_case: CaseId
    acknowledgement: EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeForwardRejection:
    VERB: ClassVar[Verb] = Verb.TAKE_FORWARD_REJECTION
    link: LinkId
    by: UnitCode
    reason_code: str
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeUpperDecision:
    VERB: ClassVar[Verb] = Verb.TAKE_UPPER_DECISION
    link: LinkId
    by: UnitCode
    upper_case: CaseId
    outcome: Outcome
    decided_on: date
    document: str
    text: str | None = None
    remedy: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseLinkAlarm:
    VERB: ClassVar[Verb] = Verb.RAISE_LINK_ALARM


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliver:
    VERB: ClassVar[Verb] = Verb.DELIVER
    method: DeliveryMethod
    recipient: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeDispatch:
    """The asker handed the result out on `delivered_on`."""

    VERB: ClassVar[Verb] = Verb.TAKE_DISPATCH
    link: LinkId
    by: UnitCode
    delivered_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Close:
    VERB: ClassVar[Verb] = Verb.CLOSE


CaseCommand: TypeAlias = (
    Receive
    | OpenLinked
    | RequestCorrection
    | Supplement
    | Accept
    | RefuseAcceptance
    | Return
    | StartStep
    | FinishStep
    | Decide
    | Forward
    | NoteForwardAcknowledged
    | TakeForwardRejection
    | TakeUpperDecision
    | RaiseLinkAlarm
    | Deliver
    | TakeDispatch
    | Close
    | ClockCommand
    | EndingCommand
    | HearingCommand
    | WindowCommand
    | ShareCommand
    | SilenceCommand
)
