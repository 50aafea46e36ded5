"""What one unit asks another to say again, and what it may not ask; beats that claim too much."""

from dataclasses import replace
from datetime import timedelta

import pytest

from liandong.infrastructure.bus.connection import Bus as Wire
from liandong.infrastructure.clock import LegalClock, real_now
from liandong.infrastructure.inbox.gaps import Gaps
from liandong.infrastructure.inbox.receive import Receiver
from liandong.infrastructure.inbox.skew import in_words, skewed
from liandong.infrastructure.keys import UnitKeys
from liandong.infrastructure.relay import Relay
from liandong.terms.codes import UnitCode
from liandong.wire.control import ChainHead, Control, Resend, Verb, write_control
from liandong.wire.subjects import Channel, subject_for
from tests.conftest import Bus
from tests.integration.road.arriving import said, until, witness
from tests.integration.road.conftest import CITY, DISTRICT, SUPERVISION, Office
from tests.integration.road.test_fairness import answered, speak

ENTRIES = "select count(*) from inbox_head where receiver = 'supervision' and known = 7"


def gaps(office: Office, wire: Wire, unit: UnitCode, *receivers: Receiver) -> Gaps:
    relay = Relay(office.pool, wire, office.keys, office.seal_key_of, office.woken)
    here = {unit: office.keys[unit]}
    return Gaps(office.pool, wire, receivers, here, office.sign_key_of, relay, LegalClock(), lambda: None)


def word(office: Office, unit: UnitCode, **said: object) -> bytes:
    control = Control(unit=unit, verb=Verb.RESEND, at=real_now())
    return write_control(replace(control, **said), office.keys[unit].sign)  # type: ignore[arg-type]  # names are the test's own


async def on_the_bus(wire: Wire) -> dict[str, int]:
    """How many messages each stream holds."""
    found = {}
    for stream in ("LD_EVT", "LD_MSG", "LD_PUB"):
        found[stream] = (await wire._client.jsm().stream_info(stream)).state.messages  # looking from outside
    return found


@pytest.mark.parametrize(
    ("request_", "comes"),
    [
        (Resend(channel="to", dest=DISTRICT, first=1, last=9), {"LD_EVT": 0, "LD_MSG": 1, "LD_PUB": 0}),
        (Resend(channel="evt", dest="", first=1, last=9), {"LD_EVT": 2, "LD_MSG": 0, "LD_PUB": 0}),
        (Resend(channel="to", dest="610116", first=1, last=9), {"LD_EVT": 0, "LD_MSG": 0, "LD_PUB": 0}),
        (Resend(channel="pub", dest="610116", first=1, last=9), {"LD_EVT": 0, "LD_MSG": 0, "LD_PUB": 0}),
        (Resend(channel="pub", dest=DISTRICT, first=1, last=9), {"LD_EVT": 0, "LD_MSG": 0, "LD_PUB": 0}),
        (Resend(channel="evt", dest="", first=9, last=1), {"LD_EVT": 0, "LD_MSG": 0, "LD_PUB": 0}),
    ],
    ids=lambda value: f"{value.channel}-{value.dest}-{value.first}" if isinstance(value, Resend) else "",
)
async def test_a_unit_hears_again_what_was_said_to_it_or_to_all_and_nothing_else(
    office: Office, bus: Bus, request_: Resend, comes: dict[str, int]
) -> None:
    wire = await Wire.connect(bus.url, bus.seed_file("city"), "city")
    admin = await Wire.connect(bus.url, bus.seed_file("admin"), "admin")
    await speak(office, "one", answered(DISTRICT))
    await speak(office, "two", answered(UnitCode("610116"), None))
    subject = subject_for(Channel.CONTROL, DISTRICT, Verb.RESEND, CITY)
    await gaps(office, wire, CITY)._heard(subject, word(office, DISTRICT, resend=request_))
    assert await on_the_bus(admin) == comes
    await wire.close()
    await admin.close()


async def test_of_two_replicas_one_says_it_again(office: Office, bus: Bus) -> None:
    await said(office, 3)
    replicas = [await Wire.connect(bus.url, bus.seed_file("city"), "city") for _ in range(2)]
    asker = await Wire.connect(bus.url, bus.seed_file("district"), "district")
    admin = await Wire.connect(bus.url, bus.seed_file("admin"), "admin")
    for wire in replicas:
        await gaps(office, wire, CITY).listen()
        await wire._client.flush()
    subject = subject_for(Channel.CONTROL, DISTRICT, Verb.RESEND, CITY)
    request = Resend(channel="evt", dest="", first=1, last=3)
    for times in (1, 2, 3):
        await asker.send(subject, word(office, DISTRICT, resend=request))

        async def came(times: int = times) -> bool:
            return (await on_the_bus(admin))["LD_EVT"] >= 3 * times

        await until(came, while_running=())
    assert (await on_the_bus(admin))["LD_EVT"] == 9, "once for each time it was asked"
    for wire in (*replicas, asker, admin):
        await wire.close()


