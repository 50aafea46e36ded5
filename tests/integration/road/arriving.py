"""Entries of a journal as they arrive elsewhere, signed or not, and forgeries of them."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from liandong.infrastructure.inbox.hold import Arrived
from liandong.infrastructure.inbox.receive import Receiver, parse
from liandong.infrastructure.journal.entries import COLUMNS, entry_of
from liandong.terms.codes import UnitCode
from liandong.wire.envelope import Entry, hash_of, signed_words, without_private, write
from liandong.wire.subjects import Channel, subject_for
from tests.integration.road.conftest import CITY, NOTES, Office, delivered, officer

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


async def said(office: Office, count: int, unit: UnitCode = CITY) -> list[Entry]:
    """The entries of so many commands, each on a stream of its own."""
    for number in range(count):
        await office.handler.handle(NOTES, f"s{number}", lambda _: [delivered()], by=officer(unit))
    rows = await office.pool.fetch(f"select {COLUMNS} from journal where unit = $1 order by seq", unit)
    return [entry_of(row) for row in rows]


def arrived(office: Office, entry: Entry, *, signed: bool) -> Arrived:
    """The entry as the witness hears it."""
    signature = office.keys[entry.unit].sign(signed_words(Channel.EVENT, entry)) if signed else None
    subject = subject_for(Channel.EVENT, entry.unit, entry.kind)
    return parse(subject, write(without_private(entry), signature))


def forged(entry: Entry, **changes: object) -> Entry:
    """The entry with something changed and a hash to match."""
    made: Entry = replace(entry, **changes)  # type: ignore[arg-type]  # names and values are the test's own
    return replace(made, hash=hash_of(made))


def witness(office: Office) -> Receiver:
    return Receiver(office.pool, "supervision", Channel.EVENT, office.sign_key_of)


async def positions(office: Office) -> list[int]:
    """What the witness has accepted, in order."""
    rows = await office.pool.fetch("select position from inbox_log where receiver = 'supervision' order by id")
    return [row["position"] for row in rows]


async def until(
    holds: Callable[[], Awaitable[object]], *, while_running: Sequence[Coroutine[Any, Any, None]], seconds: float = 10
) -> None:
    """Waits for something to hold while loops run that never end of themselves."""
    tasks = [asyncio.create_task(one) for one in while_running]
    try:
        async with asyncio.timeout(seconds):
            while not await holds():
                await asyncio.sleep(0.02)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
