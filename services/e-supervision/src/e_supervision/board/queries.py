"""What the wall reads: counts of lights, what happened last, the hours of today, the cases closed lately."""

from datetime import date, datetime
from typing import Final

from liandong.infrastructure.database import Connection, Row

AT_WORK: Final = """
select t.unit, t.department, t.light, count(*)::int as matters from timeline t
where t.at_work group by t.unit, t.department, t.light
"""
SOURCES: Final = """
select source as unit, coalesce(last_beat_at, progress_at) as heard_at,
       coalesce(last_beat_at, progress_at) < $1 as silent
from inbox_head where channel = 'evt'
"""
LAGS: Final = """
with waiting as (
  select source, count(*) as entries, min(recorded_at) as since from (
    (select source, recorded_at, received_at from inbox_log
     where channel = 'evt' and status = 'pending' and receiver = (select receiver from inbox_head where channel = 'evt'
                                                                  limit 1) order by id limit 50000)
    union all
    select source, recorded_at, '-infinity' from inbox_log where channel = 'evt' and status = 'stuck') entry
  group by source having min(received_at) < $1
), held as (
  select source, count(*) as entries from inbox_hold where channel = 'evt' group by source
), missing as (
  select h.source, greatest(h.known - h.position, held.entries) as entries, h.receiver, h.epoch, h.position
  from inbox_head h left join held using (source)
  where h.channel = 'evt' and (h.known > h.position or held.entries > 0)
)
select coalesce(waiting.source, missing.source) as unit,
       coalesce(missing.entries, 0) + coalesce(waiting.entries, 0) as entries,
       least(waiting.since, last.recorded_at) as through
from waiting full join missing on missing.source = waiting.source
left join inbox_log last on last.receiver = missing.receiver and last.source = missing.source and last.channel = 'evt'
  and last.epoch = missing.epoch and last.position = missing.position
"""
TODAY: Final = """
with said as (
  select kind, occurred_at from inbox_log
  where channel = 'evt' and kind in ('case.accepted', 'case.decided', 'case.upper_decided', 'case.terminated',
                                     'case.withdrawn') and occurred_at >= $1 and occurred_at < $2
  union all
  select l.kind, l.occurred_at from inbox_log l join timeline t on t.unit = l.source and t.stream = l.stream
  where l.channel = 'evt' and l.kind in ('case.agreed_by_silence', 'case.renewed_by_silence')
    and l.occurred_at >= $1 and l.occurred_at < $2 and t.silence_holds
)
select kind, (occurred_at - $1) / 3600000000 as hour, count(*)::int as events from said group by 1, 2
"""
LATELY: Final = """
select count(*)::int as closed, count(*) filter (where ended_in_time)::int as in_time,
       avg(net_days)::float8 as net, avg(gross_days)::float8 as gross
from timeline where ended_on > $1 and ended_on <= $2
"""
HEARD: Final = """
select entry.unit, entry.stream, entry.kind, entry.occurred_at, entry.received_at, t.department, t.light
from (select id, source as unit, stream, kind, occurred_at, received_at from inbox_log
      where channel = 'evt' order by id desc limit $1) entry
left join timeline t on t.unit = entry.unit and t.stream = entry.stream
order by entry.id desc
"""
TURNED: Final = """
select at, unit, stream, department, was, light from light_change
where because <> 'heard' and was is distinct from light order by id desc limit $1
"""
MARKS: Final = """
select (select coalesce(max(id), 0) from light_change) as change, (select coalesce(max(id), 0) from inbox_log) as entry
"""


async def marks(connection: Connection) -> tuple[int, int]:
    """The newest change and the newest entry: as long as both stand, nothing has happened."""
    row = await connection.fetchrow(MARKS)
    assert row is not None
    return row["change"], row["entry"]


async def at_work(connection: Connection) -> list[Row]:
    """Matters at work counted by unit, department and own light (not grey while the source is silent)."""
    return await connection.fetch(AT_WORK)


async def sources(connection: Connection, cutoff: datetime) -> list[Row]:
    """When each source was last heard (real time), and whether that is before the cutoff."""
    return await connection.fetch(SOURCES, cutoff)


async def lags(connection: Connection, received_before: datetime) -> list[Row]:
    """Entries by source that are missing or held, or wait to be applied since before then (legal time), or are parked.

    Of those that wait the oldest fifty thousand are counted: however many there are, the look is a short one.
    `through` is when its last entry before them was recorded, or the first of them (legal time, microseconds).
    """
    return await connection.fetch(LAGS, received_before)


async def today(connection: Connection, since: int, until: int) -> list[Row]:
    """Acceptances and ends that occurred from `since` until before `until` (microseconds), by kind and hour from it.

    That silence decided counts where it holds, as far as that could be counted again.
    """
    return await connection.fetch(TODAY, since, until)


async def lately(connection: Connection, after: date, through: date) -> Row:
    """The cases closed in the days (after, through]: how many, how many in time, mean working and calendar days."""
    row = await connection.fetchrow(LATELY, after, through)
    assert row is not None
    return row


async def heard(connection: Connection, at_most: int) -> list[Row]:
    """The last entries of the ledger, the last received first, with the matter they belong to."""
    return await connection.fetch(HEARD, at_most)


async def turned(connection: Connection, at_most: int) -> list[Row]:
    """The last lights that time or silence turned, the last first; that a clock alone changed is none."""
    return await connection.fetch(TURNED, at_most)
