"""A share reached the asked unit's machine."""

from liandong.domain.circumstances import Circumstances
from liandong.domain.joint.commands import NoteShareAcknowledged
from liandong.domain.joint.rules import joint_allows, share_is_asked
from liandong.domain.joint.state import Joint
from liandong.domain.joint.status import JointVerb
from liandong.events.joint import JointShareAcknowledged
from liandong.events.said import Event


def note_share_acknowledged(joint: Joint | None, command: NoteShareAcknowledged, given: Circumstances) -> list[Event]:
    """JointShareAcknowledged, once; nothing if the share, and perhaps the whole with it, has ended before it came.
    Raises Refused."""
    share = None if joint is None else joint.share(command.link)
    if share is not None and (share.acknowledged or not share.is_open):
        return []
    joint = joint_allows(joint, JointVerb.NOTE_SHARE_ACKNOWLEDGED)
    share_is_asked(joint, command.link, command.by)
    return [
        JointShareAcknowledged(
            joint=joint.id, link=command.link, case=command.case, acknowledgement=command.acknowledgement
        )
    ]
