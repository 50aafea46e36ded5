"""重新转办: a rejected share is asked again, of the same or another unit."""

from liandong.domain.case.limits import acknowledgement_due
from liandong.domain.circumstances import Circumstances
from liandong.domain.joint.commands import AskAgain, WantedShare
from liandong.domain.joint.decide.accept import request
from liandong.domain.joint.rules import competent_unit, joint_allows, share_was_rejected, unit_handles
from liandong.domain.joint.state import Joint, ShareState
from liandong.domain.joint.status import JointVerb
from liandong.domain.numbers import link_number
from liandong.events.joint import JointShareAskedAgain, Share
from liandong.events.reference import UnitPublished
from liandong.events.said import Event
from liandong.terms.refusal import Nature, Refused


def ask_again(joint: Joint | None, command: AskAgain, given: Circumstances) -> list[Event]:
    """JointShareAskedAgain and LinkRequested under a new link, with the joint acceptance date, or the day on which the
    share was added. Raises Refused."""
    joint = joint_allows(joint, JointVerb.ASK_AGAIN)
    share = joint.share(command.link)
    if share is None:
        raise Refused("joint.share-not-found", "联办件没有这一转办，请核对", nature=Nature.NOT_FOUND)
    share_was_rejected(share)
    unit = _competent(joint, share, command).unit
    asked = Share(link=link_number(joint.id, joint.asked + 1), unit=unit, item=share.item)
    return [
        JointShareAskedAgain(
            joint=joint.id,
            replaces=share.link,
            share=asked,
            requested_on=given.today,
            acknowledge_by=acknowledgement_due(given),
        ),
        request(
            joint,
            ShareState(link=asked.link, unit=asked.unit, item=asked.item),
            share.days.begun,
            joint.statutory_due,
        ),
    ]


def _competent(joint: Joint, share: ShareState, command: AskAgain) -> UnitPublished:
    """The unit, if the stage has it in mind for the item; of a share that was added, if the item is handled there."""
    if not share.added:
        return competent_unit(joint.entry, WantedShare(item=share.item, unit=command.unit), "/unit")
    assert command.entry is not None, "named with a share that was added"
    return unit_handles(command.entry, command.unit)
