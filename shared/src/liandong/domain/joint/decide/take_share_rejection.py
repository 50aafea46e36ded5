"""An asked unit could not open a case: the lead has to act."""

from liandong.domain.circumstances import Circumstances
from liandong.domain.joint.commands import TakeShareRejection
from liandong.domain.joint.evolve import evolve
from liandong.domain.joint.joining import followed
from liandong.domain.joint.rules import joint_allows, no_case_was_heard_of, share_is_asked, share_is_open
from liandong.domain.joint.state import Joint
from liandong.domain.joint.status import JointVerb
from liandong.events.joint import JointShareRejected
from liandong.events.joint_ending import JointShareVoided
from liandong.events.link import VoidCause
from liandong.events.said import Event


def take_share_rejection(joint: Joint | None, command: TakeShareRejection, given: Circumstances) -> list[Event]:
    """JointShareRejected, once; nothing if the share was made void, and perhaps the whole with it, before it came.

    A share that the applicant withdraws is void at once, since nobody will confirm it. Raises Refused.
    """
    known = None if joint is None else joint.share(command.link)
    if known is not None and known.outcome is None and (known.rejected is not None or known.voided is not None):
        return []
    joint = joint_allows(joint, JointVerb.TAKE_SHARE_REJECTION)
    share = share_is_asked(joint, command.link, command.by)
    share_is_open(share)
    no_case_was_heard_of(share)
    noted = JointShareRejected(joint=joint.id, link=command.link, reason_code=command.reason_code, text=command.text)
    if not share.withdrawing:
        return [noted]
    gone = JointShareVoided(joint=joint.id, link=command.link, cause=VoidCause.WITHDRAWN, voided_on=given.today)
    return [noted, gone, *followed(evolve(evolve(joint, noted), gone), given)]
