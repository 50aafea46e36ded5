"""A unit needs more materials: noted until the lead asks for all units at once."""

from liandong.domain.case.rules.intake import notice_lines_are_of_the_entry
from liandong.domain.circumstances import Circumstances
from liandong.domain.joint.review_commands import TakeSupplementProposal
from liandong.domain.joint.rules import share_is_asked
from liandong.domain.joint.state import Joint
from liandong.domain.joint.status import ALLOWED, JointVerb
from liandong.events.joint_review import JointSupplementProposed
from liandong.events.said import Event
from liandong.terms.refusal import Nature, Refused


def take_supplement_proposal(joint: Joint | None, command: TakeSupplementProposal, given: Circumstances) -> list[Event]:
    """JointSupplementProposed; nothing if the share or the whole has ended meanwhile. Raises Refused."""
    if joint is None:
        raise Refused("joint.not-found", "没有这个联办件，请核对编号", nature=Nature.NOT_FOUND)
    share = share_is_asked(joint, command.link, command.by)
    if not share.is_open or JointVerb.TAKE_SUPPLEMENT_PROPOSAL not in ALLOWED[joint.status]:
        return []
    notice_lines_are_of_the_entry(joint.entry, command.lines)
    return [
        JointSupplementProposed(
            joint=joint.id,
            link=command.link,
            lines=command.lines,
            new_material=command.new_material,
            text=command.text,
        )
    ]
