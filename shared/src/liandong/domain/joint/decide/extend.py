"""联办延期: the statutory limit of the whole is extended, once, by the head of the government."""

from dataclasses import replace

from liandong.domain.case.rules.text import reason_is_given
from liandong.domain.circumstances import Circumstances
from liandong.domain.joint.commands import ExtendJoint
from liandong.domain.joint.limits import due_days, due_moved
from liandong.domain.joint.rules import joint_allows, lead_may
from liandong.domain.joint.rules_clock import extended_once, extension_is_approved, extension_is_in_time
from liandong.domain.joint.state import Joint
from liandong.domain.joint.status import JointVerb
from liandong.domain.powers.actions import Action
from liandong.events.case_clock import ApprovalLevel
from liandong.events.joint_clock import JointExtended
from liandong.events.said import Event


def extend(joint: Joint | None, command: ExtendJoint, given: Circumstances) -> list[Event]:
    """JointExtended, and LinkDueMoved to each open share. Raises Refused."""
    joint = joint_allows(joint, JointVerb.EXTEND)
    lead_may(joint, Action.JOINT_EXTEND, given)
    assert joint.accepted_on is not None, "accepted"
    extended_once(joint)
    extension_is_in_time(joint, joint.accepted_on, given)
    extension_is_approved(command)
    reason_is_given(command.text, "延期应当将理由告知申请人，请填写理由", basis="行政许可法 42")
    moves = joint.entry.extension_moves_promise
    longer = replace(joint, extension=command.days, promise_extension=command.days if moves else 0)
    due = due_days(longer, joint.accepted_on, given)
    extended = JointExtended(
        joint=joint.id,
        days=command.days,
        level=ApprovalLevel.GOVERNMENT,
        approver=given.by.id,
        approval=command.approval,
        extended_on=given.today,
        moves_promise=moves,
        calendar=given.calendar.hash,
        promised_due=due.promised,
        statutory_due=due.statutory,
        provisional=due.provisional,
        counted=due.counted,
        text=command.text,
    )
    return [extended, *due_moved(longer, due.statutory)]
