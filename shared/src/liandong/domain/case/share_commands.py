"""What is asked of a share of a joint approval: by its unit towards the lead, and by the lead towards its unit."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from liandong.domain.case.status import Verb
from liandong.events.case import SubmittedMaterial
from liandong.events.link import VoidCause
from liandong.terms.codes import LinkId, UnitCode


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeSupplement:
    """提请补正: `lines` are materials of the stage; `new_material`: the need arose from what was handed in."""

    VERB: ClassVar[Verb] = Verb.PROPOSE_SUPPLEMENT
    lines: tuple[str, ...]
    new_material: bool = False
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseShare:
    """分件承诺: the share will be decided by this day."""

    VERB: ClassVar[Verb] = Verb.PROMISE
    decide_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeSupplementAsked:
    """补正已通知: the lead has asked the applicant for what this share needs; `new_material` as it was proposed."""

    VERB: ClassVar[Verb] = Verb.TAKE_SUPPLEMENT_ASKED
    link: LinkId
    by: UnitCode
    lines: tuple[str, ...]
    asked_on: date
    new_material: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeSupplemented:
    """补正材料: handed in at the lead on `effective_on`, for every share."""

    VERB: ClassVar[Verb] = Verb.TAKE_SUPPLEMENTED
    link: LinkId
    by: UnitCode
    materials: tuple[SubmittedMaterial, ...]
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeWithdrawalAsked:
    """撤回通知: the applicant withdraws at the lead."""

    VERB: ClassVar[Verb] = Verb.TAKE_WITHDRAWAL_ASKED
    link: LinkId
    by: UnitCode
    asked_on: date
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeWithdrawalRetracted:
    """收回撤回通知: the applicant wants the share to go on after all."""

    VERB: ClassVar[Verb] = Verb.TAKE_WITHDRAWAL_RETRACTED
    link: LinkId
    by: UnitCode
    retracted_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeVoid:
    """作废通知: the share is no part of the joint approval any more."""

    VERB: ClassVar[Verb] = Verb.TAKE_VOID
    link: LinkId
    by: UnitCode
    cause: VoidCause
    voided_on: date
    document: str | None = None
    text: str | None = None


ShareCommand = (
    ProposeSupplement
    | PromiseShare
    | TakeSupplementAsked
    | TakeSupplemented
    | TakeWithdrawalAsked
    | TakeWithdrawalRetracted
    | TakeVoid
)
