"""The clock of a share stands still, or runs again: the master's own follows from all of them (D.5.3)."""

from liandong.domain.circumstances import Circumstances
from liandong.domain.joint.evolve_share import of_share
from liandong.domain.joint.limits import pauses_counted
from liandong.domain.joint.rules import share_is_asked, share_lets_this_be_noted
from liandong.domain.joint.share_commands import TakeSharePause, TakeShareResumption
from liandong.domain.joint.state import Joint
from liandong.domain.joint.status import JointVerb
from liandong.events.joint_share import JointSharePaused, JointShareResumed
from liandong.events.said import Event


def take_share_pause(joint: Joint | None, command: TakeSharePause, given: Circumstances) -> list[Event]:
    """JointSharePaused, and JointPausesCounted if it is told so late that all have stood still meanwhile; nothing if
    known, or if the share or the whole has ended. Raises Refused."""
    joint = share_lets_this_be_noted(joint, JointVerb.TAKE_SHARE_PAUSE, command.link)
    if joint is None:
        return []
    share = share_is_asked(joint, command.link, command.by)
    if any(each.number == command.number for each in share.pauses):
        return []
    paused = JointSharePaused(
        joint=joint.id,
        link=command.link,
        number=command.number,
        ground=command.ground,
        paused_on=command.paused_on,
    )
    return [paused, *pauses_counted(of_share(joint, paused), given)]


def take_share_resumption(joint: Joint | None, command: TakeShareResumption, given: Circumstances) -> list[Event]:
    """JointShareResumed, and JointPausesCounted if all stood still; nothing as for a pause. Raises Refused."""
    joint = share_lets_this_be_noted(joint, JointVerb.TAKE_SHARE_RESUMPTION, command.link)
    if joint is None:
        return []
    share = share_is_asked(joint, command.link, command.by)
    if all(each.number != command.number or each.end is not None for each in share.pauses):
        return []
    resumed = JointShareResumed(joint=joint.id, link=command.link, number=command.number, resumed_on=command.resumed_on)
    return [resumed, *pauses_counted(of_share(joint, resumed), given)]
