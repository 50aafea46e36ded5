"""Shares that no machine acknowledged in time are shown to operators, each once."""

from liandong.domain.circumstances import Circumstances
from liandong.domain.joint.commands import RaiseShareAlarms
from liandong.domain.joint.state import Joint
from liandong.domain.joint.status import JointStatus
from liandong.events.link import LinkUnacknowledged
from liandong.events.said import Event


def raise_share_alarms(joint: Joint | None, command: RaiseShareAlarms, given: Circumstances) -> list[Event]:
    """A LinkUnacknowledged for each share whose time is over and that has none yet; otherwise nothing."""
    if joint is None or joint.status is not JointStatus.ACCEPTED:
        return []
    return [
        LinkUnacknowledged(link=share.link, to=share.unit, requested_on=share.requested_on)
        for share in joint.shares
        if share.unheard
        and share.requested_on is not None
        and share.acknowledge_by is not None
        and given.today > share.acknowledge_by
    ]
