"""Linked approvals through the whole path: a city asks three districts, next to ten of the barest transactions."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bench.commands import application_for, watched
from bench.drained import Lag, lag_of
from bench.floors.rounds import stepping, transactions
from bench.items import SHARE, STAGE, measured_catalogue
from bench.measure import Goal, Measure
from bench.processes import metered
from bench.rounds import Round, Take, in_turn
from bench.scale import Scale
from bench.stand import CAPITAL, DISTRICTS, Stand
from bench.stock import CLIENTS
from bench.worker import Worker
from liandong.terms.codes import UnitCode
from liandong.terms.roles import Role

ASKED = DISTRICTS[:3]
EXPECTED_PER_SECOND = 30
"""Sets the size of a batch, so that it takes about as long as the floor's rounds."""
TEN_TRANSACTIONS = 10
NAME = "linked approvals, received to handed out, three shares"


async def measure(stand: Stand, scale: Scale) -> list[Measure]:
    """Linked approvals a second against ten three-statement transactions each, 16 clients."""
    async with lag_of(stand) as lag, approving(stand) as load, transactions(stand, "floor_of_linked") as floor:
        take = _approving(stand, load, lag, int(EXPECTED_PER_SECOND * scale.seconds))
        series = await in_turn(scale.times, stepping(stand, floor, scale.seconds, TEN_TRANSACTIONS), {NAME: take})
        goal = Goal(name="G2", at_least=0.5)
        return [series[NAME].measure(NAME, "/s", "ten transactions of three statements, 16 clients", goal)]


@asynccontextmanager
async def approving(stand: Stand) -> AsyncIterator[Worker]:
    """The load generator, knowing the city's lead and the chiefs of three districts."""
    load = await Worker.start(
        "bench.approving",
        {
            "unit": CAPITAL,
            "port": stand.ports[stand.member(CAPITAL).instance],
            "lead": stand.token(Role.LEAD, CAPITAL),
            "application": _application(),
            "chiefs": {unit: _chief(stand, unit) for unit in ASKED},
        },
    )
    try:
        yield load
    finally:
        await load.close()


def _application() -> dict[str, object]:
    stage = next(entry for entry in measured_catalogue().entries if entry.item == STAGE)
    handed_in = application_for(stage, CAPITAL)
    del handed_in["item"]
    return handed_in | {"stage": STAGE, "shares": [{"item": SHARE, "unit": unit} for unit in ASKED]}


def _chief(stand: Stand, unit: UnitCode) -> tuple[int, str]:
    department = next(entry for entry in measured_catalogue().entries if entry.item == SHARE).department
    return stand.ports[stand.member(unit).instance], stand.token(Role.CHIEF, unit, department)


def _approving(stand: Stand, load: Worker, lag: Lag, approvals: int) -> Take:
    async def take() -> Round:
        said = await lag.said()
        with metered(watched(stand) | {"load generator": load.pid}) as cpu:
            done = await load.ask(approvals=approvals, clients=CLIENTS)
            drained = await lag.until_drained()
        return Round(
            done=done["done"],
            seconds=done["seconds"],
            cpu=cpu,
            notes={
                "all shares decided after s": done["decided"],
                "supervision drained after s": drained,
                "journal entries each": (await lag.said() - said) / done["done"],
            },
        )

    return take
