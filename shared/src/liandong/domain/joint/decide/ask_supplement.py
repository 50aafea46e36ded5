"""联办补正通知: what the units need is asked of the applicant once, and only they stand still."""

from liandong.domain.circumstances import Circumstances
from liandong.domain.joint.review_commands import AskSupplement
from liandong.domain.joint.rules import joint_allows, lead_may
from liandong.domain.joint.rules_review import proposals, something_is_proposed
from liandong.domain.joint.state import Joint
from liandong.domain.joint.status import JointVerb
from liandong.domain.powers.actions import Action
from liandong.events.joint_review import JointSupplementAsked
from liandong.events.link import LinkSupplementAsked
from liandong.events.said import Event


def ask_supplement(joint: Joint | None, command: AskSupplement, given: Circumstances) -> list[Event]:
    """JointSupplementAsked, and LinkSupplementAsked to the units whose needs are in the list. Raises Refused."""
    joint = joint_allows(joint, JointVerb.ASK_SUPPLEMENT)
    lead_may(joint, Action.JOINT_NOTICE, given)
    something_is_proposed(joint)
    wanting = proposals(joint)
    asked = JointSupplementAsked(
        joint=joint.id,
        number=joint.supplements + 1,
        lines=tuple(dict.fromkeys(code for share in wanting for code in share.needs)),
        of=tuple(share.link for share in wanting),
        asked_on=given.today,
        text=command.text,
    )
    told = [
        LinkSupplementAsked(
            dest=share.unit,
            link=share.link,
            lines=share.needs,
            asked_on=given.today,
            new_material=share.needs_new,
        )
        for share in wanting
    ]
    return [asked, *told]
