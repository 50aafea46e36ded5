"""取消撤回: the applicant wants the whole, or a share, after all; what was confirmed meanwhile stays withdrawn."""

from liandong.domain.circumstances import Circumstances
from liandong.domain.joint.review_commands import RetractJointWithdrawal
from liandong.domain.joint.rules import joint_allows
from liandong.domain.joint.rules_review import withdrawal_is_unconfirmed
from liandong.domain.joint.state import Joint
from liandong.domain.joint.status import JointVerb
from liandong.events.joint_ending import JointWithdrawalRetracted
from liandong.events.link import LinkWithdrawalRetracted
from liandong.events.said import Event


def retract_withdrawal(joint: Joint | None, command: RetractJointWithdrawal, given: Circumstances) -> list[Event]:
    """JointWithdrawalRetracted, and LinkWithdrawalRetracted to the units that have not confirmed. Raises Refused."""
    joint = joint_allows(joint, JointVerb.RETRACT_WITHDRAWAL)
    told = withdrawal_is_unconfirmed(joint, command.link)
    retracted = JointWithdrawalRetracted(
        joint=joint.id,
        retracted_on=given.today,
        whole=command.link is None,
        of=tuple(share.link for share in told),
    )
    return [
        retracted,
        *(LinkWithdrawalRetracted(dest=share.unit, link=share.link, retracted_on=given.today) for share in told),
    ]
