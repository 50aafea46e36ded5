"""What arrives early waits for what comes before it, costs little while it waits, and pushes nothing out of place."""

from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from liandong.infrastructure.bus.connection import Bus as Wire
from liandong.infrastructure.clock import LegalClock, real_now
from liandong.infrastructure.inbox import hold
from liandong.infrastructure.inbox.gaps import Gaps
from liandong.infrastructure.inbox.receive import Receiver
from liandong.infrastructure.relay import Relay
from liandong.wire.subjects import Channel
from tests.conftest import Bus
from tests.integration.road.arriving import NOW, arrived, forged, positions, said, witness
from tests.integration.road.conftest import CITY, SUPERVISION, Office


async def held(office: Office) -> int:
    count: int = await office.pool.fetchval("select count(*) from inbox_hold")
    return count


def gaps(office: Office, wire: Wire, receiver: Receiver) -> Gaps:
    relay = Relay(office.pool, wire, office.keys, office.seal_key_of, office.woken)
    there = {SUPERVISION: office.keys[SUPERVISION]}
    return Gaps(office.pool, wire, [receiver], there, receiver.sign_key_of, relay, LegalClock(), lambda: None)


async def test_a_signature_that_comes_while_its_entry_is_held_is_not_lost(office: Office) -> None:
    one, two, three = await said(office, 3)
    listener = witness(office)
    await listener.take([arrived(office, three, signed=False)], NOW, NOW)
    await listener.take([arrived(office, three, signed=True)], NOW, NOW)
    await listener.take([arrived(office, entry, signed=False) for entry in (one, two)], NOW, NOW)
    assert await positions(office) == [1, 2, 3]


async def test_of_two_copies_in_one_batch_the_signed_one_counts(office: Office) -> None:
    (one,) = await said(office, 1)
    await witness(office).take([arrived(office, one, signed=signed) for signed in (True, False)], NOW, NOW)
    assert await positions(office) == [1]


async def test_a_flood_of_forgeries_is_bounded_and_hides_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hold, "HOLD_AT_MOST", 40)
    one, two, three = await said(office, 3)
    listener = witness(office)
    await listener.take([arrived(office, three, signed=True)], NOW, NOW)
    for batch in range(3):
        flood = [forged(one, actor=f"F{batch}-{number}") for number in range(30)]
        later = NOW + timedelta(seconds=batch + 1)
        await listener.take([arrived(office, entry, signed=False) for entry in flood], later, later)
    assert await held(office) <= 41
    for number, entry in enumerate((one, two)):
        later = NOW + timedelta(seconds=10 + number)
        await listener.take([arrived(office, entry, signed=False)], later, later)
    assert await positions(office) == [1, 2, 3]
    assert await held(office) == 0


async def test_forgeries_do_not_push_out_the_evidence_of_a_fork(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hold, "HOLD_AT_MOST", 20)
    one, two = await said(office, 2)
    listener = witness(office)
    other = forged(two, actor="C002")
    await listener.take([arrived(office, other, signed=True)], NOW, NOW)
    flood = [forged(one, actor=f"F{number}") for number in range(60)]
    later = NOW + timedelta(seconds=1)
    await listener.take([arrived(office, entry, signed=False) for entry in flood], later, later)
    await listener.take([arrived(office, entry, signed=True) for entry in (one, two)], later, later)
    assert await office.pool.fetchval("select count(*) from inbox_alarm where sort = 'fork'") == 1


async def test_a_gap_makes_nothing_behind_it_be_read_again(office: Office) -> None:
    asked: list[str] = []

    def sign_key_of(unit: str) -> str | None:
        asked.append(unit)
        return office.sign_key_of(unit)

    entries = await said(office, 60)
    listener = Receiver(office.pool, "supervision", Channel.EVENT, sign_key_of)
    await listener.take([arrived(office, entry, signed=True) for entry in entries[1:50]], NOW, NOW)
    asked.clear()
    for entry in entries[50:]:
        await listener.take([arrived(office, entry, signed=True)], NOW, NOW)
    assert len(asked) == 10, "one signature for each that arrived, none for those that wait"
    asked.clear()
    await listener.take([arrived(office, entries[0], signed=True)], NOW, NOW)
    assert await positions(office) == list(range(1, 61))
    assert len(asked) == 1, "what was verified when it came is not verified again"


async def test_what_never_became_believable_is_let_go(office: Office, bus: Bus) -> None:
    wire = await Wire.connect(bus.url, bus.seed_file("supervision"), "supervision")
    one, two = await said(office, 2)
    listener = witness(office)
    await listener.take([arrived(office, one, signed=True)], NOW, NOW)
    never = [forged(two, seq=10**12), forged(two, actor="F1")]
    await listener.take([arrived(office, entry, signed=False) for entry in never], NOW, real_now())
    looking = gaps(office, wire, listener)
    await looking.look()
    assert await held(office) == 2
    await office.pool.execute("update inbox_hold set held_at = held_at - interval '11 minutes'")
    await looking.look()
    assert await held(office) == 0
    await listener.take([arrived(office, two, signed=True)], NOW, NOW)
    assert await positions(office) == [1, 2]
    await wire.close()


async def test_what_is_held_is_believed_once_the_key_of_its_source_is_known(office: Office, bus: Bus) -> None:
    wire = await Wire.connect(bus.url, bus.seed_file("supervision"), "supervision")
    registry: dict[str, str] = {}
    asked: list[str] = []

    def sign_key_of(unit: str) -> str | None:
        asked.append(unit)
        return registry.get(unit)

    entries = await said(office, 3)
    listener = Receiver(office.pool, "supervision", Channel.EVENT, sign_key_of)
    await listener.take([arrived(office, entry, signed=True) for entry in entries], NOW, real_now())
    looking = gaps(office, wire, listener)
    await looking.look()
    assert await positions(office) == []
    registry[CITY] = office.keys[CITY].public.sign
    await looking.look()
    assert await positions(office) == [1, 2, 3]

    await listener.take([arrived(office, forged(entries[0], seq=4), signed=True)], NOW, real_now())
    await looking.look()
    asked.clear()
    await looking.look()
    assert len(asked) <= 1, "what cannot be believed is not verified twice a second"
    await wire.close()


async def test_a_fork_is_cried_out_once(office: Office) -> None:
    one, *_ = await said(office, 1)
    listener = witness(office)
    await listener.take([arrived(office, one, signed=True)], NOW, NOW)
    other = arrived(office, forged(one, actor="C002"), signed=True)
    with capture_logs() as cries:
        for _ in range(3):
            await listener.take([other], NOW, NOW)
    assert [cry["event"] for cry in cries if cry["log_level"] == "critical"] == ["inbox.fork"]
    assert await office.pool.fetchval("select count(*) from inbox_alarm") == 1
