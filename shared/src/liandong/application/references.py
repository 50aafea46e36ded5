"""Reference data as this service holds it: units, catalogue and calendars, replicas of what the city has published.

What was heard on `pub` is the replica; this is its reading, kept in memory and refreshed when more is heard.
"""

from collections.abc import Mapping
from datetime import date

import structlog
from pydantic import ValidationError

from liandong.domain.catalogue.in_force import edition_in_force, reference_in_force
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.events.case import EntryReference
from liandong.events.reference import (
    CalendarPublished,
    CatalogueEntry,
    EditionPublished,
    ItemPublished,
    UnitPublished,
)
from liandong.events.said import Event
from liandong.infrastructure.database import Pool
from liandong.infrastructure.inbox.apply import COLUMNS, heard, mark_applied, mark_stuck
from liandong.terms.codes import Digest, ItemCode, UnitCode
from liandong.terms.refusal import Nature, Refused
from liandong.wire.codec import UnknownKind
from liandong.wire.reference_hashes import entry_hash
from liandong.wire.subjects import Channel

log = structlog.get_logger()

READ_AT_ONCE = 500
NOT_OURS = "update inbox_log set status = 'applied' where status = 'pending' and channel = $1 and source <> $2"
"""What others than the city publish is heard, and no reference."""


class References:
    """Only what the city published counts; its own key is the trust anchor, from the settings."""

    def __init__(self, pool: Pool, city: UnitCode, city_public_key: str) -> None:
        self._pool = pool
        self._city = city
        self._city_public_key = city_public_key
        self._read_up_to = 0
        self._units: dict[UnitCode, UnitPublished] = {}
        self._entries: dict[Digest, CatalogueEntry] = {}
        self._editions: list[EditionPublished] = []
        self._calendars: dict[Digest, WorkingCalendar] = {}
        self._newest_calendar: WorkingCalendar | None = None

    async def refresh(self) -> bool:
        """Reads what has been heard since the last look; True if anything was.

        One source's entries are received under its head's lock, so that their numbers grow in the order of commits;
        another's may come late, and would be passed over.
        """
        anything = False
        while rows := await self._pool.fetch(
            f"select {COLUMNS}, status from inbox_log where channel = $1 and source = $2 and id > $3 order by id "
            f"limit {READ_AT_ONCE}",
            Channel.PUBLICATION.value,
            self._city,
            self._read_up_to,
        ):
            fresh = []
            for row in rows:
                entry = heard(row)
                try:
                    self._take(entry.event())
                    if row["status"] != "applied":  # what was parked may be understood by a newer program
                        fresh.append(entry.id)
                except (UnknownKind, ValidationError, Refused) as fault:
                    log.error("references.not_understood", entry=entry.entry.id, fault=str(fault))
                    await mark_stuck(self._pool, entry.id, str(fault))
            if fresh:
                await mark_applied(self._pool, fresh)
            self._read_up_to = rows[-1]["id"]
            anything = True
        await self._pool.execute(NOT_OURS, Channel.PUBLICATION.value, self._city)
        return anything

    def _take(self, event: Event) -> None:
        match event:
            case UnitPublished():
                self._units[event.unit] = event
            case ItemPublished():
                self._entries[event.hash] = _whole(event)
            case EditionPublished():
                self._editions = [one for one in self._editions if one.edition != event.edition] + [event]
            case CalendarPublished():
                calendar = WorkingCalendar.of(event.years, event.hash)
                self._calendars[event.hash] = self._newest_calendar = calendar
            case _:
                pass

    def sign_key_of(self, unit: str) -> str | None:
        """The base64 signing key by which a unit's word is believed."""
        if unit == self._city:
            return self._city_public_key
        known = self._units.get(UnitCode(unit))
        return None if known is None else known.sign_key

    def seal_key_of(self, unit: str) -> str | None:
        """The base64 key to which personal data for a unit is sealed."""
        known = self._units.get(UnitCode(unit))
        return None if known is None else known.seal_key

    def unit(self, code: str) -> UnitPublished | None:
        return self._units.get(UnitCode(code))

    @property
    def units(self) -> Mapping[UnitCode, UnitPublished]:
        return self._units

    def edition(self, on: date) -> EditionPublished | None:
        """The edition in force on a day."""
        return edition_in_force(self._editions, on)

    def entry(self, item: str, on: date) -> tuple[CatalogueEntry, EntryReference]:
        """The entry of an item in force on a day.

        Raises Refused: catalogue.no-edition and catalogue.entry-on-its-way (both UNAVAILABLE), catalogue.unknown-item,
        catalogue.withdrawn-item.
        """
        if self.edition(on) is None:
            raise Refused("catalogue.no-edition", "本单位尚未收到生效的事项目录，请稍后再试", nature=Nature.UNAVAILABLE)
        reference = reference_in_force(self._editions, ItemCode(item), on)
        entry = self._entries.get(reference.hash)
        if entry is None:
            raise Refused(
                "catalogue.entry-on-its-way", "该事项的内容尚未送达本单位，请稍后再试", nature=Nature.UNAVAILABLE
            )
        return entry, reference

    def entries(self, on: date) -> list[tuple[CatalogueEntry, EntryReference]]:
        """All entries in force on a day, by item code."""
        edition = self.edition(on)
        if edition is None:
            return []
        return [self.entry(one.item, on) for one in edition.entries if one.hash in self._entries]

    def entry_by_hash(self, entry_hash: str) -> CatalogueEntry | None:
        return self._entries.get(Digest(entry_hash))

    def calendar(self) -> WorkingCalendar:
        """The newest calendar. Raises Refused until one has been heard."""
        if self._newest_calendar is None:
            raise Refused("calendar.none", "本单位尚未收到工作日历，请稍后再试", nature=Nature.UNAVAILABLE)
        return self._newest_calendar

    def calendar_by_hash(self, calendar_hash: str) -> WorkingCalendar | None:
        return self._calendars.get(Digest(calendar_hash))


def _whole(event: ItemPublished) -> CatalogueEntry:
    """The entry, if this program understands all of it: a newer one may have published fields unknown here.

    Raises Refused, so that it is parked instead of handled by less than what was published.
    """
    if entry_hash(event.entry) != event.hash:
        raise Refused(
            "catalogue.entry-not-understood",
            f"事项{event.entry.item}的内容与发布的校验值不符，可能由更新的程序发布；请升级本单位的程序",
        )
    return event.entry
