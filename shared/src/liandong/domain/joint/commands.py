"""What may be asked of a joint master: one command for each verb."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from liandong.domain.case.commands import Applicant
from liandong.domain.files.known import KnownFile
from liandong.domain.joint.intake_commands import IntakeCommand
from liandong.domain.joint.review_commands import ReviewCommand
from liandong.domain.joint.share_commands import ShareCommand
from liandong.events.case import DeliveryMethod, EntryReference, Outcome, SubmittedMaterial
from liandong.events.reference import CatalogueEntry, UnitPublished
from liandong.terms.codes import CaseId, EventId, ItemCode, JointId, LinkId, UnitCode


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedShare:
    """A share as asked for at the window: the item, and the unit as the registry knows it (None: it does not)."""

    item: ItemCode
    unit: UnitPublished | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveJoint:
    """One application for a whole stage.

    With no `wanted` shares those of the template are taken, each from the unit of its tier among `place`:
    the unit where the project lies and those above it.
    """

    joint: JointId
    entry: CatalogueEntry
    reference: EntryReference
    applicant: Applicant
    project_name: str | None = None
    project_code: str | None = None
    materials: tuple[SubmittedMaterial, ...] = ()
    files: tuple[KnownFile, ...] = ()
    wanted: tuple[WantedShare, ...] = ()
    place: tuple[UnitPublished, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptJoint:
    """联合受理."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteShareAcknowledged:
    link: LinkId
    by: UnitCode
    case: CaseId
    acknowledgement: EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeShareRejection:
    link: LinkId
    by: UnitCode
    reason_code: str
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAgain:
    """The lead asks a rejected share again, of `unit`.

    `entry` is the item of a share that was added, as published on the day of that: the stage does not foresee it.
    """

    link: LinkId
    unit: UnitPublished | None
    entry: CatalogueEntry | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeShareAnswer:
    link: LinkId
    by: UnitCode
    case: CaseId
    outcome: Outcome
    decided_on: date
    document: str
    text: str | None = None
    remedy: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseShareAlarms:
    """Show operators every share that no machine acknowledged in time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecomputeJoint:
    """期限重算: by the calendar of the circumstances."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendJoint:
    """联办延期: so many working days more, by the government's approval of this number, and why."""

    days: int
    approval: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    method: DeliveryMethod
    recipient: str | None = None


JointCommand: TypeAlias = (
    ReceiveJoint
    | AcceptJoint
    | NoteShareAcknowledged
    | TakeShareRejection
    | AskAgain
    | TakeShareAnswer
    | RaiseShareAlarms
    | RecomputeJoint
    | ExtendJoint
    | Dispatch
    | IntakeCommand
    | ReviewCommand
    | ShareCommand
)
