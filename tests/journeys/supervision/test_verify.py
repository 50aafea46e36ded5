"""What `liandong verify` finds: nothing in an honest city, and each thing that was changed by hand."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from typing import Any

import asyncpg

from e_supervision.verify.whole import verify as verify_supervision
from liandong.application.verify import verify_journals
from liandong.cli.verify import Verdict, judge
from liandong.terms.roles import Role
from tests.city import City
from tests.journeys.people import act, approve, receive, work_through


async def verdict(city: City) -> Verdict:
    reports: dict[str, Any] = {}
    for running in city.services.values():
        module = {"city": "city_center", "district": "district_center", "hall": "township_hall"}.get(
            running.settings.instance, "e_supervision"
        )
        if module == "e_supervision":
            reports[module] = await verify_supervision(running.settings)
        else:
            service = import_module(f"{module}.app").SERVICE
            reports[module] = (await verify_journals(module, running.settings, service.repositories)).as_json()
    return judge(reports)


@asynccontextmanager
async def by_hand(city: City, instance: str, table: str, statement: str) -> AsyncIterator[None]:
    """What somebody with the owner's password could do; afterwards the table is as it was."""
    connection = await asyncpg.connect(city.services[instance].owner_url)
    try:
        await connection.execute(f"create table kept as table {table}")
        done = await connection.execute(statement)
        assert done.split()[-1] != "0", f"changed nothing: {statement}"
        yield
        await connection.execute(f"delete from {table}")
        await connection.execute(f"insert into {table} overriding system value select * from kept; drop table kept")
    finally:
        await connection.close()


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
    assert found.counts["entries"] > 100


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
    ("supervision", "inbox_log", "update inbox_log set actor = 'x' where source = '610113' and seq = 3", "I6"),
    ("supervision", "inbox_log", "delete from inbox_log where source = '610113' and seq = 4", "I3"),
    ("supervision", "timeline", "update timeline set light = 'red' where unit = '610113' and open", "I5"),
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
