"""撤销违规线索: a later calendar forgives what an earlier one made late, and the log says so (D.4.9)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from pydantic import TypeAdapter

from e_supervision.clocks import Clock
from e_supervision.lights import ClockLight
from e_supervision.matters import CLOCKS, Kept, Written
from liandong.domain.worktime.light import Light

OVER: Final = (Light.RED, Light.FINISHED_LATE)
RULES: Final[Mapping[Clock, str]] = {Clock.STATUTORY: "V-LAW", Clock.PROMISED: "V-PROMISE"}
"""The findings that say no more than that a clock's day has passed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """A finding withdrawn: it rested on `due`, and by the calendar with this hash that day is `due_now`."""

    rule: str
    due: date
    due_now: date
    calendar: str


WITHDRAWN: Final = TypeAdapter(tuple[Withdrawn, ...])


def withdrawn(before: Kept | None, after: Written) -> tuple[Withdrawn, ...]:
    """The findings that stood before and that a later calendar alone has taken away.

    What was extended since has another limit: its finding was not withdrawn, it is history.
    """
    if before is None or not any(f'"light":"{light}"' in before.clocks.replace(" ", "") for light in OVER):
        return ()
    return tuple(_of_clocks(before, after))


def _of_clocks(before: Kept, after: Written) -> Iterator[Withdrawn]:
    now = {each.clock: each for each in CLOCKS.validate_json(after.columns["clocks"])}
    for was in CLOCKS.validate_json(before.clocks):
        found = now.get(was.clock)
        if was.clock not in RULES or was.light not in OVER or found is None or not _is_the_same(was, found):
            continue
        by = after.columns["considered"] if found.forgiven else after.columns["calendar"]
        due_now = found.forgiven or found.due
        if found.light not in OVER and due_now > was.due and by != before.calendar:
            yield Withdrawn(rule=RULES[was.clock], due=was.due, due_now=due_now, calendar=by)


def _is_the_same(was: ClockLight, now: ClockLight) -> bool:
    return (was.start, was.limit) == (now.start, now.limit)
