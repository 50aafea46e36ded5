"""Applying: what must wait or cannot be applied blocks its own stream, and what is said of it names nobody."""

import asyncio
from dataclasses import replace
from pathlib import Path

import asyncpg
import pytest
from pydantic import SecretStr
from structlog.testing import capture_logs

from liandong.application.desk import Desk
from liandong.application.pseudonyms import Pseudonyms
from liandong.application.reactions import REACTIONS, Applier, NotYet, Reaction
from liandong.application.references import References
from liandong.events.link import LinkAnswered
from liandong.events.reference import CalendarPublished, PseudonymKeyHanded, UnitPublished
from liandong.events.said import Event, Message
from liandong.infrastructure.bus.connection import Bus as Wire
from liandong.infrastructure.clock import LegalClock
from liandong.infrastructure.files.folder import FolderStore
from liandong.infrastructure.inbox.apply import HeardEntry
from liandong.infrastructure.inbox.listen import Listener
from liandong.infrastructure.inbox.receive import Receiver, parse
from liandong.infrastructure.journal.entries import COLUMNS, entry_of
from liandong.infrastructure.relay import Relay
from liandong.infrastructure.settings import Settings
from liandong.terms.codes import Digest, Tier, UnitCode
from liandong.terms.refusal import Nature, Refused
from liandong.wire.codec import CODECS
from liandong.wire.subjects import Channel
from tests.conftest import Bus
from tests.integration.road.arriving import NOW, arrived, positions, said, witness
from tests.integration.road.conftest import CITY, DISTRICT, NOTES, SUPERVISION, Office, officer
from tests.integration.road.test_fairness import answered


def desk(office: Office) -> Desk:
    """What a service of the district has at hand."""
    keys = {DISTRICT: office.keys[DISTRICT]}
    settings = Settings(
        units=[DISTRICT],
        port=1,
        database_url=SecretStr(office.service_url),
        nats_url="",
        keys_dir=Path(),
        city_unit=CITY,
        city_public_key=office.keys[CITY].public.sign,
    )
    return Desk(
        settings=settings,
        pool=office.pool,
        clock=LegalClock(),
        keys=keys,
        references=References(office.pool, CITY, office.keys[CITY].public.sign),
        pseudonyms=Pseudonyms(office.pool, keys, CITY),
        handler=office.handler,
        files=FolderStore(Path("nowhere"), keys),
    )


async def hear(office: Office, channel: Channel, *events: Event, unit: UnitCode = CITY) -> None:
    """One command for each event at a unit, and all of them received by the district."""
    before = await office.pool.fetchval("select coalesce(max(seq), 0) from journal where unit = $1", unit)
    for number, event in enumerate(events):
        await office.handler.handle(NOTES, f"{unit}-{before}-{number}", lambda _, e=event: [e], by=officer(unit))  # type: ignore[misc]  # each its own
    rows = await office.pool.fetch(
        f"select {COLUMNS} from journal where unit = $1 and seq > $2 order by seq", unit, before
    )
    relay = Relay(office.pool, None, office.keys, office.seal_key_of, office.woken)  # type: ignore[arg-type]  # says nothing
    receiver = Receiver(office.pool, DISTRICT, channel, office.sign_key_of)
    async with office.pool.acquire() as connection:
        messages = await relay.messages(connection, channel, [entry_of(row) for row in rows])
    arrivals = [parse(message.subject, message.payload) for message in messages]
    assert await receiver.take(arrivals, NOW, NOW) == len(events)


async def applied(office: Office, reactions: dict[type[Message], Reaction]) -> dict[str, int]:
    """How many entries have which status after one round."""
    applier = Applier(desk(office), {**REACTIONS, **reactions}, office.woken)
    async with office.pool.acquire() as connection:
        await applier.round(connection)
    rows = await office.pool.fetch("select status, count(*) as entries from inbox_log group by status")
    return {row["status"]: row["entries"] for row in rows}


KEY = PseudonymKeyHanded(dest=DISTRICT, key_id="k1", key="ab" * 32)


async def test_what_all_others_wait_for_is_applied_though_it_came_last(office: Office) -> None:
    async def needs_the_key(at: Desk, _heard: HeardEntry, _message: Message) -> None:
        await at.pseudonyms.key_for(DISTRICT)

    async def not_yet(_at: Desk, _heard: HeardEntry, _message: Message) -> None:
        raise NotYet("what only the last one brings")

    await hear(office, Channel.MESSAGE, *[answered(DISTRICT, None)] * 230, KEY)
    assert await applied(office, {LinkAnswered: not_yet}) == {"pending": 230, "applied": 1}
    assert await applied(office, {LinkAnswered: needs_the_key}) == {"applied": 231}


def fails(fault: BaseException) -> Reaction:
    async def reaction(_at: Desk, _heard: HeardEntry, _message: Message) -> None:
        raise fault

    return reaction


async def cannot_be_asked(at: Desk, _heard: HeardEntry, _message: Message) -> None:
    await at.pool.fetchval("select $1::int", 2**40)


