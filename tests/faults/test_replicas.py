"""Two processes of one service serve the same units at once; either may die, nothing is lost or done twice."""

import asyncio
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from liandong.cli.clock import file_of
from liandong.cli.stack.command import Command
from liandong.cli.stack.ports import free_port
from liandong.cli.stack.probe import answers_ok
from liandong.infrastructure.clock import read_offset, write_offset
from liandong.terms.roles import Role
from tests.faults.client import Client
from tests.faults.journals import converged, judge, read_journals, verified
from tests.faults.stack import RunningStack
from tests.faults.waiting import until
from tests.faults.work import (
    CITY,
    HANDLERS,
    case_until,
    cases_until,
    joints_until,
    on_case,
    receive_and_accept,
    work_through,
)

SERVICE, MODULE = "district-center", "district_center"
UNITS = ("610112", "610113")
SHARES = (("ZJ-001", "610113"), ("CG-001", "610112"))
HANDED_UP = "SC-005"
PAST_ANY_HOLIDAY = timedelta(days=12)
LEADERS = """
select objid, count(*) as holders from pg_locks
where locktype = 'advisory' and classid = 7301 and granted and database = (
  select oid from pg_database where datname = current_database()) group by objid
"""


@contextmanager
def replica(stack: RunningStack) -> Iterator[tuple["subprocess.Popen[bytes]", int]]:
    """A second process with the same settings on another port."""
    port = free_port()
    environment = {**stack.state.environments[MODULE], "LIANDONG_PORT": str(port)}
    with (stack.var / "logs" / "replica.log").open("ab") as log:
        command = Command(name="replica", argv=(sys.executable, "-m", MODULE), env=environment)
        process = command.start(log)
    try:
        yield process, port
    finally:
        process.kill()
        process.wait()


async def _ready(port: int) -> bool | None:
    return await answers_ok(port, "/readyz") or None


async def test_of_two_replicas_either_may_die(stack: RunningStack, client: Client, is_long: bool) -> None:
    await client.log_in(CITY, *HANDLERS, Role.LEAD)
    for unit in UNITS:
        await client.log_in(unit, *HANDLERS)
    before = (await read_journals(stack)).heads
    with replica(stack) as (second, port):
        await until(lambda: _ready(port), within=60, what="the replica")
        first_url = stack.url(UNITS[0])
        for unit in UNITS:
            client.also_at(unit, (first_url, f"http://127.0.0.1:{port}"))
        told = asyncio.Event()
        async with asyncio.TaskGroup() as work:
            for unit in UNITS:
                work.create_task(cases_until(client, unit, "CG-004", told))
            work.create_task(joints_until(client, SHARES, told))
            await asyncio.sleep(10 if is_long else 3)
            await _one_leader_each(stack)
            killed = await stack.kill(SERVICE)
            await asyncio.sleep(1)
            await stack.recovered(SERVICE, killed)
            await _one_leader_each(stack)
            second.kill()
            await asyncio.sleep(10 if is_long else 2)
            told.set()
    print(client.told(), "by port:", dict(client.answered_by))
    assert client.answered_by[port] > 0
    await converged(stack, within=30)
    findings = judge(client, await read_journals(stack, before))
    print(findings.told())
    assert findings.wrong == []
    await verified(stack)


async def _one_leader_each(stack: RunningStack) -> None:
    """Relaying and applying are each done by one of the two."""
    connection = await stack.connect(MODULE)
    rows = await connection.fetch(LEADERS)
    await connection.close()
    assert [row["holders"] for row in rows] == [1, 1]


async def test_of_two_replicas_one_raises_each_alarm(stack: RunningStack, client: Client) -> None:
    await client.log_in(CITY, Role.CLERK)
    unit = UNITS[1]
    await client.log_in(unit, *HANDLERS)
    before = (await read_journals(stack)).heads
    with replica(stack) as (_, port):
        await until(lambda: _ready(port), within=60, what="the replica")
        cases = [await _examined(client, unit) for _ in range(3)]
        silent = stack.signal("city-center", signal.SIGSTOP)
        try:
            for case in cases:
                kinds = ["link.forwarded", "case.forwarded"]
                await on_case(client, case, Role.CHIEF, "forward", kinds, {"opinion": "初审符合条件"})
            clock = file_of(stack.state)
            write_offset(clock, read_offset(clock) + PAST_ANY_HOLIDAY)
            await until(lambda: _all_alarmed(stack, before, len(cases)), within=15, what="the alarms")
        finally:
            os.kill(silent, signal.SIGCONT)
        for case in cases:
            await case_until(client, unit, case["id"], "escalated")
        await until(lambda: _all_acknowledged(stack, before, len(cases)), within=30, what="acknowledgements")
    raised = (await read_journals(stack, before)).per_link("link.unacknowledged")
    assert sorted(raised.values()) == [1] * len(cases)


async def _examined(client: Client, unit: str) -> Any:
    return await work_through(client, await receive_and_accept(client, unit, HANDED_UP))


async def _all_alarmed(stack: RunningStack, before: dict[str, int], count: int) -> Counter[str] | None:
    raised = (await read_journals(stack, before)).per_link("link.unacknowledged")
    return raised if len(raised) == count else None


async def _all_acknowledged(stack: RunningStack, before: dict[str, int], count: int) -> Counter[str] | None:
    noted = (await read_journals(stack, before)).per_link("case.forward_acknowledged")
    return noted if len(noted) == count else None
