"""Every light counted again from the bare events, one calendar day after another, apart from the ordinary way."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from e_supervision.clocks import DELIVERY_LIMIT, NOTICE_LIMIT, ORGANISE_HEARING_LIMIT, OWED_LIMIT, RENEWAL_LIMIT, Clock
from e_supervision.timeline import Heard
from e_supervision.verify.recount_days import Days, Still
from e_supervision.verify.recount_shares import Shares
from e_supervision.verify.recount_silence import silent_day
from e_supervision.verify.recount_units import Stretch, light_of_unit
from liandong.domain.worktime.light import Light
from liandong.events import (
    case,
    case_clock,
    case_decision,
    case_ending,
    case_hearing,
    case_silence,
    joint,
    joint_clock,
    joint_ending,
    joint_intake,
)
from liandong.events.reference import CatalogueEntry, LimitUnit
from liandong.terms.legal_time import legal_day, midnight


@dataclass(frozen=True, slots=True, kw_only=True)
class Recount:
    """One clock as counted again."""

    clock: Clock
    step: str | None
    start: date
    due: date
    light: Light


@dataclass(slots=True)
class _Running:
    clock: Clock
    start: date
    limit: int
    step: str | None = None
    stopped: date | None = None
    handed_up: bool = False
    stands_still: bool = False
    """Whether pauses stop this clock."""
    fixed: date | None = None
    unit: LimitUnit = LimitUnit.WORKING_DAY
    anew: bool = False
    """Whether a pause begins the limit again."""
    began_at: datetime | None = None
    stopped_at: datetime | None = None


def recount(heard: Iterable[Heard], entry: CatalogueEntry, kept: Days, newest: Days, now: datetime) -> list[Recount]:
    """All clocks of a matter from its whole history, in the order they began. Raises CalendarTooShort.

    `kept` is the calendar the matter is counted by; where its unit recounts it no more, `newest` counts what still
    runs and forgives what was late by the other alone.
    """
    clocks, still = _run(list(heard), entry, kept)
    counted = []
    for each in clocks:
        if each.clock is Clock.RENEWAL:
            counted.append(_to_expiry(each, legal_day(now)))
            continue
        due, light = _by(newest if each.stopped is None else kept, each, still, now)
        if light is Light.FINISHED_LATE:
            _, light = _by(newest, each, still, now)
        counted.append(Recount(clock=each.clock, step=each.step, start=each.start, due=due, light=light))
    return counted


def overall(heard: Iterable[Heard], entry: CatalogueEntry, kept: Days, newest: Days, now: datetime) -> Light:
    """The light the matter must show: the worst running one, or how its limits were kept."""
    history = list(heard)
    counted = recount(history, entry, kept, newest, now)
    for light in (Light.RED, Light.YELLOW, Light.GREEN):
        if any(each.light is light for each in counted):
            return light
    if any(each.light is Light.PAUSED for each in counted):
        return Light.PAUSED
    words = [each.event for each in history if isinstance(each.event, case.CaseEvent | joint.JointEvent)]
    words = [word for word in words if not isinstance(word, case_ending.CaseCorrected)]
    asked = (case.CaseCorrectionRequested, joint_intake.JointCorrectionRequested)
    if words and isinstance(words[-1], asked):
        return Light.PAUSED
    others = (Clock.STEP, Clock.TOLERANCE)
    late = any(each.light is Light.FINISHED_LATE and each.clock not in others for each in counted)
    return Light.FINISHED_LATE if late else Light.FINISHED


def _by(days: Days, each: _Running, still: Sequence[Still], now: datetime) -> tuple[date, Light]:
    """The last day of a clock and its light, by one calendar."""
    if each.unit is not LimitUnit.WORKING_DAY:
        return _of_unit(each, still, days, now)
    due = each.fixed or days.due(each.start, each.limit, still if each.stands_still else (), anew=each.anew)
    # what is due on the day it began has no days that could stand still
    paused = each.stands_still and each.limit > 0 and any(one.end is None and one.start <= due for one in still)
    return due, _light(each, due, days, legal_day(now), paused=paused)


def _to_expiry(each: _Running, today: date) -> Recount:
    """Days of the calendar, one as long as the other."""
    assert each.fixed is not None, "a licence says how long it holds"
    left = (each.fixed - today).days
    light = Light.RED if left < 0 else Light.YELLOW if left * 5 <= RENEWAL_LIMIT else Light.GREEN
    if each.stopped is not None:
        light = Light.FINISHED_LATE if each.stopped > each.fixed else Light.FINISHED
    return Recount(clock=each.clock, step=None, start=each.start, due=each.fixed, light=light)


def _of_unit(each: _Running, still: Sequence[Still], days: Days, now: datetime) -> tuple[date, Light]:
    stretches = [
        Stretch(
            one.start_at or midnight(one.start),
            None if one.end is None else one.end_at or midnight(one.end),
            each.anew,
        )
        for one in still
    ]
    began_at, stopped_at = each.began_at or midnight(each.start), each.stopped_at
    return light_of_unit(days, now, began_at, each.limit, each.unit, stretches, stopped_at)


def _light(each: _Running, due: date, days: Days, today: date, *, paused: bool) -> Light:
    if each.stopped is not None:
        return Light.FINISHED if each.stopped <= due else Light.FINISHED_LATE
    if paused:
        return Light.PAUSED
    if today > due:
        return Light.RED
    fifth = each.limit // 5 + (each.limit % 5 > 0)
    threshold = min(max(1, fifth), each.limit - 1)
    return Light.YELLOW if days.left(today, due) <= threshold else Light.GREEN


def _run(heard: Sequence[Heard], entry: CatalogueEntry, days: Days) -> tuple[list[_Running], list[Still]]:
    """The clocks as the events start and stop them, and the stretches on which the decision clocks stand still."""
    clocks: list[_Running] = []
    still: list[Still] = []
    own_delivery, shares = True, Shares()
    expires: date | None = None
    for place, each in enumerate(heard):
        day, at = legal_day(each.occurred_at), each.occurred_at
        shares.hear(day, each.event)
        match each.event:
            case case.CaseReceived(effective_on=start, asked_by=asker, licence_expires_on=expires):
                own_delivery = asker is None
                clocks.append(_Running(Clock.NOTICE, start, NOTICE_LIMIT))
            case (
                case.CaseSupplemented(effective_on=start)
                | joint_intake.JointSupplemented(effective_on=start)
                | joint.JointReceived(effective_on=start)
            ):
                clocks.append(_Running(Clock.NOTICE, start, NOTICE_LIMIT))
            case case.CaseCorrectionRequested() | joint_intake.JointCorrectionRequested():
                _stop(clocks, day, Clock.NOTICE)
            case case.CaseAccepted(accepted_on=start, accepted_at=began_at):
                _stop(clocks, day, Clock.NOTICE)
                clocks += [*_deciding(start, entry, began_at), *_renewing(start, entry, expires)]
            case joint.JointAccepted(accepted_on=start):
                _stop(clocks, day, Clock.NOTICE)
                clocks += _deciding(start, entry)
            case case.CaseStepStarted(step=step):
                limits = [known.limit for known in entry.steps if known.code == step]
                clocks.extend(_Running(Clock.STEP, day, limit, step, stands_still=True) for limit in limits)
            case case_clock.CasePaused(number=number, paused_on=start, counts=True, paused_at=began_at):
                still.append(Still(number, start, start_at=began_at))
            case case_clock.CaseResumed(number=number, resumed_on=end, resumed_at=ended_at):
                for stretch in still:
                    if stretch.number == number:
                        stretch.end, stretch.end_at = end, ended_at
            case (
                case_clock.CaseExtended(days=more, moves_promise=moves)
                | joint_clock.JointExtended(days=more, moves_promise=moves)
            ):
                for running in clocks:
                    if running.clock is Clock.STATUTORY or (running.clock is Clock.PROMISED and moves):
                        running.limit += more * UNITS_OF_A_DAY[running.unit]
            case case_decision.CaseTolerated(owed_by=last_day):
                start = next(each.start for each in clocks if each.clock is Clock.STATUTORY)
                clocks.append(_Running(Clock.TOLERANCE, start, OWED_LIMIT, fixed=last_day))
            case case_decision.CaseOwedHandedIn(handed_in_on=handed, still_owed=()):
                _stop(clocks, handed, Clock.TOLERANCE)
            case case_hearing.CaseHearingAsked(asked_on=start):
                if not any(_running(clocks, Clock.HEARING)):
                    clocks = [each for each in clocks if each.clock is not Clock.HEARING]
                    clocks.append(_Running(Clock.HEARING, start, ORGANISE_HEARING_LIMIT))
            case case_hearing.CaseHearingHeld(held_on=done) | case_hearing.CaseHearingWaived(waived_on=done):
                _stop(clocks, done, Clock.HEARING)
            case case_decision.CaseReady(ready_on=ready):
                _stop(clocks, ready, Clock.DELIVERY)
            case (
                case_ending.CaseWithdrawn(withdrawn_on=ended)
                | case_ending.CaseTerminated(terminated_on=ended)
                | joint_ending.JointWithdrawn(withdrawn_on=ended)
                | joint_ending.JointTerminated(terminated_on=ended)
            ):
                _stop(clocks, ended, Clock.NOTICE, *ENDING, at=at)
            case case_ending.CaseReopened(reopened_on=start, reopened_at=began_at):
                still.clear()
                clocks = [each for each in clocks if each.clock is Clock.NOTICE]
                clocks += [*_deciding(start, entry, began_at), *_renewing(start, entry, expires)]
            case case.CaseStepDone(step=step):
                for running in _running(clocks, Clock.STEP):
                    if running.step == step:
                        running.stopped = day
            case (
                case.CaseNotAccepted()
                | case.CaseReturned()
                | joint_intake.JointNotAccepted()
                | joint_intake.JointReturned()
            ):
                _stop(clocks, day, Clock.NOTICE, *ENDING, at=at)
            case case.CaseForwarded(handed_over_on=handed):
                for running in _running(clocks, *DECISION):
                    running.stopped, running.handed_up = handed, True
                    running.stopped_at = _instant(handed, at)
            case case.CaseForwardRejected():
                for running in clocks:
                    if running.handed_up:
                        running.stopped, running.stopped_at, running.handed_up = None, None, False
            case joint_clock.JointStageClosed(closed_on=closed):
                _stop(clocks, closed, *DECISION, at=at)
            case (
                case.CaseDecided(decided_on=decided)
                | case.CaseUpperDecided(decided_on=decided)
                | joint.JointJoined(joined_on=decided)
            ):
                _stop(clocks, decided, *ENDING, at=at)
                if own_delivery:
                    clocks.append(_Running(Clock.DELIVERY, decided, DELIVERY_LIMIT))
            case case_silence.CaseRenewedBySilence() | case_silence.CaseAgreedBySilence():
                silent = silent_day(heard[:place], each, entry, _promised(clocks, still, days, at))
                if silent is not None:
                    _stop(clocks, silent, *ENDING, at=midnight(silent))
                    clocks.append(_Running(Clock.DELIVERY, silent, DELIVERY_LIMIT))
            case case.CaseDelivered(delivered_on=delivered) | joint.JointDispatched(delivered_on=delivered):
                _stop(clocks, delivered, Clock.DELIVERY)
            case case.CaseClosed():
                _stop(clocks, day, Clock.DELIVERY)
            case _:
                pass
    stopped = next((each.stopped for each in clocks if each.clock is Clock.STATUTORY), None)
    return clocks, [*still, *shares.still(stopped)]


DECISION = (Clock.STATUTORY, Clock.PROMISED, Clock.STEP, Clock.TOLERANCE, Clock.HEARING)
"""What a decision, a hand-over or an end without one stops."""
ENDING = (*DECISION, Clock.RENEWAL)
"""What a decision or an end without one stops: a licence runs out whoever has the case."""


UNITS_OF_A_DAY = {
    LimitUnit.WORKING_DAY: 1,
    LimitUnit.HALF_DAY: 2,
    LimitUnit.CALENDAR_DAY: 1,
    LimitUnit.WORKING_HOUR: 7,
    LimitUnit.NATURAL_HOUR: 24,
}
"""What a day of an extension adds."""


def _deciding(start: date, entry: CatalogueEntry, began_at: datetime | None = None) -> list[_Running]:
    limits = ((Clock.STATUTORY, entry.statutory_limit), (Clock.PROMISED, entry.promised_limit))
    return [
        _Running(
            clock,
            start,
            limit,
            stands_still=True,
            unit=entry.limit_unit,
            anew=entry.interrupts,
            began_at=began_at,
        )
        for clock, limit in limits
    ]


def _renewing(start: date, entry: CatalogueEntry, expires: date | None) -> list[_Running]:
    if not entry.renewal or expires is None or expires == date.max or start > expires:
        return []
    return [_Running(Clock.RENEWAL, start, (expires - start).days, fixed=expires)]


def _promised(clocks: Sequence[_Running], still: Sequence[Still], days: Days, at: datetime) -> date:
    """The last promised day; the day of the saying where nothing was promised."""
    for each in reversed(clocks):
        if each.clock is Clock.PROMISED:
            if each.unit is not LimitUnit.WORKING_DAY:
                return _of_unit(each, still, days, at)[0]
            return days.due(each.start, each.limit, still, anew=each.anew)
    return legal_day(at)


def _instant(day: date, at: datetime) -> datetime:
    return at if legal_day(at) == day else midnight(day)


def _running(clocks: list[_Running], *sorts: Clock) -> Iterator[_Running]:
    return (each for each in clocks if each.clock in sorts and each.stopped is None)


def _stop(clocks: list[_Running], day: date, *sorts: Clock, at: datetime | None = None) -> None:
    """`at` is when it was said, for clocks that run to the minute."""
    for each in _running(clocks, *sorts):
        each.stopped = day
        each.stopped_at = None if at is None else _instant(day, at)
