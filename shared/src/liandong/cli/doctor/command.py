"""`liandong doctor`: looks at everything in its order and says each in a sentence; 1 if work cannot go on."""

import asyncio
import json
import os
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from liandong.application.pages.assets import missing
from liandong.cli.demo.load import CITY_FILE
from liandong.cli.doctor import machine, running
from liandong.cli.doctor.finding import Found, Level
from liandong.cli.stack.plan import ADMIN, SERVICES, read_city
from liandong.cli.stack.servers import MONITOR_PORT, NATS_PORT, POSTGRES_PORT
from liandong.cli.stack.state import NotRunning, State, read_state
from liandong.infrastructure.clock import real_now
from liandong.infrastructure.pdf.press import Press
from liandong.terms.legal_time import legal_day

PORTS = {service.name: service.port for service in SERVICES} | {
    "postgres": POSTGRES_PORT,
    "nats": NATS_PORT,
    "nats monitor": MONITOR_PORT,
}
MARKS = {Level.OK: "✓", Level.WARNING: "!", Level.FAULT: "✗"}


def examine(var: Path) -> list[Found]:
    """Everything found, in order. Changes nothing."""
    state: State | None = None
    closed: list[Found] = []
    try:
        state = read_state(var)
    except NotRunning:
        pass
    except OSError as trouble:
        closed.append(machine.closed(trouble))
    found = [
        machine.python(),
        machine.fonts(Press().fonts),
        machine.assets(missing()),
        machine.ports(PORTS, running=state is not None),
        *closed,
        machine.data_folder(var),
        machine.postgres_account(var),
    ]
    if state is None:
        found.append(running.seeded_calendar(legal_day(real_now())))
    else:
        found += asyncio.run(_running(var, state))
    return [*found, running.clock(state)]


async def _running(var: Path, state: State) -> list[Found]:
    found = await running.schemas(state.environments)
    url = next(iter(state.environments.values()), {}).get("LIANDONG_NATS_URL")
    seeds = Path(os.environ.get("LIANDONG_NATS_SEEDS") or var / "nats" / "seeds")
    if url is not None:
        found.append(await running.streams(url, seeds / f"{ADMIN}.nk", read_city(Path(str(CITY_FILE))).durables))
    return found + [await running.readiness(part) for part in state.services]


def shown(found: Iterable[Found]) -> Iterable[str]:
    """A line for each, and what to do under it."""
    for one in found:
        yield f"{MARKS[one.level]} {one.subject:<26} {one.sentence}"
        if one.advice is not None:
            yield f"  {'':<26} → {one.advice}"


def as_json(found: Iterable[Found]) -> str:
    """One object: `well` unless something prevents work, and everything found."""
    told = list(found)
    return json.dumps({"well": works(told), "found": [asdict(one) for one in told]}, ensure_ascii=False)


def works(found: Iterable[Found]) -> bool:
    return all(one.level is not Level.FAULT for one in found)
