"""Legal time: dates are those of UTC+08:00, fixed, never the host's zone data."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final

LEGAL_ZONE = timezone(timedelta(hours=8), "UTC+08:00")

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
FOR_GOOD: Final = date.max
"""长期, as licences write it: 9999-12-31. No day comes after it, so nothing becomes due by it."""


def legal_day(at: datetime) -> date:
    """The calendar day of an instant, for legal purposes."""
    return at.astimezone(LEGAL_ZONE).date()


def midnight(day: date) -> datetime:
    """The instant a legal day begins."""
    return datetime(day.year, day.month, day.day, tzinfo=LEGAL_ZONE)


def to_micros(at: datetime) -> int:
    """Microseconds since 1970 in UTC, exact."""
    return (at - EPOCH) // MICROSECOND


def from_micros(micros: int) -> datetime:
    """The instant of so many microseconds since 1970, in UTC."""
    return EPOCH + micros * MICROSECOND
