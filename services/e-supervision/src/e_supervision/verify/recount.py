"""Every light counted again from the bare events, one calendar day after another, apart from the ordinary way."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from e_supervision.lights import DELIVERY_LIMIT, NOTICE_LIMIT, OWED_LIMIT, Clock
from e_supervision.timeline import Heard
from liandong.domain.worktime.light import Light
from liandong.events import case, case_clock, case_decision, case_ending, joint, joint_clock, joint_ending, joint_intake
from liandong.events.reference import CalendarYear, CatalogueEntry
from liandong.terms.legal_time import legal_day

ONE = timedelta(days=1)


class CalendarTooShort(Exception):
    """The calendar does not reach a day that has to be counted."""


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


@dataclass(slots=True)
class _Still:
    """A stretch on which the decision clocks stand still, by its number."""

    number: int
    start: date
    end: date | None = None

    def covers(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)


class Days:
    """The days worked, straight from the published years."""

    def __init__(self, years: Iterable[CalendarYear]) -> None:
        self._years = {each.year: (frozenset(each.off), frozenset(each.work)) for each in years}

    def worked(self, day: date) -> bool:
        if day.year not in self._years:
            raise CalendarTooShort(str(day))
        off, work = self._years[day.year]
        return day in work or (day.weekday() < 5 and day not in off)

    def due(self, start: date, limit: int, still: Sequence["_Still"] = ()) -> date:
        """A stretch without an end is passed over: the day is then the earliest it can be."""
        ended = [each for each in still if each.end is not None]
        day, left = start, limit
        while left:
            day += ONE
            left -= self.worked(day) and not any(each.covers(day) for each in ended)
        return day

    def left(self, today: date, due: date) -> int:
        days = ((today + step * ONE) for step in range(1, (due - today).days + 1))
        return sum(self.worked(day) for day in days)


def recount(heard: Iterable[Heard], entry: CatalogueEntry, days: Days, today: date) -> list[Recount]:
    """All clocks of a matter from its whole history, in the order they began. Raises CalendarTooShort."""
    clocks, still = _run(heard, entry)
    counted = []
    for each in clocks:
        due = each.fixed or days.due(each.start, each.limit, still if each.stands_still else ())
        # what is due on the day it began has no days that could stand still
        paused = each.stands_still and each.limit > 0 and any(one.end is None and one.start <= due for one in still)
        light = _light(each, due, days, today, paused=paused)
        counted.append(Recount(clock=each.clock, step=each.step, start=each.start, due=due, light=light))
    return counted


def overall(heard: Iterable[Heard], entry: CatalogueEntry, days: Days, today: date) -> Light:
    """The light the matter must show: the worst running one, or how its limits were kept."""
    history = list(heard)
    counted = recount(history, entry, days, today)
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


def _run(heard: Iterable[Heard], entry: CatalogueEntry) -> tuple[list[_Running], list[_Still]]:
    """The clocks as the events start and stop them, and the stretches on which the decision clocks stand still."""
    clocks: list[_Running] = []
    still: list[_Still] = []
    own_delivery = True
    for each in heard:
        day = legal_day(each.occurred_at)
        match each.event:
            case case.CaseReceived(effective_on=start, asked_by=asker):
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
            case case.CaseAccepted(accepted_on=start) | joint.JointAccepted(accepted_on=start):
                _stop(clocks, day, Clock.NOTICE)
                clocks += _deciding(start, entry)
            case case.CaseStepStarted(step=step):
                limits = [known.limit for known in entry.steps if known.code == step]
                clocks.extend(_Running(Clock.STEP, day, limit, step, stands_still=True) for limit in limits)
            case case_clock.CasePaused(number=number, paused_on=start, counts=True):
                still.append(_Still(number, start))
            case case_clock.CaseResumed(number=number, resumed_on=end):
                for stretch in still:
                    if stretch.number == number:
                        stretch.end = end
            case (
                case_clock.CaseExtended(days=more, moves_promise=moves)
                | joint_clock.JointExtended(days=more, moves_promise=moves)
            ):
                for running in clocks:
                    if running.clock is Clock.STATUTORY or (running.clock is Clock.PROMISED and moves):
                        running.limit += more
            case case_decision.CaseTolerated(owed_by=last_day):
                start = next(each.start for each in clocks if each.clock is Clock.STATUTORY)
                clocks.append(_Running(Clock.TOLERANCE, start, OWED_LIMIT, fixed=last_day))
            case case_decision.CaseOwedHandedIn(handed_in_on=handed, still_owed=()):
                _stop(clocks, handed, Clock.TOLERANCE)
            case case_decision.CaseReady(ready_on=ready):
                _stop(clocks, ready, Clock.DELIVERY)
            case (
                case_ending.CaseWithdrawn(withdrawn_on=ended)
                | case_ending.CaseTerminated(terminated_on=ended)
                | joint_ending.JointWithdrawn(withdrawn_on=ended)
                | joint_ending.JointTerminated(terminated_on=ended)
            ):
                _stop(clocks, ended, Clock.NOTICE, *DECISION)
            case case_ending.CaseReopened(reopened_on=start):
                still.clear()
                clocks = [each for each in clocks if each.clock is Clock.NOTICE]
                clocks += _deciding(start, entry)
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
                _stop(clocks, day, Clock.NOTICE, *DECISION)
            case case.CaseForwarded(handed_over_on=handed):
                for running in _running(clocks, *DECISION):
                    running.stopped, running.handed_up = handed, True
            case case.CaseForwardRejected():
                for running in clocks:
                    if running.handed_up:
                        running.stopped, running.handed_up = None, False
            case (
                case.CaseDecided(decided_on=decided)
                | case.CaseUpperDecided(decided_on=decided)
                | joint.JointJoined(joined_on=decided)
            ):
                _stop(clocks, decided, *DECISION)
                if own_delivery:
                    clocks.append(_Running(Clock.DELIVERY, decided, DELIVERY_LIMIT))
            case case.CaseDelivered(delivered_on=delivered) | joint.JointDispatched(delivered_on=delivered):
                _stop(clocks, delivered, Clock.DELIVERY)
            case case.CaseClosed():
                _stop(clocks, day, Clock.DELIVERY)
            case _:
                pass
    return clocks, still


DECISION = (Clock.STATUTORY, Clock.PROMISED, Clock.STEP, Clock.TOLERANCE)
"""What a decision, or an end without one, stops."""


def _deciding(start: date, entry: CatalogueEntry) -> list[_Running]:
    return [
        _Running(Clock.STATUTORY, start, entry.statutory_limit, stands_still=True),
        _Running(Clock.PROMISED, start, entry.promised_limit, stands_still=True),
    ]


def _running(clocks: list[_Running], *sorts: Clock) -> Iterator[_Running]:
    return (each for each in clocks if each.clock in sorts and each.stopped is None)


def _stop(clocks: list[_Running], day: date, *sorts: Clock) -> None:
    for each in _running(clocks, *sorts):
        each.stopped = day
