"""One look at everything the wall shows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from e_supervision import queries as lists
from e_supervision.api.shown import LightOut, light_out
from e_supervision.board import queries
from e_supervision.board.figures import LATELY_DAYS, Curve, Figures, Lately, curve, figures, today_of
from e_supervision.board.happening import AT_MOST, Happening, happenings
from e_supervision.board.lags import Lag, Lags
from e_supervision.board.matrix import Matrix, Place, matrix
from e_supervision.queries import Wanted
from e_supervision.silence import cutoff
from liandong.application.desk import Desk
from liandong.domain.worktime.light import Light
from liandong.infrastructure.clock import real_now
from liandong.infrastructure.database import Row
from liandong.terms.codes import Tier
from liandong.terms.legal_time import LEGAL_ZONE, legal_day, midnight, to_micros

URGENT: Final = 14
ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The wall at a legal time."""

    at: datetime
    matrix: Matrix
    figures: Figures
    curve: Curve
    urgent: tuple[LightOut, ...]
    happenings: tuple[Happening, ...]


async def take(desk: Desk, lags: Lags) -> Snapshot:
    """Raises `UNREACHABLE` while the database is away."""
    real, now = real_now(), desk.clock.now()
    today, ahead = legal_day(now), now - real
    silent_since = cutoff(real, desk.settings.heartbeat_seconds)
    since, until = (to_micros(midnight(day)) for day in (today, today + ONE_DAY))
    async with desk.pool.acquire() as connection:
        rows = await queries.at_work(connection)
        sources = await queries.sources(connection, silent_since)
        silent = {row["unit"] for row in sources if row["silent"]}
        behind = await lags.now(connection, silent, now)
        events = await queries.today(connection, since, until)
        lately = await queries.lately(connection, today - timedelta(days=LATELY_DAYS), today)
        heard = await queries.heard(connection, AT_MOST)
        turned = await queries.turned(connection, AT_MOST)
    counts = _counts(rows, silent)
    hours = today_of((row["kind"], row["hour"], row["events"]) for row in events)
    departments = dict.fromkeys(entry.department for entry, _ in desk.references.entries(today))
    return Snapshot(
        at=now,
        matrix=matrix(_places(desk, sources, behind, ahead), counts, list(departments)),
        figures=figures(counts, hours, Lately(**dict(lately))),
        curve=curve(hours, now.astimezone(LEGAL_ZONE).hour),
        urgent=await _urgent(desk, silent_since, now, ahead),
        happenings=happenings(heard, turned),
    )


async def _urgent(desk: Desk, silent_since: datetime, now: datetime, ahead: timedelta) -> tuple[LightOut, ...]:
    """The matters at work that end first, the late ones before all; when their units were heard in legal time."""
    wanted = Wanted(equal={}, light=None, at_work=True, has_clock=True, after=None, limit=URGENT)
    rows = await lists.lights(desk.pool, wanted, silent_since)
    shown = (light_out(row, desk.references, now) for row in rows)
    return tuple(each.model_copy(update={"as_of": each.as_of and each.as_of + ahead}) for each in shown)


def _places(desk: Desk, sources: Iterable[Row], lags: Mapping[str, Lag], ahead: timedelta) -> list[Place]:
    """Every unit that handles cases, as the registry has it; legal time is so much ahead of the real one."""
    heard = {row["unit"]: (row["heard_at"] + ahead, row["silent"]) for row in sources}
    units = [unit for unit in desk.references.units.values() if unit.tier is not Tier.SUPERVISION]
    return [
        Place(
            unit=unit.unit,
            name=unit.name,
            tier=unit.tier,
            parent=unit.parent,
            heard_at=heard.get(unit.unit, (None, True))[0],
            silent=heard.get(unit.unit, (None, True))[1],
            lag=lags.get(unit.unit),
        )
        for unit in units
    ]


def _counts(rows: Iterable[Row], silent: set[str]) -> Mapping[tuple[str, str | None], Mapping[Light, int]]:
    counts: dict[tuple[str, str | None], dict[Light, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        light = Light.GREY if row["unit"] in silent else Light(row["light"])
        counts[row["unit"], row["department"]][light] += row["matters"]
    return counts
