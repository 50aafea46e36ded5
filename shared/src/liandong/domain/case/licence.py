"""The licence that an application for renewal 延续 is about: its number and the last day it holds."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

ASKED_BEFORE: Final = timedelta(days=30)
"""Days of the calendar before expiry by which a renewal is asked for (行政许可法 50).

Article 82 makes working days of the limits of the organ alone; these thirty are the holder's.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceHeld:
    """`expires_on` is the last day in force."""

    number: str
    expires_on: date

    def is_asked_late(self, today: date) -> bool:
        """Whether less than thirty days are left."""
        return today > self.expires_on - ASKED_BEFORE
