"""A handover that no machine acknowledged in time is shown to operators, once."""

from liandong.domain.case.commands import RaiseLinkAlarm
from liandong.domain.case.state import Case
from liandong.domain.case.status import Status
from liandong.domain.circumstances import Circumstances
from liandong.events.link import LinkUnacknowledged
from liandong.events.said import Event


def raise_link_alarm(case: Case | None, command: RaiseLinkAlarm, given: Circumstances) -> list[Event]:
    """LinkUnacknowledged if it is time and none was raised; otherwise nothing."""
    if case is None or case.status is not Status.ESCALATED or case.handover is None:
        return []
    handover = case.handover
    if handover.acknowledged or handover.alarmed or given.today <= handover.acknowledge_by:
        return []
    return [LinkUnacknowledged(link=handover.link, to=handover.to, requested_on=handover.requested_on)]
