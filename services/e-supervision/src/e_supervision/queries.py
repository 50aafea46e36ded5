"""Reading lights, cases, the ledger and the sources, as supervisors look at them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from liandong.infrastructure.database import Pool, Row

OF_SOURCE: Final = "left join inbox_head h on h.source = t.unit and h.channel = 'evt'"
HEARD_AT: Final = "coalesce(h.last_beat_at, h.progress_at)"
SHOWN: Final = f"case when (t.open or t.at_work) and {HEARD_AT} < $1 then 'grey' else t.light end"
"""The light as shown: grey while the source is silent, unless nothing more is to come of the matter."""

LIGHT_COLUMNS: Final = (
    "t.unit, t.stream, t.sequence, t.state, t.district, t.department, t.item, t.entry, t.case_kind, t.standing, "
    "t.open, t.calendar, t.awaits, t.urgency, t.worst_clock, t.worst_step, t.due, t.clocks, t.last_at, "
    f"t.light as own_light, {SHOWN} as light, {HEARD_AT} as heard_at"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which lights: `equal` by column, the shown light, open ones, those at work, after a position, at most `limit`.

    Of any of the `units` and any of the `departments` (None: not known yet), if any are named; `has_clock`: of those
    only that have one that runs or stands still.
    """

    equal: dict[str, str]
    light: str | None
    after: tuple[int, date, str, str] | None
    limit: int
    open: bool | None = None
    at_work: bool | None = None
    has_clock: bool = False
    units: Sequence[str] = ()
    departments: Sequence[str | None] = ()


async def lights(pool: Pool, wanted: Wanted, cutoff: datetime) -> list[Row]:
    """Matters with their lights, the most urgent first: red before yellow before green, then by due day."""
    arguments: list[object] = [cutoff, wanted.limit]
    conditions = ["true"]
    for column, value in wanted.equal.items():
        arguments.append(value)
        conditions.append(f"t.{column} = ${len(arguments)}")
    if wanted.units:
        arguments.append(wanted.units)
        conditions.append(f"t.unit = any(${len(arguments)})")
    if wanted.departments:
        arguments.append([name for name in wanted.departments if name is not None])
        unknown = " or t.department is null" if None in wanted.departments else ""
        conditions.append(f"(t.department = any(${len(arguments)}){unknown})")
    for column, whether in (("open", wanted.open), ("at_work", wanted.at_work)):
        if whether is not None:
            conditions.append(f"t.{column}" if whether else f"not t.{column}")
    if wanted.has_clock:
        conditions.append("t.worst_clock is not null")
    if wanted.light is not None:
        arguments.append(wanted.light)
        conditions.append(f"{SHOWN} = ${len(arguments)}")
    if wanted.after is not None:
        first = len(arguments) + 1
        arguments.extend(wanted.after)
        conditions.append(
            f"(t.urgency, t.due, t.unit, t.stream) > (${first}::bigint, ${first + 1}::date, ${first + 2}, ${first + 3})"
        )
    return await pool.fetch(
        f"select {LIGHT_COLUMNS} from timeline t {OF_SOURCE} where {' and '.join(conditions)} "
        "order by t.urgency, t.due, t.unit, t.stream limit $2",
        *arguments,
    )


async def summary(pool: Pool, cutoff: datetime) -> list[Row]:
    """Matters at work counted by unit, department and shown light."""
    return await pool.fetch(
        f"select t.unit, t.department, {SHOWN} as light, count(*)::int as matters, max({HEARD_AT}) as heard_at "
        f"from timeline t {OF_SOURCE} where t.at_work group by 1, 2, 3 order by 1, 2 nulls last, 3",
        cutoff,
    )


async def matter(pool: Pool, number: str, cutoff: datetime) -> Row | None:
    """The matter of this case or joint number."""
    return await pool.fetchrow(
        f"select {LIGHT_COLUMNS} from timeline t {OF_SOURCE} where t.stream = any($2)",
        cutoff,
        [f"case:{number}", f"joint:{number}"],
    )


LEDGER_COLUMNS: Final = (
    "id, source as unit, epoch, seq, stream, sequence, kind, version, dest, occurred_at, recorded_at, received_at, "
    "actor, cause, body, hash, status, fault"
)


async def history(pool: Pool, unit: str, stream: str) -> list[Row]:
    """Every entry heard of one matter, in the order of its history."""
    return await pool.fetch(
        f"select {LEDGER_COLUMNS} from inbox_log where channel = 'evt' and source = $1 and stream = $2 "
        "order by sequence",
        unit,
        stream,
    )


async def ledger(pool: Pool, equal: dict[str, str], before: int | None, limit: int) -> list[Row]:
    """Entries of the ledger, the last received first."""
    arguments: list[object] = [limit]
    conditions = ["channel = 'evt'"]
    for column, value in equal.items():
        arguments.append(value)
        conditions.append(f"{column} = ${len(arguments)}")
    if before is not None:
        arguments.append(before)
        conditions.append(f"id < ${len(arguments)}")
    return await pool.fetch(
        f"select {LEDGER_COLUMNS} from inbox_log where {' and '.join(conditions)} order by id desc limit $1",
        *arguments,
    )


