"""The journal in the database: gapless, chained, and out of the service's reach."""

import asyncio
from dataclasses import replace

import asyncpg
import pytest

from liandong.application.handler import StaleVersion
from liandong.infrastructure.http.idempotency import Idempotency
from liandong.infrastructure.journal.entries import COLUMNS, entry_of, history
from liandong.terms.refusal import Refused
from liandong.wire.envelope import hash_of
from tests.integration.road.conftest import CITY, NOTES, Office, delivered, officer


async def all_entries(office: Office) -> list:  # type: ignore[type-arg]
    rows = await office.pool.fetch(f"select {COLUMNS} from journal where unit = $1 order by seq", CITY)
    return [entry_of(row) for row in rows]


async def test_the_database_computes_the_same_hashes_as_the_program(office: Office) -> None:
    await office.handler.handle(NOTES, "a", lambda _: [delivered("张三"), delivered()], by=officer())
    await office.handler.handle(NOTES, "a", lambda _: [delivered("李四")], by=officer())
    entries = await all_entries(office)
    assert [entry.seq for entry in entries] == [1, 2, 3]
    assert all(hash_of(entry) == entry.hash for entry in entries)
    assert [entry.prev for entry in entries] == [bytes(32), entries[0].hash, entries[1].hash]
    assert office.woken.is_set()


async def test_sequences_have_no_gaps_when_many_write_at_once(office: Office) -> None:
    await asyncio.gather(
        *(office.handler.handle(NOTES, f"n{n % 7}", lambda _: [delivered()], by=officer()) for n in range(60))
    )
    entries = await all_entries(office)
    assert [entry.seq for entry in entries] == list(range(1, 61))
    for key in range(7):
        async with office.pool.acquire() as connection:
            stream = await history(connection, CITY, f"note:n{key}")
        assert [entry.sequence for entry in stream] == list(range(1, len(stream) + 1))


async def test_personal_data_is_not_in_the_facts_nor_readable_in_the_table(office: Office) -> None:
    handled = await office.handler.handle(NOTES, "a", lambda _: [delivered("王小明")], by=officer())
    assert handled.state is not None
    assert handled.state.recipient == "王小明"
    row = await office.pool.fetchrow("select body, private, private_digest from journal where unit = $1", CITY)
    assert row is not None
    assert "王小明".encode() not in row["body"] + row["private"]
    assert row["private_digest"] != bytes(32)
    async with office.pool.acquire() as connection:
        loaded = await NOTES.load(connection, CITY, "a", office.keys[CITY])
    assert loaded.state == handled.state


@pytest.mark.parametrize(
    "statement",
    [
        "update journal set actor = 'x'",
        "delete from journal",
        "truncate journal",
        "update journal_head set seq = 0",
        "delete from journal_head",
        "update journal_dest_head set seq = 0",
        "insert into journal_head values ('999999', 1, 0, '', 0)",
        "drop table journal",
        "alter table journal disable trigger all",
    ],
)
async def test_the_service_cannot_change_what_was_said(office: Office, statement: str) -> None:
    await office.handler.handle(NOTES, "a", lambda _: [delivered()], by=officer())
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await office.pool.execute(statement)


async def test_a_stale_version_is_told_and_writes_nothing(office: Office) -> None:
    await office.handler.handle(NOTES, "a", lambda _: [delivered()], by=officer())
    with pytest.raises(StaleVersion):
        await office.handler.handle(NOTES, "a", lambda _: [delivered()], by=officer(), expects=7)
    assert len(await all_entries(office)) == 1


async def test_the_same_request_twice_has_one_effect_and_one_answer(office: Office) -> None:
    key = Idempotency(key="k-1", route="POST /notes", request_hash=b"h")

    async def send(idempotency: Idempotency) -> object:
        handled = await office.handler.handle(
            NOTES,
            "a",
            lambda _: [delivered()],
            by=officer(),
            idempotency=idempotency,
            status=201,
            answer=lambda state, version: {"deliveries": state.deliveries, "version": version},
        )
        return handled.body, handled.status, handled.replayed

    assert await send(key) == ({"deliveries": 1, "version": 1}, 201, False)
    assert await send(key) == ({"deliveries": 1, "version": 1}, 201, True)
    with pytest.raises(Refused, match="other-request"):
        await send(replace(key, request_hash=b"other"))
    assert len(await all_entries(office)) == 1


async def test_eight_at_once_with_one_key_make_one_entry(office: Office) -> None:
    key = Idempotency(key="k-2", route="POST /notes", request_hash=b"h")

    async def send(number: int) -> str:
        try:
            handled = await office.handler.handle(
                NOTES,
                f"new-{number}",
                lambda _: [delivered()],
                by=officer(),
                idempotency=key,
                status=201,
                answer=lambda _state, version: version,
            )
        except Refused as refusal:
            return refusal.code
        return "replayed" if handled.replayed else "made"

    results = await asyncio.gather(*(send(number) for number in range(8)))
    assert results.count("made") == 1
    assert set(results) <= {"made", "replayed", "idempotency.in-flight"}
    assert len(await all_entries(office)) == 1
