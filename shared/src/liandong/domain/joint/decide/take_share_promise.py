"""A unit has promised to decide its share by a day; under 前置联办 the lead need not wait for it (D.5.4)."""

from dataclasses import replace

from liandong.domain.circumstances import Circumstances
from liandong.domain.joint.joining import followed
from liandong.domain.joint.rules import share_is_asked, share_lets_this_be_noted
from liandong.domain.joint.share_commands import TakeSharePromise
from liandong.domain.joint.state import Joint
from liandong.domain.joint.status import JointVerb
from liandong.events.joint_share import JointSharePromised
from liandong.events.said import Event


def take_share_promise(joint: Joint | None, command: TakeSharePromise, given: Circumstances) -> list[Event]:
    """JointSharePromised, and JointStageClosed if nothing else was waited for; nothing if known, or if the share or the
    whole has ended. Raises Refused."""
    joint = share_lets_this_be_noted(joint, JointVerb.TAKE_SHARE_PROMISE, command.link)
    if joint is None:
        return []
    share = share_is_asked(joint, command.link, command.by)
    if share.decide_by is not None:
        return []
    promised = JointSharePromised(
        joint=joint.id, link=command.link, promised_on=command.promised_on, decide_by=command.decide_by
    )
    known = replace(share, promised_on=command.promised_on, decide_by=command.decide_by)
    shares = tuple(known if each is share else each for each in joint.shares)
    return [promised, *followed(replace(joint, shares=shares), given)]
