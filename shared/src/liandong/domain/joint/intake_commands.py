"""What may be asked of a joint master before its acceptance."""

from dataclasses import dataclass
from datetime import date

from liandong.domain.case.commands import RefusalGround, ReturnGround
from liandong.domain.files.known import KnownFile
from liandong.events.case import Channel, SubmittedMaterial
from liandong.terms.codes import LinkId, UnitCode


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCheck:
    """会审材料: every unit is asked what is missing from its part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeCheckAnswer:
    link: LinkId
    by: UnitCode
    lines: tuple[str, ...]
    checked_on: date
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestJointCorrection:
    """一次性告知: `lines` are codes of materials in the frozen stage, those the units named among them."""

    lines: tuple[str, ...]
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementJoint:
    """补正: handed in once, for all shares."""

    materials: tuple[SubmittedMaterial, ...]
    channel: Channel = Channel.WINDOW
    files: tuple[KnownFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseJoint:
    """不予受理."""

    ground: RefusalGround
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnJoint:
    """退回."""

    ground: ReturnGround
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeemJointAccepted:
    """视为受理: five working days have gone by without a notice."""


IntakeCommand = (
    OpenCheck
    | TakeCheckAnswer
    | RequestJointCorrection
    | SupplementJoint
    | RefuseJoint
    | ReturnJoint
    | DeemJointAccepted
)
