"""联办不予受理: not a matter for a licence, or not for these authorities."""

from liandong.domain.case.decide.refuse_acceptance import BASIS
from liandong.domain.case.rules.text import reason_is_given
from liandong.domain.circumstances import Circumstances
from liandong.domain.joint.decide.request_correction import check_closed
from liandong.domain.joint.intake_commands import RefuseJoint
from liandong.domain.joint.rules import joint_allows, lead_may
from liandong.domain.joint.rules_intake import within_notice_time
from liandong.domain.joint.state import Joint
from liandong.domain.joint.status import JointVerb
from liandong.domain.powers.actions import Action
from liandong.events.joint_intake import JointNotAccepted
from liandong.events.said import Event


def refuse_acceptance(joint: Joint | None, command: RefuseJoint, given: Circumstances) -> list[Event]:
    """JointNotAccepted: final, with the reason and where to go. Raises Refused."""
    joint = joint_allows(joint, JointVerb.REFUSE_ACCEPTANCE)
    lead_may(joint, Action.JOINT_REFUSE, given)
    reason_is_given(command.text, "不予受理应当书面说明理由；不属于本机关职权的，应当告知向有关行政机关申请")
    within_notice_time(joint, given)
    refused = JointNotAccepted(
        joint=joint.id, reason_code=command.ground, basis=BASIS[command.ground], text=command.text
    )
    return [refused, *check_closed(joint)]
