"""Supervision on a database of its own: entries are put into its inbox by hand, and time is set by hand."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from hashlib import sha256
from itertools import count

import pytest

from e_supervision.alarms import Alarms
from e_supervision.ingest import Ingest
from e_supervision.silence import Silence
from e_supervision.timeline import Heard
from liandong.application.references import References
from liandong.events import Event
from liandong.events.reference import CalendarPublished, CalendarYear, CatalogueEntry, ItemPublished, UnitPublished
from liandong.infrastructure.clock import LegalClock
from liandong.infrastructure.database import Pool, Row, open_pool
from liandong.terms.codes import Tier, UnitCode
from liandong.terms.legal_time import midnight, to_micros
from liandong.wire.codec import write_event
from liandong.wire.reference_hashes import calendar_hash, entry_hash
from tests.databases import Databases
from tests.story import ENTRY, UNIT, YEARS, on

CITY = UnitCode("610100")
WATCH = "supervision"

INTO_THE_INBOX = """
insert into inbox_log (receiver, source, channel, epoch, position, seq, stream, sequence, kind, version, occurred_at,
                       recorded_at, actor, body, salt, private_digest, prev, hash, received_at)
values ($1, $2, $3, 1, $4, $4, $5, $6, $7, $8, $9, $9, 's1', $10, '', '', '', $11, now())
"""

INTO_THE_HEADS = """
insert into inbox_head (receiver, source, channel, position, hash, progress_at)
select receiver, source, channel, max(position), '', now() from inbox_log
where receiver = $1 and source = $2 and channel = 'pub' group by 1, 2, 3
on conflict (receiver, source, channel) do update set position = excluded.position
"""


class HandClock(LegalClock):
    """The legal clock, set by hand."""

    def __init__(self) -> None:
        super().__init__()
        self.at = midnight(on("09-01"))

    def now(self) -> datetime:
        return self.at


@dataclass
class Post:
    """The supervision post: what it has at hand, and what may happen to it."""

    pool: Pool
    references: References
    clock: HandClock = field(default_factory=HandClock)
    positions: "count[int]" = field(default_factory=lambda: count(1))

    @property
    def ingest(self) -> Ingest:
        return Ingest(pool=self.pool, clock=self.clock, published=self.references, news=asyncio.Event())

    @property
    def alarms(self) -> Alarms:
        return Alarms(pool=self.pool, clock=self.clock, published=self.references)

    @property
    def silence(self) -> Silence:
        return Silence(pool=self.pool, clock=self.clock, heartbeat_seconds=30)

    async def hear(self, said: Iterable[Heard], kind: str | None = None) -> None:
        """Entries arrive, in this order; `kind` makes them of a kind that nobody knows."""
        for one in said:
            facts, _ = write_event(one.event)
            stream = (one.stream, one.sequence, kind or one.event.KIND)
            await self._arrive("evt", one.unit, stream, one.event.VERSION, to_micros(one.occurred_at), facts)

    async def publish(self, *events: Event) -> None:
        """The city publishes reference data."""
        for event in events:
            facts, _ = write_event(event)
            await self._arrive(
                "pub", CITY, ("reference", 1, event.KIND), event.VERSION, to_micros(self.clock.at), facts
            )
        await self.references.refresh()

    async def publish_unit(self, unit: UnitPublished, day: date) -> None:
        """The city publishes a unit on a day."""
        facts, _ = write_event(unit)
        await self._arrive("pub", CITY, (f"registry:{unit.unit}", 1, unit.KIND), 1, to_micros(midnight(day)), facts)
        await self.references.refresh()

    async def publish_of(self, unit: str, event: Event) -> None:
        """A district publishes something of its own."""
        facts, _ = write_event(event)
        at = to_micros(self.clock.at)
        await self._arrive("pub", unit, ("overlay:1", 1, event.KIND), event.VERSION, at, facts)
        await self.pool.execute(INTO_THE_HEADS, WATCH, unit)
        await self.references.refresh()

    async def _arrive(
        self, channel: str, unit: str, stream: tuple[str, int, str], version: int, at: int, facts: bytes
    ) -> None:
        position = next(self.positions)
        name, sequence, kind = stream
        digest = sha256(f"{unit}:{position}".encode()).digest()
        await self.pool.execute(
            INTO_THE_INBOX, WATCH, unit, channel, position, name, sequence, kind, version, at, facts, digest
        )

    async def work(self) -> None:
        """Everything waiting is applied, and every light due is judged again."""
        while await self.ingest.apply():
            pass
        alarms = self.alarms
        await alarms.reconsider()
        await alarms.drain()

    async def day(self, text: str) -> None:
        """It becomes nine o'clock of this day."""
        self.clock.at = midnight(on(text)) + timedelta(hours=9)
        await self.work()

    async def row(self, stream: str) -> Row | None:
        return await self.pool.fetchrow("select * from timeline where stream = $1", stream)

    async def light(self, stream: str) -> tuple[str, str | None] | None:
        row = await self.row(stream)
        return None if row is None else (row["light"], row["worst_clock"])

    async def statuses(self) -> list[str]:
        return [
            row["status"]
            for row in await self.pool.fetch("select status from inbox_log where channel = 'evt' order by id")
        ]

    async def changes(self) -> list[tuple[str | None, str | None, str]]:
        rows = await self.pool.fetch("select was, light, because from light_change order by id")
        return [(row["was"], row["light"], row["because"]) for row in rows]


def item(entry: CatalogueEntry) -> ItemPublished:
    return ItemPublished(edition="2026-1", entry=entry, hash=entry_hash(entry))


def calendar(years: tuple[CalendarYear, ...]) -> CalendarPublished:
    return CalendarPublished(hash=calendar_hash(years), years=years)


def registered(unit: str, tier: Tier) -> UnitPublished:
    return UnitPublished(unit=UnitCode(unit), name=f"单位{unit}", tier=tier, parent=None, sign_key="", seal_key="")


@pytest.fixture
async def bare_post(new_database: Databases) -> AsyncIterator[Post]:
    """A post that has heard nothing yet, not even reference data."""
    database = await asyncio.to_thread(new_database, "e_supervision")
    pool = await open_pool(database.service_url, 4)
    yield Post(pool, References(pool, CITY, ""))
    await pool.close()


@pytest.fixture
async def post(bare_post: Post) -> Post:
    """A post that holds the registry, the calendar and the entry of the stories."""
    await bare_post.publish(registered(UNIT, Tier.DISTRICT), registered(CITY, Tier.CITY), calendar(YEARS), item(ENTRY))
    return bare_post
