"""联办一次性告知: the lead merges what is missing from all parts into one list."""

from liandong.domain.case.rules.intake import notice_lines_are_of_the_entry, notice_lists_something
from liandong.domain.circumstances import Circumstances
from liandong.domain.joint.intake_commands import RequestJointCorrection
from liandong.domain.joint.rules import joint_allows, lead_may
from liandong.domain.joint.rules_intake import (
    check_is_over,
    notice_is_whole,
    only_one_notice_for_the_same,
    within_notice_time,
)
from liandong.domain.joint.state import Joint
from liandong.domain.joint.status import JointVerb
from liandong.domain.powers.actions import Action
from liandong.events.joint_intake import JointCorrectionRequested
from liandong.events.link import LinkCheckClosed
from liandong.events.said import Event


def request_correction(joint: Joint | None, command: RequestJointCorrection, given: Circumstances) -> list[Event]:
    """JointCorrectionRequested, and LinkCheckClosed where a unit was still asked. Raises Refused."""
    joint = joint_allows(joint, JointVerb.REQUEST_CORRECTION)
    lead_may(joint, Action.JOINT_NOTICE, given)
    notice_lists_something(command.lines)
    notice_lines_are_of_the_entry(joint.entry, command.lines)
    within_notice_time(joint, given)
    check_is_over(joint, given)
    notice_is_whole(joint, command.lines)
    only_one_notice_for_the_same(joint, command.lines)
    noticed = JointCorrectionRequested(joint=joint.id, round=joint.notice_round, lines=command.lines, text=command.text)
    return [noticed, *check_closed(joint)]


def check_closed(joint: Joint) -> list[Event]:
    """The units whose answer is no longer waited for are told."""
    if joint.check_by is None:
        return []
    return [LinkCheckClosed(dest=share.unit, link=share.link) for share in joint.shares if share.checked_on is None]