async def test_a_value_the_database_cannot_take_parks_its_entry_and_stops_no_other(office: Office) -> None:
    await hear(office, Channel.MESSAGE, answered(DISTRICT), KEY)
    assert await applied(office, {LinkAnswered: cannot_be_asked}) == {"stuck": 1, "applied": 1}


async def test_a_database_that_is_away_parks_nothing(office: Office) -> None:
    await hear(office, Channel.MESSAGE, answered(DISTRICT))
    for away in (ConnectionResetError(), asyncpg.DiskFullError("no space"), asyncpg.InterfaceError("closed")):
        with pytest.raises(type(away)):
            await applied(office, {LinkAnswered: fails(away)})
    assert await office.pool.fetchval("select status from inbox_log") == "pending"


async def test_the_reason_for_parking_names_nobody(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    codec = CODECS["link.answered", 1]
    write = codec.write
    monkeypatch.setattr(codec, "write", lambda event: (write(event)[0], '{"text":["张三","13912345678"]}'.encode()))
    await hear(office, Channel.MESSAGE, answered(DISTRICT))
    monkeypatch.undo()
    assert await applied(office, {}) == {"stuck": 1}
    fault = await office.pool.fetchval("select fault from inbox_log")
    assert fault == "ValidationError: 1 errors in LinkAnswered"
    await office.pool.execute("update inbox_log set status = 'pending'")
    refusal = Refused("x.y", "电话 13912345678 不对", nature=Nature.INVALID)
    assert await applied(office, {LinkAnswered: fails(refusal)}) == {"stuck": 1}


async def test_only_the_city_hands_out_the_key_of_pseudonyms(office: Office) -> None:
    theirs = replace(KEY, key_id="theirs", key="cd" * 32)
    at = desk(office)
    await hear(office, Channel.MESSAGE, KEY)
    await hear(office, Channel.MESSAGE, theirs, unit=SUPERVISION)
    assert (await at.pseudonyms.key_for(DISTRICT)).id == "k1"
    assert await applied(office, {}) == {"applied": 1, "stuck": 1}
    assert (await desk(office).pseudonyms.key_for(DISTRICT)).id == "k1"


def published(code: str, name: str = "某中心") -> UnitPublished:
    return UnitPublished(
        unit=UnitCode(code), name=name, tier=Tier.DISTRICT, parent=CITY, sign_key="s" * 44, seal_key="s" * 44
    )


LATE = """
insert into inbox_log (receiver, source, channel, epoch, position, seq, stream, sequence, kind, version, dest, dest_seq,
    dest_prev, occurred_at, recorded_at, actor, cause, body, salt, private_digest, prev, hash, received_at)
select receiver, source, channel, epoch, 2, 2, stream, sequence, kind, version, dest, dest_seq, dest_prev, occurred_at,
    recorded_at, actor, cause, convert_to(replace(convert_from(body, 'UTF8'), '610116', '610117'), 'UTF8'), salt,
    private_digest, prev, hash, received_at from inbox_log
"""


async def test_a_publication_committed_late_is_not_passed_over(office: Office) -> None:
    """Two replicas receive at once: the one with the lower number commits after the one with the higher."""
    references = desk(office).references
    await hear(office, Channel.PUBLICATION, published("610116"))
    await references.refresh()
    late = await office.pool.acquire()
    transaction = late.transaction()
    await transaction.start()
    await late.execute(LATE)
    await hear(office, Channel.PUBLICATION, published("610118"), unit=SUPERVISION)
    await references.refresh()
    await transaction.commit()
    await office.pool.release(late)
    await references.refresh()
    assert set(references.units) == {"610116", "610117"}
    assert await office.pool.fetchval("select count(*) from inbox_log where status <> 'applied'") == 0


async def test_what_others_than_the_city_publish_is_no_reference_and_leaves_nothing_waiting(office: Office) -> None:
    references = desk(office).references
    calendar = CalendarPublished(hash=Digest("0" * 64), years=())
    await hear(office, Channel.PUBLICATION, published("610116"), calendar, unit=DISTRICT)
    await references.refresh()
    assert not references.units
    assert await office.pool.fetchval("select count(*) from inbox_log where status = 'pending'") == 0


async def test_a_head_that_somebody_keeps_locked_ends_no_listener(office: Office, bus: Bus) -> None:
    wire = await Wire.connect(bus.url, bus.seed_file("supervision"), "supervision")
    one, two = await said(office, 2)
    await witness(office).take([arrived(office, one, signed=True)], NOW, NOW)
    impatient = await asyncpg.create_pool(office.service_url, min_size=1, server_settings={"lock_timeout": "50ms"})
    receiver = replace(witness(office), pool=impatient)
    listener = Listener(wire, receiver, "evt-supervision", LegalClock(), lambda: None)
    with capture_logs() as logs:
        async with office.pool.acquire() as other, other.transaction():
            await other.execute("select 1 from inbox_head for update")
            taking = asyncio.create_task(listener._take([arrived(office, two, signed=True)], NOW))
            async with asyncio.timeout(10):
                while not logs and not taking.done():
                    await asyncio.sleep(0.02)
        await taking
    assert [line["event"] for line in logs] == ["inbox.waits"]
    assert await positions(office) == [1, 2]
    await impatient.close()
    await wire.close()
