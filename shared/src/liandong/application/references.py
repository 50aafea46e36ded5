"""Reference data as this service holds it: units, catalogue and calendars as the city has published them, and overlays.

What was heard on `pub` is the replica; this is its reading, kept in memory and refreshed when more is heard.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import structlog
from pydantic import ValidationError

from liandong.application.calendars import Calendars
from liandong.application.overlays import Overlays
from liandong.domain.catalogue.in_force import edition_in_force, reference_in_force
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.holidays import Holidays
from liandong.events.case import EntryReference
from liandong.events.overlay import OverlayPublished
from liandong.events.reference import (
    CalendarPublished,
    CatalogueEntry,
    CompetenceRow,
    EditionPublished,
    HolidaysNamed,
    ItemPublished,
    LocalDaysOff,
    UnitPublished,
)
from liandong.events.said import Event
from liandong.infrastructure.database import Pool, Row
from liandong.infrastructure.inbox.apply import COLUMNS, heard, mark_applied, mark_stuck
from liandong.terms.codes import Digest, ItemCode, UnitCode
from liandong.terms.legal_time import legal_day
from liandong.terms.refusal import Nature, Refused
from liandong.wire.codec import UnknownKind
from liandong.wire.reference_hashes import entry_hash
from liandong.wire.subjects import Channel

log = structlog.get_logger()

READ_AT_ONCE = 500
HEADS_OF_OTHERS = "select receiver, source, position from inbox_head where channel = $1 and source <> $2"
OF_ONE_SOURCE = (
    f"select {COLUMNS}, status, position from inbox_log where receiver = $1 and source = $2 and channel = $3 "
    f"and position > $4 order by position limit {READ_AT_ONCE}"
)


class References:
    """What the city published counts, its own key being the trust anchor from the settings; of districts, overlays."""

    def __init__(self, pool: Pool, city: UnitCode, city_public_key: str) -> None:
        self._pool = pool
        self._city = city
        self._city_public_key = city_public_key
        self._read_up_to = 0
        self._units: dict[UnitCode, UnitPublished] = {}
        self._entries: dict[Digest, CatalogueEntry] = {}
        self._editions: list[EditionPublished] = []
        self._calendars = Calendars()
        self._overlays = Overlays(self._entries.get, self.unit)
        self._read_of_others: dict[str, int] = {}

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
            await self._read(rows, lambda _source, event, on: self._take(event, on))
            self._read_up_to = rows[-1]["id"]
            anything = True
        return await self._refresh_others() or anything

    async def _refresh_others(self) -> bool:
        """What districts published: each source by its own positions, which have no gaps."""
        anything = False
        for head in await self._pool.fetch(HEADS_OF_OTHERS, Channel.PUBLICATION.value, self._city):
            source = head["source"]
            while (read := self._read_of_others.get(source, 0)) < head["position"]:
                rows = await self._pool.fetch(OF_ONE_SOURCE, head["receiver"], source, Channel.PUBLICATION.value, read)
                if not rows:
                    break
                await self._read(rows, self._take_of_other)
                self._read_of_others[source] = rows[-1]["position"]
                anything = True
        return anything

    async def _read(self, rows: Sequence[Row], take: Callable[[str, Event, date], None]) -> None:
        """Takes what can be understood and parks what cannot, which blocks nothing else."""
        fresh = []
        for row in rows:
            entry = heard(row)
            try:
                take(entry.entry.unit, entry.event(), legal_day(entry.entry.occurred_at))
                if row["status"] != "applied":  # what was parked may be understood by a newer program
                    fresh.append(entry.id)
            except (UnknownKind, ValidationError, Refused) as fault:
                log.error("references.not_understood", entry=entry.entry.id, fault=str(fault))
                await mark_stuck(self._pool, entry.id, str(fault))
        if fresh:
            await mark_applied(self._pool, fresh)

    def _take_of_other(self, source: str, event: Event, _on: date) -> None:
        """Whatever else another unit publishes is heard, and no reference."""
        if isinstance(event, OverlayPublished):
            self._overlays.take(event, source)

    def _take(self, event: Event, on: date) -> None:
        match event:
            case UnitPublished():
                self._units[event.unit] = event
            case ItemPublished():
                self._entries[event.hash] = _whole(event)
            case EditionPublished():
                self._editions = [one for one in self._editions if one.edition != event.edition] + [event]
            case CalendarPublished():
                self._calendars.take(event, on)
            case HolidaysNamed():
                self._calendars.take_names(event)
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

    def entry(self, item: str, on: date, unit: UnitCode | None = None) -> tuple[CatalogueEntry, EntryReference]:
        """The entry of an item in force on a day; with a unit, as that unit handles it by its own overlay.

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
        if unit is None:
            return entry, reference
        try:
            return self._overlays.in_force(unit, reference, on)
        except LookupError:
            return entry, reference

    def entries(self, on: date, unit: UnitCode | None = None) -> list[tuple[CatalogueEntry, EntryReference]]:
        """All entries in force on a day, in the order of the edition; with a unit, as that unit handles them."""
        edition = self.edition(on)
        if edition is None:
            return []
        return [self.entry(one.item, on, unit) for one in edition.entries if one.hash in self._entries]

    def entry_by_hash(self, entry_hash: str) -> CatalogueEntry | None:
        """A published entry, or one as some district's overlay changed it."""
        digest = Digest(entry_hash)
        return self._entries.get(digest) or self._overlays.by_entry_hash(digest)

    def competence(self, on: date) -> tuple[CompetenceRow, ...]:
        """The competence matrix of the edition in force on a day."""
        edition = self.edition(on)
        return () if edition is None else edition.competence

    def frozen_entry(self, unit: UnitCode, reference: EntryReference) -> CatalogueEntry | None:
        """The entry a case of this unit was frozen to: as published, or by the overlay of this very unit."""
        if reference.overlay is not None:
            return self._overlays.frozen(unit, reference)
        return self._entries.get(reference.hash)

    def holds(self, digest: str) -> bool:
        """Whether an entry, an overlay or a calendar with this hash is held."""
        known = Digest(digest) in self._entries or self._calendars.holds(digest, self._units)
        return known or self._overlays.holds(digest)

    def calendar(self, unit: UnitCode | None = None) -> WorkingCalendar:
        """The newest calendar, with a unit less the days off of its own divisions, and the versions it replaced.

        Raises Refused until one has been heard.
        """
        newest = self._calendars.find(unit)
        if newest is None:
            raise Refused("calendar.none", "本单位尚未收到工作日历，请稍后再试", nature=Nature.UNAVAILABLE)
        return newest

    def calendar_by_hash(self, calendar_hash: str, unit: UnitCode | None = None) -> WorkingCalendar | None:
        """The version of a unit's calendar with this hash."""
        return self._calendars.find_by_hash(calendar_hash, unit)

    def local_days_off(self) -> tuple[LocalDaysOff, ...]:
        """What the newest calendar has for every division."""
        return self._calendars.local_days_off()

    def holidays(self) -> Holidays:
        """The names of the days off, as far as the city has published them."""
        return self._calendars.holidays()


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
