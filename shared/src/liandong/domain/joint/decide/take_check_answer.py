"""A unit says what is missing from its part."""

from liandong.domain.case.rules.intake import notice_lines_are_of_the_entry
from liandong.domain.circumstances import Circumstances
from liandong.domain.joint.intake_commands import TakeCheckAnswer
from liandong.domain.joint.rules import share_is_asked
from liandong.domain.joint.state import Joint
from liandong.domain.joint.status import ALLOWED, JointVerb
from liandong.events.joint_intake import JointShareChecked
from liandong.events.said import Event
from liandong.terms.refusal import Nature, Refused


def take_check_answer(joint: Joint | None, command: TakeCheckAnswer, given: Circumstances) -> list[Event]:
    """JointShareChecked, once; nothing if the round was closed while the answer was on its way. Raises Refused."""
    if joint is None:
        raise Refused("joint.not-found", "没有这个联办件，请核对编号", nature=Nature.NOT_FOUND)
    share = share_is_asked(joint, command.link, command.by)
    if share.checked_on is not None or joint.check_by is None:
        return []
    if JointVerb.TAKE_CHECK_ANSWER not in ALLOWED[joint.status]:
        return []
    notice_lines_are_of_the_entry(joint.entry, command.lines)
    return [
        JointShareChecked(
            joint=joint.id,
            link=command.link,
            lines=command.lines,
            checked_on=command.checked_on,
            late=command.checked_on > joint.check_by,
            text=command.text,
        )
    ]
