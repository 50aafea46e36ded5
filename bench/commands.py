"""Step commands through the whole path: REST, rules, one statement, relay, bus and supervision, next to the barest."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from bench.drained import Lag, lag_of
from bench.floors.rounds import stepping, transactions
from bench.items import entry_of
from bench.measure import Goal, Measure, percentile
from bench.processes import metered
from bench.rounds import Round, Take, in_turn
from bench.scale import Scale
from bench.stand import CAPITAL, DISTRICTS, HALLS, Stand
from bench.stock import CLIENTS, Stock
from bench.worker import Worker
from liandong.cli.demo.load import demo_applicants
from liandong.events.reference import CatalogueEntry, MaterialNeed
from liandong.terms.codes import Tier, UnitCode
from liandong.terms.roles import Role

ITEMS = {Tier.CITY: "CG-001", Tier.DISTRICT: "CG-001", Tier.TOWNSHIP: "CG-004"}
"""Each of three steps: six step commands a case."""
FIRST_GUESS = 200.0
"""Commands a second."""
PLACES = {
    "all at one unit": (DISTRICTS[:1], Goal(name="G1", at_least=0.40)),
    "over eight units of one service": (DISTRICTS, Goal(name="G1", at_least=0.50)),
    "over eight units of three services": ((CAPITAL, *DISTRICTS[:5], *HALLS), None),
}


async def measure(stand: Stand, scale: Scale) -> list[Measure]:
    """REST step commands a second against three-statement transactions a second, 16 clients each."""
    async with lag_of(stand) as lag, loading(stand) as load, transactions(stand, "floor_f1") as floor:
        subjects = {name: _acting(stand, load, lag, units, scale.seconds) for name, (units, _) in PLACES.items()}
        series = await in_turn(scale.times, stepping(stand, floor, scale.seconds), subjects)
        return [
            series[name].measure(f"REST step commands, {name}", "/s", "F1 three statements, 16 clients", goal)
            for name, (_, goal) in PLACES.items()
        ]


@asynccontextmanager
async def loading(stand: Stand) -> AsyncIterator[Worker]:
    """The load generator, knowing every unit of the tiers."""
    load = await Worker.start("bench.load", {"places": {unit: place_at(stand, unit) for unit in all_units()}})
    try:
        yield load
    finally:
        await load.close()


def all_units() -> Sequence[UnitCode]:
    return sorted({unit for units, _ in PLACES.values() for unit in units})


def place_at(stand: Stand, unit: UnitCode) -> dict[str, Any]:
    """What the load generator needs to act at a unit."""
    member = stand.member(unit)
    entry = entry_of(ITEMS[member.service.tier])
    return {
        "port": stand.ports[member.instance],
        "clerk": stand.token(Role.CLERK, unit),
        "handler": stand.token(Role.DEPARTMENT_CLERK, unit, entry.department),
        "application": application_for(entry, unit),
        "steps": [step.code for step in entry.steps],
    }


def application_for(entry: CatalogueEntry, unit: UnitCode) -> dict[str, Any]:
    """What is handed in at a window, with everything required."""
    applicant = demo_applicants()[0]
    details = applicant.details
    application: dict[str, Any] = {
        "item": entry.item,
        "applicant": {
            "kind": applicant.kind,
            "name": details.name,
            "id_number": details.id_number,
            "phone": details.phone,
        },
        "materials": [{"code": one.code} for one in entry.materials if one.need is not MaterialNeed.CONDITIONAL],
    }
    if entry.needs_project_code:
        application["project_code"] = f"2611-{unit[:6]}-04-01-123456"
    return application


def watched(stand: Stand) -> dict[str, int]:
    """Whose CPU is counted: every service, and the servers with all their children."""
    return {{"postgres": "PostgreSQL", "nats": "NATS"}.get(name, name): pid for name, pid in stand.pids.items()}


def _acting(stand: Stand, load: Worker, lag: Lag, units: Sequence[UnitCode], seconds: float) -> Take:
    stock = Stock(FIRST_GUESS)

    async def take() -> Round:
        await load.ask(units=units, prepare=stock.wanted(seconds, len(units)), clients=CLIENTS)
        await lag.until_drained()
        with metered(watched(stand) | {"load generator": load.pid}) as cpu:
            done = await load.ask(units=units, seconds=seconds, clients=CLIENTS)
            drained = await lag.until_drained()
        stock.used(done["done"], done["seconds"])
        waits = done["waits"]
        return Round(
            done=done["done"],
            seconds=done["seconds"],
            cpu=cpu,
            notes={
                "p50 ms": percentile(waits, 0.5) * 1e3,
                "p99 ms": percentile(waits, 0.99) * 1e3,
                "supervision drained after s": drained,
            },
        )

    return take
