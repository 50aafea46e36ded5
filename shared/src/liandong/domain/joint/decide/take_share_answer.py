"""A share's decision becomes the lead's own fact; with the last one the shares join."""

from dataclasses import replace

from liandong.domain.circumstances import Circumstances
from liandong.domain.joint.commands import TakeShareAnswer
from liandong.domain.joint.rules import join, joint_allows, share_is_asked, share_is_open
from liandong.domain.joint.state import Joint, ShareState
from liandong.domain.joint.status import JointVerb
from liandong.events.joint import JointJoined, JointShareAnswered
from liandong.events.said import Event
from liandong.terms.refusal import Refused


def take_share_answer(joint: Joint | None, command: TakeShareAnswer, given: Circumstances) -> list[Event]:
    """JointShareAnswered, and JointJoined when it was the last; nothing if told before. Raises Refused.

    The master is decided on the day of its last share's decision, whenever the answer arrived.
    """
    known = None if joint is None else joint.share(command.link)
    if known is not None and _told_before(known, command):
        return []
    joint = joint_allows(joint, JointVerb.TAKE_SHARE_ANSWER)
    share = share_is_asked(joint, command.link, command.by)
    share_is_open(share)
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
    decided = replace(share, outcome=command.outcome, decided_on=command.decided_on)
    shares = tuple(decided if each.link == share.link else each for each in joint.shares)
    outcome = join(joint.entry.join_policy, shares)
    if outcome is None:
        return [answered]
    joined_on = max(each.decided_on for each in shares if each.decided_on is not None)
    return [answered, JointJoined(joint=joint.id, outcome=outcome, joined_on=joined_on)]


def _told_before(share: ShareState, command: TakeShareAnswer) -> bool:
    if share.outcome is None:
        return False
    told = (share.outcome, share.decided_on, share.document, share.case)
    if told != (command.outcome, command.decided_on, command.document, command.case):
        raise Refused("link.answered-otherwise", f"请求{command.link}已有不同的答复，请与{command.by}核对")
    return True
