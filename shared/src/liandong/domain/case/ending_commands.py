"""What may be asked of a case around its decision and its end: drafts, withdrawal, termination, the archive."""

from dataclasses import dataclass
from typing import ClassVar

from liandong.domain.case.status import Verb
from liandong.events.case import Channel, Outcome
from liandong.events.case_ending import AnnulmentGround, RevocationGround, TerminationGround
from liandong.events.handling import Retention
from liandong.terms.codes import EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class AskWithdrawal:
    """申请撤回."""

    VERB: ClassVar[Verb] = Verb.ASK_WITHDRAWAL
    text: str | None = None
    channel: Channel = Channel.WINDOW


@dataclass(frozen=True, slots=True, kw_only=True)
class RetractWithdrawal:
    VERB: ClassVar[Verb] = Verb.RETRACT_WITHDRAWAL


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmWithdrawal:
    """确认撤回: `document` numbers the notice."""

    VERB: ClassVar[Verb] = Verb.CONFIRM_WITHDRAWAL
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminate:
    VERB: ClassVar[Verb] = Verb.TERMINATE
    ground: TerminationGround
    document: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDecision:
    """拟稿."""

    VERB: ClassVar[Verb] = Verb.DRAFT_DECISION
    outcome: Outcome
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDraft:
    """审核: agreed, or sent back with what to change."""

    VERB: ClassVar[Verb] = Verb.REVIEW_DRAFT
    agreed: bool
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeReady:
    """通知领取: `notice` numbers what told the applicant."""

    VERB: ClassVar[Verb] = Verb.MAKE_READY
    notice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopen:
    VERB: ClassVar[Verb] = Verb.REOPEN
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Revoke:
    VERB: ClassVar[Verb] = Verb.REVOKE
    ground: RevocationGround
    document: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Annul:
    VERB: ClassVar[Verb] = Verb.ANNUL
    ground: AnnulmentGround
    document: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correct:
    """更正: `corrects` is an entry of this case's own history, `known` whether it is one."""

    VERB: ClassVar[Verb] = Verb.CORRECT
    corrects: EventId
    known: bool
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    VERB: ClassVar[Verb] = Verb.ARCHIVE
    retention: Retention


EndingCommand = (
    AskWithdrawal
    | RetractWithdrawal
    | ConfirmWithdrawal
    | Terminate
    | DraftDecision
    | ReviewDraft
    | MakeReady
    | Reopen
    | Revoke
    | Annul
    | Correct
    | Archive
)
