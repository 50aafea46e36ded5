"""追加分件: the lead asks one more unit on the way, with a reason (D.5.7)."""

from liandong.domain.case.limits import acknowledgement_due
from liandong.domain.case.rules.text import reason_is_given
from liandong.domain.circumstances import Circumstances
from liandong.domain.joint.decide.accept import request
from liandong.domain.joint.evolve_share import of_share
from liandong.domain.joint.limits import pauses_counted
from liandong.domain.joint.rules import joint_allows, lead_may, share_is_new, unit_handles
from liandong.domain.joint.rules_review import whole_is_wanted
from liandong.domain.joint.share_commands import AddShare
from liandong.domain.joint.state import Joint, ShareState
from liandong.domain.joint.status import JointVerb
from liandong.domain.numbers import link_number
from liandong.domain.powers.actions import Action
from liandong.events.joint import Share
from liandong.events.joint_share import JointShareAdded
from liandong.events.said import Event


def add_share(joint: Joint | None, command: AddShare, given: Circumstances) -> list[Event]:
    """JointShareAdded, and LinkRequested as of today: its clock is its own, the limits of the master stay where they
    were. Raises Refused."""
    joint = joint_allows(joint, JointVerb.ADD_SHARE)
    lead_may(joint, Action.JOINT_ACCEPT, given)
    whole_is_wanted(joint)
    unit = unit_handles(command.entry, command.unit).unit
    share_is_new(joint, command.entry.item, unit)
    reason_is_given(command.text, "追加分件应当说明理由，并告知申请人", basis="行政许可法 26(2)")
    asked = Share(link=link_number(joint.id, joint.asked + 1), unit=unit, item=command.entry.item)
    added = JointShareAdded(
        joint=joint.id,
        share=asked,
        requested_on=given.today,
        acknowledge_by=acknowledgement_due(given),
        text=command.text,
    )
    state = ShareState(link=asked.link, unit=asked.unit, item=asked.item)
    return [
        added,
        request(joint, state, given.today, joint.statutory_due),
        *pauses_counted(of_share(joint, added), given),
    ]
