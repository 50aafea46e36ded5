from datetime import date, timedelta

import pytest

from liandong.application.calendar_seed import seed_years
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.events.reference import CalendarYear, YearStatus
from liandong.terms.codes import Digest
from liandong.wire.reference_hashes import calendar_hash


@pytest.fixture(scope="session")
def seeded() -> tuple[CalendarYear, ...]:
    return seed_years()


@pytest.fixture(scope="session")
def calendar(seeded: tuple[CalendarYear, ...]) -> WorkingCalendar:
    return WorkingCalendar.of(seeded, calendar_hash(seeded))


@pytest.fixture(scope="session")
def before_extension(seeded: tuple[CalendarYear, ...]) -> WorkingCalendar:
    """2020 as first published (国办发明电〔2019〕16号): Spring Festival 24 to 30 January, 1 February worked."""
    published = CalendarYear(
        year=2020,
        status=YearStatus.OFFICIAL,
        source="国办发明电〔2019〕16号",
        off=tuple(date(2020, 1, 24) + timedelta(days=n) for n in (0, 3, 4, 5, 6)),
        work=(date(2020, 1, 19), date(2020, 2, 1)),
    )
    return WorkingCalendar.of((published,), Digest("as-first-published"))
