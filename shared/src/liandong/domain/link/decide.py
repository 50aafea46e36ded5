"""Answering another unit's request: its machine is told at once, and told why if no case can be opened."""

from liandong.domain.circumstances import Circumstances
from liandong.domain.link.commands import Acknowledge, Reject
from liandong.domain.link.state import Link
from liandong.events.link import LinkAcknowledged, LinkRejected
from liandong.events.said import Event
from liandong.terms.refusal import Refused


def acknowledge(link: Link | None, command: Acknowledge, given: Circumstances) -> list[Event]:
    """LinkAcknowledged; nothing if this request was acknowledged before. Raises Refused if the link is another's."""
    if link is not None:
        if (link.asker, link.request) != (command.asker, command.request):
            raise Refused("link.taken", f"请求编号{command.link}已被另一请求使用，请发起单位重新编号")
        return []
    return [
        LinkAcknowledged(
            dest=command.asker,
            link=command.link,
            request=command.request,
            request_hash=command.request_hash,
            case=command.case,
        )
    ]


def reject(link: Link | None, command: Reject, given: Circumstances) -> list[Event]:
    """LinkRejected; nothing if it was rejected before. Raises Refused if there is no such request."""
    if link is None:
        raise Refused("link.unknown", "没有这一请求，请核对请求编号")
    if link.rejected is not None:
        return []
    return [
        LinkRejected(
            dest=link.asker,
            link=link.id,
            request=link.request,
            reason_code=command.reason_code,
            text=command.text,
        )
    ]
