"""What `liandong verify` finds: nothing in an honest city, and each thing that was changed by hand."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from importlib import import_module
from typing import Any

import asyncpg

from e_supervision.verify.whole import verify as verify_supervision
from liandong.application.verify import verify_journals
from liandong.cli.verdict import Report, Verdict
from liandong.cli.verify import SUPERVISION, converge
from liandong.terms.roles import Role
from tests.city import City
from tests.journeys.people import act, approve, receive, work_through

MODULES = {"city": "city_center", "district": "district_center", "hall": "township_hall", "supervision": SUPERVISION}


async def verdict(city: City, within: float = 0) -> Verdict:
    """As the command gives it; the services' own checks run in this process."""
    settings = {MODULES[running.settings.instance]: running.settings for running in city.services.values()}

    async def ask(module: str, at: Mapping[str, int] | None) -> Report:
        if module == SUPERVISION:
            return await verify_supervision(settings[module])
        kept = import_module(f"{module}.kept").KEPT
        return (await verify_journals(module, settings[module], kept.repositories, at)).as_json()

    return await converge(ask, [module for module in settings if module != SUPERVISION], within)


@asynccontextmanager
async def by_hand(city: City, instance: str, table: str, statement: str) -> AsyncIterator[None]:
    """What somebody with the owner's password could do; afterwards the table is as it was."""
    connection = await asyncpg.connect(city.services[instance].owner_url)
    try:
        await connection.execute(f"create table kept as table {table}")
        done = await connection.execute(statement)
        assert done.split()[-1] != "0", f"changed nothing: {statement}"
        yield
        columns = await connection.fetchval(
            "select string_agg(column_name, ', ') from information_schema.columns "
            "where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER'",
            table,
        )
        await connection.execute(f"delete from {table}")
        await connection.execute(f"insert into {table} ({columns}) overriding system value select {columns} from kept")
        await connection.execute("drop table kept")
    finally:
        await connection.close()


LOST_BY_BOTH = (
    "delete from journal where unit = '610113' and seq = (select max(seq) from journal where unit = '610113');"
    "update journal_head set (seq, hash) = (select seq, hash from journal j where j.unit = '610113' "
    "order by seq desc limit 1) where unit = '610113';"
    "delete from case_file where unit = '610113' and version = 1"
)
"""Somebody who takes the last entry out of the journal and covers all traces in the unit's own database."""


async def a_case(city: City) -> Any:
    case = await receive(city, "610113", "CG-004")
    case = await act(city, case, "accept", Role.CLERK)
    case = await approve(city, await work_through(city, case))
    await receive(city, "610113", "CG-004")
    await city.settle()
    return case


async def test_an_honest_city_has_no_violations(watched: City) -> None:
    await a_case(watched)
    found = await verdict(watched)
    assert found.violations == []
    assert found.counts["entries"] > 30


TAMPERED = [
    ("district", "journal", "update journal set actor = '610113-99' where unit = '610113' and seq = 3", "I6"),
    (
        "district",
        "journal",
        "update journal set body = replace(convert_from(body, 'UTF8'), 'approved', 'rejected')::bytea "
        "where unit = '610113' and kind = 'case.decided'",
        "I6",
    ),
    ("district", "journal", "delete from journal where unit = '610113' and seq = 4", "I6"),
    (
        "district",
        "journal",
        "delete from journal where unit = '610113' and seq = (select max(seq) from journal where unit = '610113')",
        "I6",
    ),
    (
        "district",
        "case_file",
        "update case_file set state = replace(convert_from(state, 'UTF8'), 'CG-004', 'CG-005')::bytea",
        "I3",
    ),
    ("district", "inbox_log", "update inbox_log set actor = 'x' where channel = 'pub' and position = 5", "I6"),
    ("district", "inbox_log", "delete from inbox_log where channel = 'to' and receiver = '610113'", "I6"),
    ("district", "journal_head", "update journal_head set seq = seq - 1 where unit = '610113'", "I6"),
    ("city", "journal_dest_head", "update journal_dest_head set seq = seq + 1 where dest = '610113'", "I6"),
    ("supervision", "inbox_log", "update inbox_log set actor = 'x' where source = '610113' and seq = 3", "I6"),
    ("supervision", "inbox_log", "delete from inbox_log where source = '610113' and seq = 4", "I3"),
    ("supervision", "timeline", "update timeline set light = 'red' where unit = '610113' and open", "I5"),
    ("supervision", "timeline", "delete from timeline where unit = '610113'", "I3"),
    ("supervision", "timeline", "update timeline set due = due + 5 where unit = '610113' and open", "I5"),
]


async def test_what_was_changed_by_hand_is_found(watched: City) -> None:
    await a_case(watched)
    assert (await verdict(watched)).violations == []
    for instance, table, statement, invariant in TAMPERED:
        async with by_hand(watched, instance, table, statement):
            found = await verdict(watched)
        assert invariant in {violation["invariant"] for violation in found.violations}, (statement, found.violations)
    assert (await verdict(watched)).violations == []


async def test_what_a_unit_took_back_without_a_trace_is_known_by_supervision(watched: City) -> None:
    await a_case(watched)
    connection = await asyncpg.connect(watched.services["district"].owner_url)
    await connection.execute(LOST_BY_BOTH)
    await connection.close()
    found = (await verdict(watched)).violations
    assert [(one["invariant"], one["subject"]) for one in found] == [("I1", "610113")]


async def test_the_check_is_exact_while_people_go_on_working(watched: City) -> None:
    await a_case(watched)
    stopped = asyncio.Event()

    async def work() -> int:
        received = 0
        while not stopped.is_set():
            await receive(watched, "610113", "CG-004")
            received += 1
        return received

    working = asyncio.create_task(work())
    for _ in range(3):
        assert (await verdict(watched, within=20)).violations == []
    stopped.set()
    assert await working > 3