MATTERS_RECEIVED: Final = """
select t.unit, t.stream, t.sequence, t.calendar from timeline t
join inbox_log first on first.channel = 'evt' and first.source = t.unit and first.stream = t.stream
  and first.sequence = 1
where (t.unit, t.stream) > ($1, $2) and first.occurred_at >= $3 and first.occurred_at < $4
  and ($5::text is null or t.unit = $5) and ($6::text is null or t.item = $6)
order by t.unit, t.stream limit $7
"""
SAID_OF: Final = """
select source as unit, epoch, seq, stream, sequence, kind, version, occurred_at, recorded_at, body
from inbox_log join unnest($1::text[], $2::text[], $3::int[]) as asked(source, stream, reached) using (source, stream)
where channel = 'evt' and sequence <= reached order by source, stream, sequence
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """Which matters: received at `since` or later and before `until` (microseconds), of a unit, of an item."""

    since: int
    until: int
    unit: str | None
    item: str | None


async def matters_received(pool: Pool, wanted: Received, after: tuple[str, str], limit: int) -> list[Row]:
    """The next matters after a (unit, stream), and how far each has been told."""
    return await pool.fetch(MATTERS_RECEIVED, *after, wanted.since, wanted.until, wanted.unit, wanted.item, limit)


async def said_of(pool: Pool, matters: Sequence[Row]) -> list[Row]:
    """What was said of these matters as far as they have been told, one after the other, each in order."""
    columns = ([row[name] for row in matters] for name in ("unit", "stream", "sequence"))
    return await pool.fetch(SAID_OF, *columns)


SOURCES = """
select h.source as unit, h.position as seq, h.hash, greatest(h.known - h.position, 0) as missing, h.last_beat_at,
       coalesce(h.last_beat_at, h.progress_at) as heard_at, coalesce(h.last_beat_at, h.progress_at) < $1 as silent,
       (select count(*)::int from inbox_hold where receiver = h.receiver and source = h.source
          and channel = 'evt') as held,
       (select count(*)::int from inbox_alarm where receiver = h.receiver and source = h.source
          and channel = 'evt' and sort = 'fork') as forks,
       (select count(*)::int from inbox_log where receiver = h.receiver and source = h.source
          and channel = 'evt' and status = 'stuck') as parked
from inbox_head h where h.channel = 'evt' order by h.source
"""


async def sources(pool: Pool, cutoff: datetime) -> Sequence[Row]:
    """Every unit heard so far: how far its journal is held, and what does not add up."""
    return await pool.fetch(SOURCES, cutoff)


LETTERS_OF: Final = """
select stream, kind, version, body from inbox_log
where channel = 'evt' and source = $1 and (stream like 'letter:%' or stream like 'absence:%') order by stream, sequence
"""
RULES_OF: Final = """
select kind, version, body, occurred_at from inbox_log
where channel = 'pub' and source = $1 and stream = $2 and kind = 'registry.unit_published' order by seq
"""


async def letters_of(pool: Pool, unit: str) -> list[Row]:
    """Everything heard of a unit's letters and absences, each in the order of its history."""
    return await pool.fetch(LETTERS_OF, unit)


async def rules_of(pool: Pool, city: str, unit: str) -> list[Row]:
    """What the city has published of a unit, the first first."""
    return await pool.fetch(RULES_OF, city, f"registry:{unit}")


VISITS: Final = """
with said as (
  select source as unit, stream, kind, convert_from(body, 'UTF8')::json as facts from inbox_log
  where channel = 'evt' and (kind like 'appointment.%' or kind like 'consultation.%')
    and occurred_at >= $1 and occurred_at < $2 and ($3::text is null or source = $3)
), told as (
  select said.*, coalesce(facts ->> 'ground', 'applicant_asked') <> 'applicant_asked' as by_unit,
    kind = 'consultation.answered' as is_answer,
    (select (convert_from(asked.body, 'UTF8')::json ->> 'answer_by')::date from inbox_log asked
     where said.kind = 'consultation.answered' and asked.channel = 'evt' and asked.source = said.unit
       and asked.stream = said.stream and asked.kind = 'consultation.asked' limit 1) as answer_by
  from said
)
select unit,
  count(*) filter (where kind = 'appointment.booked') as booked,
  count(*) filter (where kind = 'appointment.moved' and by_unit) as moved_by_unit,
  count(*) filter (where kind = 'appointment.cancelled' and not by_unit) as cancelled,
  count(*) filter (where kind = 'appointment.cancelled' and by_unit) as called_off,
  count(*) filter (where kind = 'appointment.kept') as kept,
  count(*) filter (where kind = 'appointment.missed') as missed,
  count(*) filter (where kind = 'consultation.asked') as asked,
  count(*) filter (where is_answer) as answered,
  count(*) filter (where is_answer and (facts ->> 'answered_on')::date <= answer_by) as in_time,
  count(*) filter (where is_answer and (facts ->> 'guide_given')::boolean) as with_guide
from told group by unit order by unit
"""


async def visits(pool: Pool, since: int, until: int, unit: str | None) -> list[Row]:
    """What was said of appointments and consultations from `since` to before `until` (microseconds), by unit."""
    return await pool.fetch(VISITS, since, until, unit)
