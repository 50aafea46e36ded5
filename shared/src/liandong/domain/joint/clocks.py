"""The clocks of a joint approval as its lead sees them now."""

from datetime import date

from liandong.domain.case.clocks import CLOCK_NAMES, Clock, Running
from liandong.domain.case.limits import NOTICE_LIMIT
from liandong.domain.circumstances import Circumstances
from liandong.domain.joint.state import Joint
from liandong.domain.joint.status import FINAL, JointStatus
from liandong.domain.tracking.ahead import DELIVERY_LIMIT
from liandong.domain.worktime import clock
from liandong.domain.worktime.light import Light, light_of

__all__ = ["CLOCK_NAMES", "clocks_of"]


def clocks_of(joint: Joint, given: Circumstances) -> tuple[Running, ...]:
    """Every clock that has begun, in working days. Raises Refused outside the calendar."""
    found = []
    if joint.status is JointStatus.RECEIVED:
        due = clock.due(given.calendar, joint.effective_on, NOTICE_LIMIT).day
        found.append(_running(Clock.NOTICE, due, NOTICE_LIMIT, given))
    ended = joint.stage_closed_on or joint.joined_on
    if joint.promised_due is not None and joint.statutory_due is not None and (ended or joint.status not in FINAL):
        paused = joint.paused_since is not None
        promised = joint.entry.promised_limit + joint.promise_extension
        statutory = joint.entry.statutory_limit + joint.extension
        found.append(_running(Clock.PROMISED, joint.promised_due, promised, given, paused=paused, ended=ended))
        found.append(_running(Clock.STATUTORY, joint.statutory_due, statutory, given, paused=paused, ended=ended))
    if joint.joined_on is not None:
        due = clock.due(given.calendar, joint.joined_on, DELIVERY_LIMIT).day
        found.append(_running(Clock.DELIVERY, due, DELIVERY_LIMIT, given, ended=joint.delivered_on))
    return tuple(found)


def _running(
    which: Clock, due: date, limit: int, given: Circumstances, *, paused: bool = False, ended: date | None = None
) -> Running:
    light: Light = light_of(given.calendar, given.today, due, limit, paused=paused, finished_on=ended)
    left = None if ended is not None else clock.remaining(given.calendar, given.today, due)
    return Running(clock=which, due=due, limit=limit, remaining=left, light=light)
