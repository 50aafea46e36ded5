"""Nobody waits for another: not an addressee, not a channel, not a unit beside it, not whoever comes after a giant."""

import json
from collections.abc import Mapping
from dataclasses import replace

import asyncpg
import pytest
from asyncpg.pool import PoolConnectionProxy

from liandong.events.case import Outcome
from liandong.events.link import LinkAnswered
from liandong.events.said import Event
from liandong.infrastructure.bus.connection import Bus as Wire
from liandong.infrastructure.bus.provision import STREAMS
from liandong.infrastructure.database import leadership
from liandong.infrastructure.keys import UnitKeys
from liandong.infrastructure.relay import CHANNEL_ROWS, Relay
from liandong.terms.codes import CaseId, LinkId, UnitCode
from liandong.terms.refusal import Refused
from liandong.wire.envelope import LARGEST_MESSAGE, read
from liandong.wire.subjects import Channel
from tests.conftest import Bus
from tests.integration.road.arriving import NOW, said, until
from tests.integration.road.conftest import CITY, DISTRICT, NOTES, Office, delivered, officer

NEWCOMER = UnitCode("610116")


def answered(dest: UnitCode, text: str | None = "同意") -> LinkAnswered:
    return LinkAnswered(
        dest=dest,
        link=LinkId("L1"),
        case=CaseId("610100-261123-00001"),
        outcome=Outcome.APPROVED,
        decided_on=NOW.date(),
        document="市审批〔2026〕1号",
        text=text,
    )


async def speak(office: Office, key: str, *events: Event) -> None:
    await office.handler.handle(NOTES, key, lambda _: list(events), by=officer())


async def said_to(wire: Wire, unit: str) -> list[int]:
    """The positions of what the bus holds for a unit."""
    found = []
    batches = wire.pull("LD_MSG", f"to-{unit}", 100)
    async for batch in batches:
        found += [read(delivery.payload)[0].dest_seq or 0 for delivery in batch]
        await wire.confirm(batch)
        break
    await batches.aclose()  # type: ignore[attr-defined]  # an async generator
    return found


async def test_an_addressee_nobody_knows_yet_stops_no_other_and_hears_all_when_known(office: Office, bus: Bus) -> None:
    wire = await Wire.connect(bus.url, bus.seed_file("city"), "city")
    district = await Wire.connect(bus.url, bus.seed_file("district"), "district")
    registry = {DISTRICT: office.keys[DISTRICT].public.seal}
    relay = Relay(office.pool, wire, office.keys, lambda unit: registry.get(UnitCode(unit)), office.woken)
    for number, dest in enumerate((NEWCOMER, DISTRICT, NEWCOMER, DISTRICT)):
        await speak(office, f"n{number}", answered(dest))
    async with office.pool.acquire() as connection:
        while await relay.round(connection):
            pass
        assert await said_to(district, DISTRICT) == [1, 2]
        registry[NEWCOMER] = office.keys[DISTRICT].public.seal
        await speak(office, "later", answered(NEWCOMER))
        while await relay.round(connection):
            pass
    assert sorted(set(await said_to(district, NEWCOMER))) == [1, 2, 3]
    await wire.close()
    await district.close()


async def test_an_entry_that_its_own_key_does_not_open_stops_no_other_addressee(office: Office, bus: Bus) -> None:
    wire = await Wire.connect(bus.url, bus.seed_file("city"), "city")
    district = await Wire.connect(bus.url, bus.seed_file("district"), "district")
    seal = office.keys[DISTRICT].public.seal
    relay = Relay(office.pool, wire, office.keys, lambda _: seal, office.woken)
    await speak(office, "broken", answered(NEWCOMER))
    await speak(office, "sound", answered(DISTRICT))
    await office.pool.execute("delete from stream_key where stream = 'note:broken'")
    await office.pool.execute("insert into stream_key values ($1, 'note:broken', $2)", CITY, bytes(60))
    async with office.pool.acquire() as connection:
        while await relay.round(connection):
            pass
    assert await said_to(district, DISTRICT) == [1]
    await wire.close()
    await district.close()


