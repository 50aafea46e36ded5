"""What a unit has heard and from whom, what is parked, and what does not add up: for managers and operators."""

from typing import Annotated

from fastapi import Depends

from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.domain.powers.actions import Action
from liandong.infrastructure.http import Out, Router
from liandong.infrastructure.inbox.apply import retry_stuck
from liandong.terms.principal import Principal

router = Router(prefix="/v1/units/{unit}/inbox", tags=["来往消息"])


class SourceOut(Out):
    """One source on one channel: `position` is what was accepted, `known` what the source claims to have said."""

    source: str
    channel: str
    position: int
    known: int
    held: int


class ParkedOut(Out):
    """An entry that could not be applied; the later ones of its stream wait behind it."""

    entry: str
    stream: str
    kind: str
    received_at: str
    fault: str


class AlarmOut(Out):
    source: str
    channel: str
    sort: str
    position: int | None
    raised_at: str
    detail: str


class InboxOut(Out):
    sources: list[SourceOut]
    parked: list[ParkedOut]
    alarms: list[AlarmOut]


class RetriedOut(Out):
    entries: int


SOURCES = """
select source, channel, position, known, (
    select count(*) from inbox_hold where receiver = h.receiver and source = h.source and channel = h.channel) as held
from inbox_head h where receiver = any($1) order by source, channel
"""
PARKED = """
select source || ':' || epoch || ':' || seq as entry, stream, kind, received_at::text, coalesce(fault, '') as fault
from inbox_log where receiver = any($1) and status = 'stuck' order by id limit 200
"""
ALARMS = """
select source, channel, sort, position, raised_at::text, detail
from inbox_alarm where receiver = any($1) order by id desc limit 200
"""


@router.get("", operation_id="showInbox", summary="来往消息与异常")
async def show_inbox(
    principal: Annotated[Principal, Permitted(Action.INBOX_READ)], desk: Annotated[Desk, Depends(desk_of)]
) -> InboxOut:
    """The unit's own sources, and those its service hears for all its units."""
    receivers = [principal.unit, desk.settings.instance]
    return InboxOut(
        sources=[SourceOut(**dict(row)) for row in await desk.pool.fetch(SOURCES, receivers)],
        parked=[ParkedOut(**dict(row)) for row in await desk.pool.fetch(PARKED, receivers)],
        alarms=[AlarmOut(**dict(row)) for row in await desk.pool.fetch(ALARMS, receivers)],
    )


@router.post("/retry", operation_id="retryParked", summary="重新处理搁置的消息")
async def retry_parked(
    principal: Annotated[Principal, Permitted(Action.INBOX_RETRY)], desk: Annotated[Desk, Depends(desk_of)]
) -> RetriedOut:
    """After the cause is mended: what was parked is applied again; repeating it changes nothing."""
    return RetriedOut(entries=await retry_stuck(desk.pool, [principal.unit]))
