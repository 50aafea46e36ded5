"""What a master's timeline keeps of the pauses and the promise of one share."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from e_supervision.timeline.known import linked
from e_supervision.timeline.state import Link, SharePaused
from liandong.events.joint_share import JointSharePaused, JointSharePromised, JointShareResumed


def of_share(
    links: tuple[Link, ...], event: JointSharePaused | JointShareResumed | JointSharePromised
) -> tuple[Link, ...]:
    return linked(links, event.link, _known(event))


def _known(event: JointSharePaused | JointShareResumed | JointSharePromised) -> Callable[[Link], Link]:
    match event:
        case JointSharePaused():
            paused = SharePaused(number=event.number, start=event.paused_on)
            return lambda link: replace(link, still=(*link.still, paused))
        case JointShareResumed():
            return lambda link: replace(link, still=tuple(_resumed(each, event) for each in link.still))
        case JointSharePromised():
            return partial(replace, decide_by=event.decide_by)


def _resumed(paused: SharePaused, event: JointShareResumed) -> SharePaused:
    return replace(paused, end=event.resumed_on) if paused.number == event.number else paused
