"""`liandong doctor`: looks at everything in its order and says each in a sentence; 1 if work cannot go on."""

import asyncio
import json
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
        found += asyncio.run(_running(state))
    return [*found, running.clock(state)]


async def _running(state: State) -> list[Found]:
    found = await running.schemas(state.environments)
    url = next(iter(state.environments.values()), {}).get("LIANDONG_NATS_URL")
    if url is not None:
        durables = read_city(Path(str(CITY_FILE))).durables
        seed = admin_seed(state)
        found.append(running.unseen_bus() if seed is None else await running.streams(url, seed, durables))
    return found + [await running.readiness(part) for part in state.services]


def admin_seed(state: State) -> Path | None:
    """Beside the seeds the services were started with; who examines need not know where the bus's users are kept."""
    files = (environment.get("LIANDONG_NATS_SEED_FILE") for environment in state.environments.values())
    return next((Path(file).with_name(f"{ADMIN}.nk") for file in files if file), None)


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
