"""From one unit's journal over the bus into another's inbox: each once, in order, only under signatures."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from liandong.events.case import Outcome
from liandong.events.link import LinkAnswered
from liandong.infrastructure.bus.connection import Bus as Wire
from liandong.infrastructure.bus.connection import ConnectionEnded, Outgoing
from liandong.infrastructure.clock import LegalClock
from liandong.infrastructure.heartbeat import Heartbeat
from liandong.infrastructure.inbox.apply import COLUMNS as HEARD
from liandong.infrastructure.inbox.apply import heard, mark_applied, mark_stuck, pending, retry_stuck
from liandong.infrastructure.inbox.gaps import Gaps
from liandong.infrastructure.inbox.hold import Arrived
from liandong.infrastructure.inbox.listen import Listener
from liandong.infrastructure.inbox.receive import Receiver, parse
from liandong.infrastructure.journal.entries import COLUMNS, entry_of
from liandong.infrastructure.relay import CHANNEL_ROWS, Relay
from liandong.terms.codes import CaseId, LinkId
from liandong.terms.refusal import Refused
from liandong.wire.envelope import Malformed, hash_of, read, signed_words, write
from liandong.wire.subjects import Channel
from tests.conftest import Bus
from tests.integration.road.conftest import CITY, DISTRICT, NOTES, SUPERVISION, Office, delivered, officer

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def answered(text: str | None = None) -> LinkAnswered:
    return LinkAnswered(
        dest=DISTRICT,
        link=LinkId("L1"),
        case=CaseId("610100-261123-00001"),
        outcome=Outcome.APPROVED,
        decided_on=NOW.date(),
        document="市审批〔2026〕1号",
        text=text,
    )


def relay(office: Office, wire: Wire) -> Relay:
    return Relay(office.pool, wire, office.keys, office.seal_key_of, office.woken)


async def outgoing(office: Office, wire: Wire, channel: Channel) -> list[Outgoing]:
    """What the relay would say on a channel, without saying it."""

    async with office.pool.acquire() as connection:
        rows = await connection.fetch(
            f"select {COLUMNS} from journal where unit = $1 and {CHANNEL_ROWS[channel]} order by seq", CITY
        )
        return await relay(office, wire).messages(connection, channel, [entry_of(row) for row in rows])


def arrived(messages: list[Outgoing]) -> list[Arrived]:
    return [parse(message.subject, message.payload) for message in messages]


async def positions(office: Office, receiver: str) -> list[int]:
    rows = await office.pool.fetch("select position from inbox_log where receiver = $1 order by id", receiver)
    return [row["position"] for row in rows]


async def wait_for(count: int, office: Office, receiver: str) -> None:
    for _ in range(200):
        if len(await positions(office, receiver)) >= count:
            return
        await asyncio.sleep(0.05)
    pytest.fail(f"only {await positions(office, receiver)} arrived")


async def test_what_one_unit_journals_another_hears_over_the_bus(office: Office, bus: Bus) -> None:
    city = await Wire.connect(bus.url, bus.seed_file("city"), "city")
    district = await Wire.connect(bus.url, bus.seed_file("district"), "district")
    supervision = await Wire.connect(bus.url, bus.seed_file("supervision"), "supervision")
    accepted = asyncio.Event()
    to_district = Receiver(office.pool, DISTRICT, Channel.MESSAGE, office.sign_key_of)
    to_all = Receiver(office.pool, "supervision", Channel.EVENT, office.sign_key_of)
    tasks = [
        asyncio.create_task(relay(office, city).run()),
        asyncio.create_task(Listener(district, to_district, f"to-{DISTRICT}", LegalClock(), accepted.set).run()),
        asyncio.create_task(Listener(supervision, to_all, "evt-supervision", LegalClock(), accepted.set).run()),
    ]
    await office.handler.handle(NOTES, "a", lambda _: [delivered("王小明"), answered("同意，钱七")], by=officer())
    for number in range(40):
        await office.handler.handle(NOTES, f"n{number}", lambda _: [delivered()], by=officer())
    await wait_for(1, office, DISTRICT)
    await wait_for(42, office, "supervision")
    assert await positions(office, "supervision") == list(range(1, 43))
    async with office.pool.acquire() as connection:
        (one,) = await pending(connection, [DISTRICT], Channel.MESSAGE, 10)
    assert one.opened(office.keys[DISTRICT]) == answered("同意，钱七")
    assert one.event() == answered()
    spoken = await office.pool.fetch("select body, coalesce(private, '') as private from inbox_log")
    assert not any("钱七".encode() in row["body"] + row["private"] for row in spoken)
    witnessed = await office.pool.fetch("select private from inbox_log where receiver = 'supervision'")
    assert all(row["private"] is None for row in witnessed)
    for task in tasks:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    for wire in (city, district, supervision):
        await wire.close()


async def test_a_lost_tail_is_asked_for_again_after_a_heartbeat(office: Office, bus: Bus) -> None:

    city = await Wire.connect(bus.url, bus.seed_file("city"), "city")
    supervision = await Wire.connect(bus.url, bus.seed_file("supervision"), "supervision")
    to_all = Receiver(office.pool, "supervision", Channel.EVENT, office.sign_key_of)
    for number in range(5):
        await office.handler.handle(NOTES, f"n{number}", lambda _: [delivered()], by=officer())
    await office.pool.execute("update outbox_cursor set sent = 5")  # said into the void: the broker was wiped
    saying = relay(office, city)
    here = {CITY: office.keys[CITY]}
    there = {SUPERVISION: office.keys[SUPERVISION]}
    at_city = Gaps(office.pool, city, [], here, office.sign_key_of, saying, LegalClock(), lambda: None)
    at_supervision = Gaps(
        office.pool, supervision, [to_all], there, office.sign_key_of, saying, LegalClock(), lambda: None
    )
    await at_city.listen()
    await at_supervision.listen()
    listening = asyncio.create_task(Listener(supervision, to_all, "evt-supervision", LegalClock(), lambda: None).run())
    looking = asyncio.create_task(at_supervision.run())
    await Heartbeat(office.pool, city, here, 30).beat()
    try:
        await wait_for(5, office, "supervision")
    finally:
        for task in (listening, looking):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await city.close()
        await supervision.close()


async def test_an_unsigned_tail_waits_for_the_signature_that_covers_it(office: Office, bus: Bus) -> None:
    wire = await Wire.connect(bus.url, bus.seed_file("city"), "city")
    for number in range(3):
        await office.handler.handle(NOTES, f"n{number}", lambda _: [delivered()], by=officer())
    one, two, three = arrived(await outgoing(office, wire, Channel.EVENT))
    listener = Receiver(office.pool, "supervision", Channel.EVENT, office.sign_key_of)
    assert await listener.take([two], NOW, NOW) == 0
    assert await listener.take([one], NOW, NOW) == 0
    assert await listener.take([three], NOW, NOW) == 3
    assert await listener.take([one, two, three, three], NOW, NOW) == 0
    assert await positions(office, "supervision") == [1, 2, 3]
    assert await office.pool.fetchval("select count(*) from inbox_hold") == 0
    await wire.close()


async def test_a_forged_or_foreign_entry_is_never_accepted(office: Office, bus: Bus) -> None:
    wire = await Wire.connect(bus.url, bus.seed_file("city"), "city")
    await office.handler.handle(NOTES, "a", lambda _: [delivered()], by=officer())
    (message,) = await outgoing(office, wire, Channel.EVENT)
    entry, signature = read(message.payload)
    with pytest.raises(Malformed):
        parse(message.subject, message.payload.replace(b'"C001"', b'"C002"'))
    with pytest.raises(Malformed):
        parse(message.subject.replace("610100", "610113"), message.payload)
    forged = replace(entry, actor="C002")
    forged = replace(forged, hash=hash_of(forged))
    listener = Receiver(office.pool, "supervision", Channel.EVENT, office.sign_key_of)
    by_another = office.keys[DISTRICT].sign(signed_words(Channel.EVENT, forged))
    for false_signature in (None, signature, by_another):
        raw = write(forged, false_signature)
        assert await listener.take([parse(message.subject, raw)], NOW, NOW) == 0
    assert await listener.take(arrived([message]), NOW, NOW) == 1
    assert await office.pool.fetchval("select count(*) from inbox_alarm") == 0
    twice = write(forged, office.keys[CITY].sign(signed_words(Channel.EVENT, forged)))
    assert await listener.take([parse(message.subject, twice)], NOW, NOW) == 0
    assert await office.pool.fetchval("select sort from inbox_alarm") == "fork"
    assert (await office.pool.fetchval("select actor from inbox_log")) == "C001"
    await wire.close()


async def test_a_poison_entry_blocks_its_own_stream_only(office: Office, bus: Bus) -> None:

    wire = await Wire.connect(bus.url, bus.seed_file("city"), "city")
    for key in ("bad", "good", "bad"):
        await office.handler.handle(NOTES, key, lambda _: [answered()], by=officer())
    listener = Receiver(office.pool, DISTRICT, Channel.MESSAGE, office.sign_key_of)
    assert await listener.take(arrived(await outgoing(office, wire, Channel.MESSAGE)), NOW, NOW) == 3
    async with office.pool.acquire() as connection:
        first, *_ = await pending(connection, [DISTRICT], Channel.MESSAGE, 10)
        await mark_stuck(connection, first.id, "UnknownKind")
        waiting = await pending(connection, [DISTRICT], Channel.MESSAGE, 10)
        assert [one.entry.stream for one in waiting] == ["note:good"]
        await mark_applied(connection, [one.id for one in waiting])
        assert await retry_stuck(connection, [DISTRICT]) == 1
        again = await pending(connection, [DISTRICT], Channel.MESSAGE, 10)
        assert [one.entry.stream for one in again] == ["note:bad", "note:bad"]
    row = await office.pool.fetchrow(f"select {HEARD} from inbox_log where position = 1")
    assert row is not None
    assert heard(row).entry.id == first.entry.id
    await wire.close()


async def test_a_unit_without_journal_here_cannot_write(office: Office) -> None:
    stranger = officer()
    with pytest.raises((KeyError, Refused)):
        await office.handler.handle(
            NOTES,
            "a",
            lambda _: [delivered()],
            by=replace(stranger, unit="610999"),  # type: ignore[arg-type]
        )


async def test_a_connection_that_the_server_ends_for_good_is_noticed(bus: Bus) -> None:
    wire = await Wire.connect(bus.url, bus.seed_file("city"), "city")
    watching = asyncio.create_task(wire.until_ended())
    await asyncio.sleep(0)
    assert not watching.done()
    await wire._client._process_err("'Authorization Violation'")  # as after its user was removed
    with pytest.raises(ConnectionEnded):
        async with asyncio.timeout(5):
            await watching
