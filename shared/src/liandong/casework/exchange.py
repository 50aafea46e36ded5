"""交换记录 of a period: what was written down in it, page by page, as records without personal data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from liandong.application.desk import Desk
from liandong.casework.histories import history_of
from liandong.domain.exchange.records import Record, records_of
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.infrastructure.journal.period import histories, of_matters, recorded_before
from liandong.terms.codes import Digest, UnitCode
from liandong.terms.legal_time import midnight, to_micros
from liandong.terms.refusal import Nature, Pointer, Refused


@dataclass(frozen=True, slots=True)
class Days:
    """The legal days from `first` to `last`, both counted."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Part:
    """Some records of a period in the order they were written down; `after` is where the next part begins, if any."""

    records: Sequence[Record]
    after: int | None


def period_runs_forward(days: Days) -> None:
    if days.first > days.last:
        raise Refused(
            "exchange.period-backwards",
            "起始日期不能晚于截止日期，请更正",
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/from", detail="晚于截止日期"),),
        )


async def exchanged(desk: Desk, unit: UnitCode, days: Days, after: int | None, limit: int) -> Part:
    """The records of at most `limit` entries of the period, from the entry after `after` on.

    A period goes by when something was written down: one that is over holds the same for ever. Raises Refused.
    """
    period_runs_forward(days)
    async with desk.pool.acquire() as connection, connection.transaction(isolation="repeatable_read", readonly=True):
        end = await recorded_before(connection, unit, to_micros(midnight(days.last + timedelta(days=1))))
        begin = await recorded_before(connection, unit, to_micros(midnight(days.first)))
        entries = await of_matters(connection, unit, max(begin, after or 0), end, limit + 1)
        more, shown = len(entries) > limit, entries[:limit]
        if not shown:
            return Part((), None)
        whole = await histories(connection, unit, sorted({entry.stream for entry in shown}), shown[-1].seq)

    def calendar_of(digest: Digest) -> WorkingCalendar | None:
        return desk.references.calendar_by_hash(digest, unit)

    asked = {entry.id: entry.seq for entry in shown}
    found = [
        record
        for _, entries_of_stream in groupby(whole, key=lambda entry: entry.stream)
        for record in records_of(history_of(entries_of_stream), calendar_of)
        if record.of.id in asked
    ]
    found.sort(key=lambda record: asked[record.of.id])
    return Part(found, shown[-1].seq if more else None)
