"""作废分件: the lead takes a share out of the whole, with a reason (D.5.7)."""

from dataclasses import replace

from liandong.domain.case.rules.text import reason_is_given
from liandong.domain.circumstances import Circumstances
from liandong.domain.joint.joining import followed, voided
from liandong.domain.joint.review_commands import VoidShare
from liandong.domain.joint.rules import joint_allows, lead_may
from liandong.domain.joint.rules_review import another_share_is_left, open_share
from liandong.domain.joint.state import Joint
from liandong.domain.joint.status import JointVerb
from liandong.domain.powers.actions import Action
from liandong.events.link import VoidCause
from liandong.events.said import Event


def void_share(joint: Joint | None, command: VoidShare, given: Circumstances) -> list[Event]:
    """JointShareVoided, LinkVoided to its unit, and what follows if the others have joined. Raises Refused."""
    joint = joint_allows(joint, JointVerb.VOID_SHARE)
    lead_may(joint, Action.JOINT_ACCEPT, given)
    share = open_share(joint, command.link)
    another_share_is_left(joint, share)
    reason_is_given(command.text, "作废分件应当说明理由，并告知承办单位", basis="行政许可法 26(2)")
    gone = replace(share, voided=VoidCause.REMOVED, voided_on=given.today)
    left = tuple(gone if each is share else each for each in joint.shares)
    return [
        *voided(joint, share, VoidCause.REMOVED, given.today, text=command.text),
        *followed(replace(joint, shares=left), given),
    ]
