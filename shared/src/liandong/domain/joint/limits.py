"""The limits a joint master runs under, and what its shares are told when the last day by law moves."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from liandong.domain.case.limits import NOTICE_LIMIT, counted_from
from liandong.domain.circumstances import Circumstances
from liandong.domain.joint.state import Joint
from liandong.domain.joint.status import JointStatus
from liandong.domain.worktime import clock
from liandong.events.counted import CountedFrom
from liandong.events.joint_clock import JointPausesCounted
from liandong.events.link import LinkDueMoved
from liandong.events.said import Event

CHECK_LIMIT: Final = 3
"""Working days for a unit to say what is missing from its part (D.12.9)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDays:
    """The last days of promise and law; `provisional` if a year may still change."""

    promised: date
    statutory: date
    provisional: bool
    counted: CountedFrom


def notice_due(joint: Joint, given: Circumstances) -> date:
    """The last day for a one-time notice of this round (行政许可法 32)."""
    return clock.due(given.calendar, joint.effective_on, NOTICE_LIMIT).day


def check_due(joint: Joint, given: Circumstances) -> date:
    """The last day for the units to answer a check opened today: never after that of the notice."""
    return min(clock.due(given.calendar, given.today, CHECK_LIMIT).day, notice_due(joint, given))


def due_days(joint: Joint, accepted_on: date, given: Circumstances) -> DueDays:
    """By the limits of the frozen stage, what was added to them, the days on which all shares stood still, and the
    calendar of the circumstances."""
    entry = joint.entry
    pauses = [clock.Pause(each.start, each.end, entry.interrupts) for each in joint.pauses]
    counted = counted_from(
        accepted_on,
        entry.promised_limit + joint.promise_extension,
        entry.statutory_limit + joint.extension,
        given,
        pauses,
    )
    promised = clock.due(given.calendar, accepted_on, counted.promised_limit, pauses)
    statutory = clock.due(given.calendar, accepted_on, counted.statutory_limit, pauses)
    return DueDays(
        promised=promised.day,
        statutory=statutory.day,
        provisional=promised.provisional or statutory.provisional,
        counted=counted,
    )


def due_moved(joint: Joint, statutory_due: date) -> list[Event]:
    """The new last day told to every share still open, if it is another than the known one (D.5.14)."""
    if statutory_due == joint.statutory_due:
        return []
    return [
        LinkDueMoved(dest=share.unit, link=share.link, statutory_due=statutory_due, extended=joint.extension > 0)
        for share in joint.open_shares
    ]


def pauses_counted(joint: Joint, given: Circumstances, stopped_on: date | None = None) -> list[Event]:
    """What follows once these are the shares of a running master, or of one whose clock is stopped as of a day.

    JointPausesCounted if all stood still on other days than was counted, and LinkDueMoved to the open ones if the last
    day has moved; otherwise nothing.
    """
    joint = replace(joint, stage_closed_on=stopped_on)
    ended = [(each.start, each.end) for each in joint.pauses if each.end is not None]
    known = () if joint.counted is None else joint.counted.pauses
    if joint.status is not JointStatus.ACCEPTED or ended == [
        (each.start, each.end) for each in known if each.end is not None
    ]:
        return []
    assert joint.accepted_on is not None, "accepted"
    due = due_days(joint, joint.accepted_on, given)
    counted = JointPausesCounted(
        joint=joint.id,
        calendar=given.calendar.hash,
        promised_due=due.promised,
        statutory_due=due.statutory,
        provisional=due.provisional,
        counted=due.counted,
    )
    return [counted, *due_moved(joint, due.statutory)]