@pytest.mark.parametrize("channel", [Channel.MESSAGE, Channel.PUBLICATION])
async def test_looking_for_one_channel_reads_nothing_of_the_others(office: Office, channel: Channel) -> None:
    entries = await said(office, 3)
    owner = await asyncpg.connect(office.owner_url)
    await owner.execute(
        """insert into journal select unit, seq + 10 * n, epoch, 'filler:' || n || '-' || seq, 1, kind, version, dest,
           dest_seq, dest_prev, occurred_at, recorded_at, actor, cause, body, salt, private, private_digest, commitment,
           prev, hash from journal cross join generate_series(1, 20000) n"""
    )
    await owner.execute("analyze journal")
    plan = await owner.fetchval(
        f"""explain (analyze, buffers, format json) select j.* from outbox_cursor c cross join lateral (
              select seq from journal where unit = c.unit and seq > c.sent and {CHANNEL_ROWS[channel]}
              order by seq limit 200) j where c.channel = $1 and c.unit = any($2)""",
        channel.value,
        [CITY],
    )
    top = json.loads(plan)[0]["Plan"]
    assert len(entries) == 3
    assert top["Shared Hit Blocks"] + top["Shared Read Blocks"] < 40, "not the whole journal four times a second"
    await owner.close()


async def test_two_processes_with_units_of_their_own_on_one_database_both_relay(office: Office, bus: Bus) -> None:
    wire = await Wire.connect(bus.url, bus.seed_file("city"), "city")
    await said(office, 1, CITY)
    await said(office, 1, DISTRICT)

    def of(keys: Mapping[UnitCode, UnitKeys]) -> Relay:
        return Relay(office.pool, wire, keys, office.seal_key_of, office.woken, 0.05)

    district_wire = await Wire.connect(bus.url, bus.seed_file("district"), "district")
    here = of({CITY: office.keys[CITY]})
    there = replace(of({DISTRICT: office.keys[DISTRICT]}), bus=district_wire)
    sent = "select bool_and(sent = 1) from outbox_cursor where channel = 'evt' and unit = any($1)"
    await until(lambda: office.pool.fetchval(sent, [CITY, DISTRICT]), while_running=(here.run(), there.run()))
    await wire.close()
    await district_wire.close()


async def test_one_leads_a_task_and_another_only_when_he_lets_go(office: Office) -> None:
    async with (
        leadership(office.pool, "relay 610100") as first,
        leadership(office.pool, "relay 610100") as second,
        leadership(office.pool, "relay 610113") as other,
    ):
        assert (first is None, second is None, other is None) == (False, True, False)
    async with leadership(office.pool, "relay 610100") as again:
        assert again is not None


async def test_a_leader_that_cannot_give_the_lock_back_gives_up_its_session(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hangs(_session: object, statement: str, *_: object) -> None:
        raise TimeoutError(statement)

    async def lead_once() -> None:
        async with leadership(office.pool, "relay 610100"):
            monkeypatch.setattr(PoolConnectionProxy, "execute", hangs)

    with pytest.raises(TimeoutError, match="unlock"):
        await lead_once()
    monkeypatch.undo()
    held = "select not exists (select from pg_locks where locktype = 'advisory' and classid = 7301)"
    await until(lambda: office.pool.fetchval(held), while_running=())


async def test_what_no_message_could_carry_is_refused_before_it_is_written(office: Office, bus: Bus) -> None:
    wire = await Wire.connect(bus.url, bus.seed_file("city"), "city")
    with pytest.raises(Refused, match=r"event\.too-large"):
        await speak(office, "giant", answered(DISTRICT, "字" * 140_000))
    assert await office.pool.fetchval("select count(*) from journal") == 0
    largest = "字" * 129_600
    await speak(office, "large", answered(DISTRICT, largest))
    await speak(office, "large facts", replace(answered(DISTRICT, None), document="字" * 172_000))
    await speak(office, "small", delivered())
    relay = Relay(office.pool, wire, office.keys, office.seal_key_of, office.woken)
    async with office.pool.acquire() as connection:
        while await relay.round(connection):
            pass
    sent = await office.pool.fetch("select channel, sent from outbox_cursor where unit = $1", CITY)
    assert {row["channel"]: row["sent"] for row in sent} == {"evt": 3, "to": 2, "pub": 0}
    assert all(config["max_msg_size"] == LARGEST_MESSAGE for config in STREAMS.values())
    await wire.close()
