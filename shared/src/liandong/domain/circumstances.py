"""What a decision may know besides the case itself: when, by whom, and which days are worked."""

from dataclasses import dataclass
from datetime import date, datetime

from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.terms.legal_time import legal_day
from liandong.terms.principal import Principal


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """The circumstances of one act; `now` is legal time and aware."""

    now: datetime
    by: Principal
    calendar: WorkingCalendar

    @property
    def today(self) -> date:
        """The legal day of the act."""
        return legal_day(self.now)
