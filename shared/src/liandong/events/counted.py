"""What due days are computed from (D.4.8): said and kept with them, so that anybody can compute them again."""

from dataclasses import dataclass
from datetime import date

from liandong.terms.codes import Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedPause:
    """A stretch on which the clock stood still, [start, end); None, while it lasts."""

    start: date
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedFrom:
    """The inputs of the due days of promise and law.

    From the history: `start`, the pauses that count, and the limits in working days with what was added to them. The
    frozen limits are those of the entry the matter names. `published_on` is the day the calendar version was published:
    days before it are judged by the version under which fewer were spent.
    """

    start: date
    promised_limit: int
    statutory_limit: int
    pauses: tuple[CountedPause, ...] = ()
    policy: str
    calendar: Digest
    published_on: date | None = None
