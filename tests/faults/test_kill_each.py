"""While a client keeps sending, every process is killed, cut off or emptied in turn; nothing promised is lost."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from time import monotonic

import pytest

from liandong.terms.roles import Role
from tests.faults.client import Client
from tests.faults.journals import converged, judge, read_journals, verified
from tests.faults.stack import RunningStack
from tests.faults.work import CITY, HANDLERS, cases_until, joints_until

CASES = (("610100", "CG-005"), ("610112", "CG-004"), ("610113", "CG-004"), ("610113004", "CG-004"))
SHARES = (("ZJ-001", "610113"), ("CG-001", "610171"), ("CG-004", "610113004"))
UNITS = sorted({unit for _, unit in SHARES} | {unit for unit, _ in CASES} - {CITY})
CONVERGED_WITHIN_SECONDS = 60.0
LONG_ROUNDS = 12

Fault = Callable[[RunningStack], Awaitable[float]]
"""Strikes, and returns the seconds until everything was ready again."""


def killed(name: str) -> Fault:
    async def strike(stack: RunningStack) -> float:
        return await stack.recovered(name, await stack.kill(name))

    return strike


def frozen(name: str, seconds: float) -> Fault:
    async def strike(stack: RunningStack) -> float:
        await stack.freeze(name, seconds)
        return await stack.recovered()

    return strike


async def backend_killed(stack: RunningStack) -> float:
    await stack.kill_backend()
    return await stack.recovered()


async def postgres_restarted(stack: RunningStack) -> float:
    return await stack.recovered("postgres", await stack.restart_postgres())


async def nats_wiped(stack: RunningStack) -> float:
    return await stack.recovered("nats", await stack.wipe_nats())


SERVICES = ("kill -9 city-center", "kill -9 district-center", "kill -9 township-hall", "kill -9 e-supervision")
FAULTS: dict[str, Fault] = {
    **{name: killed(name.removeprefix("kill -9 ")) for name in SERVICES},
    "kill -9 nats": killed("nats"),
    "stop nats for 5 s": frozen("nats", 5),
    "wipe nats": nats_wiped,
    "kill -9 a session of postgres": backend_killed,
    "kill -9 postgres": killed("postgres"),
    "restart postgres": postgres_restarted,
}


async def test_whatever_dies_nothing_promised_is_lost_and_nothing_is_done_twice(
    stack: RunningStack, client: Client, is_long: bool, chance: random.Random
) -> None:
    await client.log_in(CITY, *HANDLERS, Role.LEAD)
    for unit in UNITS:
        await client.log_in(unit, *HANDLERS)
    before = (await read_journals(stack)).heads
    told = asyncio.Event()
    async with asyncio.TaskGroup() as work:
        for unit, item in CASES:
            work.create_task(cases_until(client, unit, item, told))
        work.create_task(joints_until(client, SHARES, told))
        await _strike(stack, client, is_long, chance)
        told.set()
    print(client.told())
    seconds = await converged(stack, CONVERGED_WITHIN_SECONDS)
    findings = judge(client, await read_journals(stack, before))
    print(f"{findings.told()}; supervision held every journal {seconds:.1f} s after the last act")
    assert findings.wrong == []
    assert stack.unexpected() == []
    await verified(stack)


async def _strike(stack: RunningStack, client: Client, is_long: bool, chance: random.Random) -> None:
    for names in _long_order(chance) if is_long else [[name] for name in FAULTS]:
        await asyncio.sleep(chance.uniform(0.3, 1.5))
        before, began = client.acts, monotonic()
        back = max(await asyncio.gather(*(FAULTS[name](stack) for name in names)))
        acts, seconds = client.acts - before, monotonic() - began
        print(f"{' and '.join(names)}: ready again after {back:.1f} s; {acts} acts in {seconds:.1f} s")


def _long_order(chance: random.Random) -> list[list[str]]:
    """Every fault in every round, in an order of its own; now and then a service is killed at the same time."""
    order = []
    for name in (name for _ in range(LONG_ROUNDS) for name in chance.sample(list(FAULTS), len(FAULTS))):
        also = chance.choice(SERVICES)
        order.append([name, also] if name not in SERVICES and chance.random() < 0.4 else [name])
    return order


def test_the_faults_strike_every_process_of_the_stack(stack: RunningStack) -> None:
    struck = {word for name in FAULTS for word in name.split()}
    missing = {part.name for part in (*stack.state.services, *stack.state.servers)} - struck
    if missing:
        pytest.fail(f"nobody kills {missing}")
