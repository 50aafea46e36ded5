"""视为受理: nobody told the applicant anything in five working days, so the whole is accepted by law."""

from liandong.domain.circumstances import Circumstances
from liandong.domain.joint.decide.accept import acceptance
from liandong.domain.joint.intake_commands import DeemJointAccepted
from liandong.domain.joint.limits import notice_due
from liandong.domain.joint.rules import joint_allows
from liandong.domain.joint.state import Joint
from liandong.domain.joint.status import JointVerb
from liandong.events.said import Event


def deem_accept(joint: Joint | None, command: DeemJointAccepted, given: Circumstances) -> list[Event]:
    """JointAccepted as of the day of receipt, and every unit is asked, once its time is over; before that nothing."""
    joint = joint_allows(joint, JointVerb.DEEM_ACCEPT)
    if given.today <= notice_due(joint, given):
        return []
    return acceptance(joint, joint.effective_on, given, deemed=True)
