"""Reference data as this unit holds it: units, items in force, the working calendar."""

from datetime import date
from typing import Annotated, Any

from fastapi import Depends
from pydantic import TypeAdapter

from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.domain.powers.actions import Action
from liandong.events.reference import CatalogueEntry, YearStatus
from liandong.infrastructure.http import Out, Router
from liandong.terms.codes import Tier
from liandong.terms.legal_time import legal_day
from liandong.terms.principal import Principal

router = Router(prefix="/v1/units/{unit}", tags=["名录、目录与日历"])

ENTRY: TypeAdapter[CatalogueEntry] = TypeAdapter(CatalogueEntry)
Here = Annotated[Desk, Depends(desk_of)]


class UnitShown(Out):
    code: str
    name: str
    tier: Tier
    parent: str | None
    points: list[str]


class RegistryOut(Out):
    units: list[UnitShown]


class ItemShown(Out):
    """An item in force at this unit: its entry, the hash by which cases name it, and the unit's overlay if any."""

    hash: str
    edition: str
    overlay: str | None
    entry: dict[str, Any]


class ItemsOut(Out):
    on: date
    items: list[ItemShown]


class CompetenceShown(Out):
    """A tier or one named unit is competent for an item from `since` up to and including `until`."""

    item: str
    tier: Tier | None
    unit: str | None
    since: date
    until: date | None


class CompetenceOut(Out):
    on: date
    rows: list[CompetenceShown]


class YearShown(Out):
    """A year as published: weekdays off, and weekend days worked."""

    year: int
    status: YearStatus
    source: str
    off: list[date]
    work: list[date]


class LocalShown(Out):
    """Days off of a division this unit lies in, and the weekend days worked for them."""

    division: str
    name: str
    source: str
    off: list[date]
    work: list[date]


class HolidayShown(Out):
    """A holiday by name, from `first` to `last`; `source` is the notice or rule that gives it."""

    name: str
    first: date
    last: date
    work: list[date]
    source: str


class CalendarShown(Out):
    """The calendar this unit counts by; `all_local` are the local days off of every division, as published."""

    hash: str
    published_on: date | None
    last_day: date
    years: list[YearShown]
    local: list[LocalShown]
    all_local: list[LocalShown]
    holidays: list[HolidayShown]


@router.get("/registry", operation_id="listUnits", summary="单位名录")
async def list_units(principal: Annotated[Principal, Permitted(Action.REGISTRY_READ)], desk: Here) -> RegistryOut:
    """The units as the city has published them."""
    known = desk.references.units
    return RegistryOut(
        units=[
            UnitShown(code=unit.unit, name=unit.name, tier=unit.tier, parent=unit.parent, points=list(unit.points))
            for unit in (known[code] for code in sorted(known))
        ]
    )


@router.get("/catalogue/items", operation_id="listItems", summary="现行事项目录")
async def list_items(principal: Annotated[Principal, Permitted(Action.CATALOGUE_READ)], desk: Here) -> ItemsOut:
    """The items in force today, as this unit handles them."""
    today = legal_day(desk.clock.now())
    return ItemsOut(
        on=today,
        items=[
            ItemShown(
                hash=reference.hash,
                edition=reference.edition,
                overlay=reference.overlay,
                entry=ENTRY.dump_python(entry, mode="json"),
            )
            for entry, reference in desk.references.entries(today, principal.unit)
        ],
    )


@router.get("/catalogue/competence", operation_id="listCompetence", summary="权限下放、上收一览")
async def list_competence(
    principal: Annotated[Principal, Permitted(Action.CATALOGUE_READ)], desk: Here
) -> CompetenceOut:
    """Who is competent from which day, for the items whose power moves; the others go by the tiers of their entry."""
    today = legal_day(desk.clock.now())
    rows = [CompetenceShown.model_validate(row) for row in desk.references.competence(today)]
    return CompetenceOut(on=today, rows=rows)


@router.get("/calendar", operation_id="showCalendar", summary="工作日历")
async def show_calendar(principal: Annotated[Principal, Permitted(Action.CALENDAR_READ)], desk: Here) -> CalendarShown:
    """The newest calendar version as this unit counts by it, how far it reaches, and its holidays by name."""
    calendar = desk.references.calendar(principal.unit)
    return CalendarShown(
        hash=calendar.hash,
        published_on=calendar.published_on,
        last_day=calendar.last_day,
        years=[
            YearShown(year=year.year, status=year.status, source=year.source, off=list(year.off), work=list(year.work))
            for year in calendar.years
        ],
        local=[LocalShown.model_validate(one) for one in calendar.local],
        all_local=[LocalShown.model_validate(one) for one in desk.references.local_days_off()],
        holidays=[
            HolidayShown(
                name=one.holiday.name,
                first=one.holiday.first,
                last=one.holiday.last,
                work=list(one.holiday.work),
                source=one.source,
            )
            for one in desk.references.holidays().all
        ],
    )
