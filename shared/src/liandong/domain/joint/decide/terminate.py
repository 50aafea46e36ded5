"""联办终止: the whole ends without a decision, with proof, and every open share with it."""

from liandong.domain.case.rules.ending import paper_is_numbered
from liandong.domain.case.rules.text import reason_is_given
from liandong.domain.circumstances import Circumstances
from liandong.domain.joint.joining import voided
from liandong.domain.joint.review_commands import TerminateJoint
from liandong.domain.joint.rules import joint_allows, lead_may, under_what
from liandong.domain.joint.rules_review import ground_is_of_the_whole, nothing_is_decided
from liandong.domain.joint.state import Joint
from liandong.domain.joint.status import JointVerb
from liandong.domain.powers.actions import Action
from liandong.events.joint_ending import JointTerminated
from liandong.events.link import VoidCause
from liandong.events.said import Event


def terminate(joint: Joint | None, command: TerminateJoint, given: Circumstances) -> list[Event]:
    """The open shares void, and JointTerminated: final. Raises Refused."""
    joint = joint_allows(joint, JointVerb.TERMINATE)
    lead_may(joint, Action.JOINT_TERMINATE, given)
    ground_is_of_the_whole(command.ground)
    nothing_is_decided(joint)
    paper_is_numbered(command.document)
    reason_is_given(command.text, "终止办理应当说明理由，并告知申请人", basis="行政许可法 38")
    void = [
        event
        for share in joint.shares
        if share.outcome is None and share.voided is None
        for event in voided(
            joint, share, VoidCause.TERMINATED, given.today, document=command.document, text=command.text
        )
    ]
    terminated = JointTerminated(
        joint=joint.id,
        ground=command.ground,
        terminated_on=given.today,
        document=command.document,
        text=command.text,
        under=under_what(joint, Action.JOINT_TERMINATE, given),
    )
    return [*void, terminated]
