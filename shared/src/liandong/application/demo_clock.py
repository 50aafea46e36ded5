"""The settable legal clock of a demo: what it shows here, and whether everything due by it has been done."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Annotated

from fastapi import Depends
from starlette.requests import Request

from liandong.application.desk import Desk, desk_of
from liandong.infrastructure.http import Out, Router, problem, public
from liandong.terms.legal_time import LEGAL_ZONE
from liandong.terms.refusal import Nature, Refused

Drained = Callable[[Desk], Awaitable[bool]]
"""Whether one part of a service has nothing left to do at the present legal time."""

router = Router(prefix="/v1/demo", tags=["演示"])

NOTHING_WAITS = """
select not exists (select from inbox_log where status = 'pending' and not exists (
           select from inbox_log s where s.status = 'stuck' and s.receiver = inbox_log.receiver
             and s.source = inbox_log.source and s.stream = inbox_log.stream))
   and not exists (select from inbox_hold)
   and not exists (select from outbox_cursor c join journal j using (unit) where j.seq > c.sent and case c.channel
                     when 'evt' then true when 'pub' then j.dest = '*' else j.dest <> '*' end)
"""
SAID = """
select unit || '>' as way, seq from journal_head
union all select unit || '>' || dest, seq from journal_dest_head
"""
HEARD = """
select source || '>' || case channel when 'evt' then '' when 'pub' then '*' else receiver end as way, position as seq
from inbox_head
"""


class ClockOut(Out):
    """`offset_seconds` is what the legal clock runs ahead; `drained` that nothing is left to do here at this time.

    `said` and `heard` tell how far each unit's words go: "610113>" all of them, to the witness; "610113>610100" those
    to one unit; "610113>*" those to everyone.
    """

    offset_seconds: int
    legal_now: str
    drained: bool
    said: dict[str, int]
    heard: dict[str, int]


async def nothing_waits(desk: Desk) -> bool:
    """Nothing heard and not applied, nothing held, nothing said and not sent."""
    return bool(await desk.pool.fetchval(NOTHING_WAITS))


async def parts_of(request: Request) -> Sequence[Drained]:
    parts: Sequence[Drained] = request.app.state.drained
    return parts


@router.get(
    "/clock",
    operation_id="showDemoClock",
    summary="演示时钟",
    responses={404: problem("不是演示环境")},
    dependencies=[public("exists in a demo only, and tells the time")],
)
async def show_clock(
    desk: Annotated[Desk, Depends(desk_of)], parts: Annotated[Sequence[Drained], Depends(parts_of)]
) -> ClockOut:
    """What this process takes the legal time to be, and whether it has caught up with it."""
    if not desk.settings.demo:
        raise Refused("demo.not-here", "不是演示环境，没有可调的时钟", nature=Nature.NOT_FOUND)
    offset = desk.clock.offset
    drained = True
    for part in (nothing_waits, *parts):
        drained = drained and await part(desk)
    said = {row["way"]: row["seq"] for row in await desk.pool.fetch(SAID)}
    heard = {row["way"]: row["seq"] for row in await desk.pool.fetch(HEARD)}
    return ClockOut(
        offset_seconds=int(offset.total_seconds()),
        legal_now=desk.clock.now().astimezone(LEGAL_ZONE).isoformat(timespec="seconds"),
        drained=drained and desk.clock.offset == offset,
        said=said,
        heard=heard,
    )
