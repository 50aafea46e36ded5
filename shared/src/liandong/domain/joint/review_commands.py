"""What may be asked of a joint master after its acceptance: the one list, a withdrawal, the end."""

from dataclasses import dataclass

from liandong.events.case_ending import TerminationGround
from liandong.terms.codes import LinkId, UnitCode


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeSupplementProposal:
    link: LinkId
    by: UnitCode
    lines: tuple[str, ...]
    new_material: bool
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskSupplement:
    """补正通知: what the units proposed, as one list."""

    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskJointWithdrawal:
    """申请撤回: the whole, or one share of it."""

    link: LinkId | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RetractJointWithdrawal:
    """取消撤回: the whole, or one share of it, goes on where it stood."""

    link: LinkId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidShare:
    """作废分件: the lead takes a share out, with a reason."""

    link: LinkId
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminateJoint:
    ground: TerminationGround
    document: str
    text: str


ReviewCommand = (
    TakeSupplementProposal | AskSupplement | AskJointWithdrawal | RetractJointWithdrawal | VoidShare | TerminateJoint
)
