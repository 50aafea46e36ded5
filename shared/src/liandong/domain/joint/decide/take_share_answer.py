"""A share's decision becomes the lead's own fact; with the last one the shares join."""

from liandong.domain.circumstances import Circumstances
from liandong.domain.joint.commands import TakeShareAnswer
from liandong.domain.joint.evolve import evolve
from liandong.domain.joint.joining import followed
from liandong.domain.joint.rules import (
    decided_before_it_was_void,
    is_under_way,
    joint_allows,
    share_is_asked,
    share_is_open,
)
from liandong.domain.joint.state import DECIDED, Joint, ShareState
from liandong.domain.joint.status import JointVerb
from liandong.events.joint import JointShareAnswered
from liandong.events.said import Event
from liandong.terms.refusal import Refused


def take_share_answer(joint: Joint | None, command: TakeShareAnswer, given: Circumstances) -> list[Event]:
    """JointShareAnswered, and what follows when the shares join by it; nothing if told before. Raises Refused.

    A decision made before the word that the share is void was heard stands, also when the whole has ended (D.12.2). The
    master is decided on the day of its last share's decision, whenever the answer arrived.
    """
    known = None if joint is None else joint.share(command.link)
    if known is not None and _told_before(known, command):
        return []
    joint = joint_allows(joint, JointVerb.TAKE_SHARE_ANSWER)
    share = share_is_asked(joint, command.link, command.by)
    share_is_open(share)
    if not is_under_way(joint):
        decided_before_it_was_void(joint, share)
        if command.outcome not in DECIDED:
            return []  # it has ended without a decision, and so has the whole
    answered = JointShareAnswered(
        joint=joint.id,
        link=command.link,
        case=command.case,
        outcome=command.outcome,
        decided_on=command.decided_on,
        document=command.document,
        text=command.text,
        remedy=command.remedy,
    )
    if not is_under_way(joint):
        return [answered]
    return [answered, *followed(evolve(joint, answered), given)]


def _told_before(share: ShareState, command: TakeShareAnswer) -> bool:
    if share.outcome is None:
        return False
    told = (share.outcome, share.decided_on, share.document, share.case)
    if told != (command.outcome, command.decided_on, command.document, command.case):
        raise Refused("link.answered-otherwise", f"请求{command.link}已有不同的答复，请与{command.by}核对")
    return True
