"""What time alone does to a joint master: acceptance by lapse, alarms about shares no machine acknowledged."""

from datetime import date

from liandong.domain.circumstances import Circumstances
from liandong.domain.joint.commands import RaiseShareAlarms
from liandong.domain.joint.decide.deem_accept import deem_accept
from liandong.domain.joint.decide.raise_share_alarms import raise_share_alarms
from liandong.domain.joint.intake_commands import DeemJointAccepted
from liandong.domain.joint.limits import notice_due
from liandong.domain.joint.state import Joint
from liandong.domain.joint.status import JointStatus
from liandong.events.said import Event


def due_now(joint: Joint | None, given: Circumstances) -> list[Event]:
    """What is due by now; nothing if it is not yet time."""
    if joint is not None and joint.status is JointStatus.RECEIVED:
        return deem_accept(joint, DeemJointAccepted(), given)
    return raise_share_alarms(joint, RaiseShareAlarms(), given)


def quiet_through(joint: Joint, given: Circumstances) -> date | None:
    """The last day on which time does nothing to the master; None if it never does."""
    if joint.status is JointStatus.RECEIVED:
        return notice_due(joint, given)
    unheard = [share.acknowledge_by for share in joint.shares if share.unheard and share.acknowledge_by is not None]
    return min(unheard) if joint.status is JointStatus.ACCEPTED and unheard else None