async def test_a_source_cannot_beat_from_the_future(office: Office, bus: Bus) -> None:
    wire = await Wire.connect(bus.url, bus.seed_file("supervision"), "supervision")
    head = ChainHead(channel="evt", dest="", position=7, hash="ab" * 32)
    listening = gaps(office, wire, SUPERVISION, witness(office))
    subject = subject_for(Channel.CONTROL, CITY, Verb.HEARTBEAT)
    for at in (real_now() - timedelta(hours=2), real_now() + timedelta(days=400)):
        beat = word(office, CITY, verb=Verb.HEARTBEAT, at=at, heads=(head,))
        await listening._heard(subject, beat)
    ahead = "select last_beat_at - now() from inbox_head where source = $1"
    assert await office.pool.fetchval(ahead, CITY) <= timedelta(0), "it would look alive for as long"
    await wire.close()


AN_HOUR_PASSES = """
update inbox_head set last_beat_at = last_beat_at - interval '1 hour', progress_at = progress_at - interval '1 hour'
"""


async def test_a_beat_is_heard_when_it_comes_and_an_old_one_said_again_is_none(office: Office, bus: Bus) -> None:
    wire = await Wire.connect(bus.url, bus.seed_file("supervision"), "supervision")
    listening = gaps(office, wire, SUPERVISION, witness(office))
    subject = subject_for(Channel.CONTROL, CITY, Verb.HEARTBEAT)

    async def beats(minutes: float, position: int = 7) -> bytes:
        """By a clock that is so much ahead."""
        head = ChainHead(channel="evt", dest="", position=position, hash="ab" * 32)
        beat = word(office, CITY, verb=Verb.HEARTBEAT, at=real_now() + timedelta(minutes=minutes), heads=(head,))
        await listening._heard(subject, beat)
        return beat

    async def is_heard_just_now() -> bool:
        heard = bool(await office.pool.fetchval("select now() - last_beat_at < '5 s' from inbox_head"))
        await office.pool.execute(AN_HOUR_PASSES)
        return heard

    old = await beats(-10)
    assert await is_heard_just_now(), "its clock is ten minutes slow"
    await listening._heard(subject, old)
    assert not await is_heard_just_now(), "nobody lives by a beat of before"
    await beats(-10)
    assert await is_heard_just_now()

    await beats(+600)
    assert await is_heard_just_now()
    await beats(0)
    assert not await is_heard_just_now(), "put back, its clock makes its beats look old"
    await office.pool.execute("update inbox_head set position = 8, known = 8, progress_at = now()")
    await beats(0)
    assert not await is_heard_just_now(), "it does not know of what came since"
    await beats(0, position=8)
    assert await is_heard_just_now()
    await wire.close()


async def test_whose_clock_is_far_from_this_one_is_told_to_operators(office: Office, bus: Bus) -> None:
    wire = await Wire.connect(bus.url, bus.seed_file("supervision"), "supervision")
    listening = gaps(office, wire, SUPERVISION, witness(office))
    head = ChainHead(channel="evt", dest="", position=7, hash="ab" * 32)
    for unit, ahead in ((CITY, -125), (DISTRICT, 30)):
        at = real_now() + timedelta(seconds=ahead)
        beat = word(office, unit, verb=Verb.HEARTBEAT, at=at, heads=(head,))
        await listening._heard(subject_for(Channel.CONTROL, unit, Verb.HEARTBEAT), beat)
    found = await skewed(office.pool)

    assert {unit: round(each.total_seconds()) for unit, each in found.items()} == {CITY: -125}
    assert in_words(found).startswith(f"有单位的时钟与本机相差超过60秒：{CITY}慢125秒；")
    await wire.close()


@pytest.mark.parametrize("signer", [DISTRICT, SUPERVISION])
async def test_nobody_beats_for_another(office: Office, bus: Bus, signer: UnitCode) -> None:
    wire = await Wire.connect(bus.url, bus.seed_file("supervision"), "supervision")
    listening = gaps(office, wire, SUPERVISION, witness(office))
    keys: UnitKeys = office.keys[signer]
    head = ChainHead(channel="evt", dest="", position=7, hash="ab" * 32)
    beat = Control(unit=CITY, verb=Verb.HEARTBEAT, at=real_now(), heads=(head,))
    await listening._heard(subject_for(Channel.CONTROL, CITY, Verb.HEARTBEAT), write_control(beat, keys.sign))
    own = replace(beat, unit=signer)
    await listening._heard(subject_for(Channel.CONTROL, CITY, Verb.HEARTBEAT), write_control(own, keys.sign))
    assert await office.pool.fetchval("select count(*) from inbox_head") == 0
    await wire.close()
