"""Skew: units whose clocks differ from this machine's, as their beats tell."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from liandong.infrastructure.database import Pool

AT_MOST: Final = timedelta(seconds=60)
HEARD_LATELY: Final = timedelta(minutes=10)
SKEWED: Final = """
select distinct on (source) source, said_at - last_beat_at as ahead from inbox_head
where last_beat_at > now() - $1::interval and abs(extract(epoch from said_at - last_beat_at)) > $2
order by source, last_beat_at desc
"""


async def skewed(pool: Pool) -> Mapping[str, timedelta]:
    """Units heard lately whose clocks are more than a minute ahead, or behind (then less than nothing)."""
    rows = await pool.fetch(SKEWED, HEARD_LATELY, AT_MOST.total_seconds())
    return {row["source"]: row["ahead"] for row in rows}


def in_words(found: Mapping[str, timedelta]) -> str:
    """What operators are told to do about it."""
    units = "、".join(
        f"{unit}{'快' if ahead > timedelta(0) else '慢'}{abs(ahead).total_seconds():.0f}秒"
        for unit, ahead in found.items()
    )
    return f"有单位的时钟与本机相差超过{AT_MOST.total_seconds():.0f}秒：{units}；请在这些单位和本机核对时间同步"
