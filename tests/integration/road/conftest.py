"""A small stream of its own, two units in two databases, and everything between them."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import asyncpg
import pytest

from liandong.application.handler import CommandHandler
from liandong.application.repository import Repository
from liandong.events.case import CaseDelivered, DeliveryMethod
from liandong.events.said import Event
from liandong.infrastructure.clock import LegalClock
from liandong.infrastructure.database import Pool, open_pool
from liandong.infrastructure.journal.entries import open_journal
from liandong.infrastructure.keys import UnitKeys, generate_unit_keys
from liandong.terms.codes import CaseId, StaffId, UnitCode
from liandong.terms.personal import Private
from liandong.terms.principal import Principal
from liandong.terms.roles import Role
from liandong.wire.codec import Codec
from tests.databases import Databases

CITY = UnitCode("610100")
DISTRICT = UnitCode("610113")
SUPERVISION = UnitCode("610100900")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    deliveries: int
    recipient: Private[str | None] = None


def evolve(note: Note | None, event: Event) -> Note:
    recipient = event.recipient if isinstance(event, CaseDelivered) else None
    return Note(deliveries=1 if note is None else note.deliveries + 1, recipient=recipient)


NOTES = Repository(name="note", table="note", codec=Codec(Note), evolve=evolve)
NOTE_TABLE = """
create table note (
    unit text, id text, version int not null, state bytea not null, sealed bytea, primary key (unit, id)
);
grant select, insert, update on note to {role};
"""


def delivered(recipient: str | None = None) -> CaseDelivered:
    return CaseDelivered(
        case=CaseId("610100-261123-00001"),
        method=DeliveryMethod.COUNTER,
        delivered_on=date(2026, 11, 23),
        recipient=recipient,
    )


def officer(unit: UnitCode = CITY) -> Principal:
    return Principal(id=StaffId("C001"), unit=unit, roles=frozenset({Role.CLERK}))


@dataclass(frozen=True)
class Office:
    """One service's database with its units' journals open and a handler on it."""

    pool: Pool
    owner_url: str
    service_url: str
    keys: dict[UnitCode, UnitKeys]
    handler: CommandHandler
    woken: asyncio.Event

    def seal_key_of(self, unit: str) -> str | None:
        return self.keys[UnitCode(unit)].public.seal if unit in self.keys else None

    def sign_key_of(self, unit: str) -> str | None:
        return self.keys[UnitCode(unit)].public.sign if unit in self.keys else None


@pytest.fixture
async def office(new_database: Databases, tmp_path: Path) -> AsyncIterator[Office]:
    database = await asyncio.to_thread(new_database, "city_center")
    owner = await asyncpg.connect(database.owner_url)
    await owner.execute(NOTE_TABLE.format(role="city_center_service"))
    await owner.close()
    pool = await open_pool(database.service_url, 12)
    keys = {unit: generate_unit_keys(tmp_path / "keys", unit) for unit in (CITY, DISTRICT, SUPERVISION)}
    async with pool.acquire() as connection:
        for unit in keys:
            await open_journal(connection, unit)
    woken = asyncio.Event()
    handler = CommandHandler(pool, LegalClock(), keys, woken.set)
    yield Office(pool, database.owner_url, database.service_url, keys, handler, woken)
    await pool.close()
