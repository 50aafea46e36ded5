"""What a decision may know besides the case itself: when, by whom, and which days are worked."""

from dataclasses import dataclass
from datetime import date, datetime

from liandong.domain.powers.letters.authority import NO_LETTERS, Authority
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.terms.legal_time import legal_day
from liandong.terms.principal import Principal


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """The circumstances of one act; `now` is legal time and aware.

    `authority` is what the letters of authorisation say of it; without having asked them nothing is authorised.
    """

    now: datetime
    by: Principal
    calendar: WorkingCalendar
    authority: Authority = NO_LETTERS

    @property
    def today(self) -> date:
        """The legal day of the act."""
        return legal_day(self.now)
