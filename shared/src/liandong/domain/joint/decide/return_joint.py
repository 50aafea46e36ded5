"""联办退件: the materials go back to the applicant in writing; he may apply again."""

from liandong.domain.case.rules.text import reason_is_given
from liandong.domain.circumstances import Circumstances
from liandong.domain.joint.intake_commands import ReturnJoint
from liandong.domain.joint.rules import joint_allows, lead_may
from liandong.domain.joint.state import Joint
from liandong.domain.joint.status import JointVerb
from liandong.domain.powers.actions import Action
from liandong.events.joint_intake import JointReturned
from liandong.events.said import Event


def return_joint(joint: Joint | None, command: ReturnJoint, given: Circumstances) -> list[Event]:
    """JointReturned: final. Raises Refused."""
    joint = joint_allows(joint, JointVerb.RETURN)
    lead_may(joint, Action.JOINT_REFUSE, given)
    reason_is_given(command.text, "退回应当书面说明理由，并告知申请人可以重新申请")
    return [JointReturned(joint=joint.id, reason_code=command.ground, text=command.text)]
