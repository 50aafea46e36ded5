"""重新转办: a rejected share is asked again, of the same or another unit."""

from liandong.domain.case.limits import acknowledgement_due
from liandong.domain.circumstances import Circumstances
from liandong.domain.joint.commands import AskAgain, WantedShare
from liandong.domain.joint.decide.accept import request
from liandong.domain.joint.rules import competent_unit, joint_allows, share_was_rejected
from liandong.domain.joint.state import Joint, ShareState
from liandong.domain.joint.status import JointVerb
from liandong.domain.numbers import link_number
from liandong.events.joint import JointShareAskedAgain, Share
from liandong.events.said import Event
from liandong.terms.refusal import Nature, Refused


def ask_again(joint: Joint | None, command: AskAgain, given: Circumstances) -> list[Event]:
    """JointShareAskedAgain and LinkRequested under a new link, with the joint acceptance date. Raises Refused."""
    joint = joint_allows(joint, JointVerb.ASK_AGAIN)
    share = joint.share(command.link)
    if share is None:
        raise Refused("joint.share-not-found", "联办件没有这一转办，请核对", nature=Nature.NOT_FOUND)
    share_was_rejected(share)
    unit = competent_unit(joint.entry, WantedShare(item=share.item, unit=command.unit), "/unit").unit
    asked = Share(link=link_number(joint.id, joint.asked + 1), unit=unit, item=share.item)
    assert joint.accepted_on is not None
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
            joint.accepted_on,
            joint.statutory_due,
        ),
    ]
