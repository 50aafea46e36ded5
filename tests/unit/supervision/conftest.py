"""What the unit tests of supervision judge by."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.story import CALENDAR_HASH, ENTRY, STAGE, YEARS, Story, on

from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.events.reference import CatalogueEntry


@pytest.fixture(scope="session")
def entry() -> CatalogueEntry:
    return ENTRY


@pytest.fixture(scope="session")
def stage() -> CatalogueEntry:
    return STAGE


@pytest.fixture(scope="session")
def calendar() -> WorkingCalendar:
    return WorkingCalendar.of(YEARS, CALENDAR_HASH)


@pytest.fixture(scope="session")
def story() -> type[Story]:
    return Story


@pytest.fixture(scope="session")
def at() -> Callable[[str], date]:
    return on
