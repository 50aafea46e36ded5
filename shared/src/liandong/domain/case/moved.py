"""That a new calendar has moved the due days of a case or joint master: from which days, when, and why."""

from dataclasses import dataclass
from datetime import date

from liandong.events.case_clock import DeadlineRecomputed
from liandong.events.joint import JointDeadlineRecomputed


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """One recount; `why` are the notices and local rules that brought it."""

    on: date | None
    old_promised_due: date
    old_statutory_due: date
    promised_due: date
    statutory_due: date
    why: tuple[str, ...]


def moved_by(event: DeadlineRecomputed | JointDeadlineRecomputed) -> Moved:
    return Moved(
        on=event.recounted_on,
        old_promised_due=event.old_promised_due,
        old_statutory_due=event.old_statutory_due,
        promised_due=event.promised_due,
        statutory_due=event.statutory_due,
        why=event.why,
    )
