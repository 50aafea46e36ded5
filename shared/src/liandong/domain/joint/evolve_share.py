"""What the pauses and the promise of one share, and a share added on the way, make of a joint master."""

from dataclasses import replace
from typing import TypeAlias

from liandong.domain.joint.evolve_intake import with_share
from liandong.domain.joint.state import Joint, SharePause, ShareState
from liandong.events.joint_share import JointShareAdded, JointSharePaused, JointSharePromised, JointShareResumed
from liandong.terms.codes import LinkId

OfShare: TypeAlias = JointSharePaused | JointShareResumed | JointSharePromised | JointShareAdded


def of_share(joint: Joint, event: OfShare) -> Joint:
    match event:
        case JointSharePaused():
            pause = SharePause(number=event.number, start=event.paused_on)
            return with_share(joint, event.link, pauses=(*_pauses(joint, event.link), pause))
        case JointShareResumed():
            pauses = tuple(
                replace(each, end=event.resumed_on) if each.number == event.number else each
                for each in _pauses(joint, event.link)
            )
            return with_share(joint, event.link, pauses=pauses)
        case JointSharePromised():
            return with_share(joint, event.link, promised_on=event.promised_on, decide_by=event.decide_by)
        case JointShareAdded():
            added = ShareState(
                link=event.share.link,
                unit=event.share.unit,
                item=event.share.item,
                requested_on=event.requested_on,
                added=True,
                acknowledge_by=event.acknowledge_by,
            )
            return replace(joint, shares=(*joint.shares, added), asked=joint.asked + 1)


def _pauses(joint: Joint, link: LinkId) -> tuple[SharePause, ...]:
    share = joint.share(link)
    return () if share is None else share.pauses
