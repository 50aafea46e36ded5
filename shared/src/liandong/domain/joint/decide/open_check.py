"""会审材料: before the joint acceptance every unit is asked what is missing from its part."""

from liandong.domain.circumstances import Circumstances
from liandong.domain.joint.intake_commands import OpenCheck
from liandong.domain.joint.limits import check_due
from liandong.domain.joint.rules import joint_allows, lead_may
from liandong.domain.joint.rules_intake import checked_once, within_notice_time
from liandong.domain.joint.state import Joint
from liandong.domain.joint.status import JointVerb
from liandong.domain.powers.actions import Action
from liandong.events.joint_intake import JointCheckOpened
from liandong.events.link import LinkCheckRequested
from liandong.events.said import Event


def open_check(joint: Joint | None, command: OpenCheck, given: Circumstances) -> list[Event]:
    """JointCheckOpened, and LinkCheckRequested to every unit: what was handed in, by code. Raises Refused."""
    joint = joint_allows(joint, JointVerb.OPEN_CHECK)
    lead_may(joint, Action.JOINT_NOTICE, given)
    within_notice_time(joint, given)
    checked_once(joint)
    answer_by = check_due(joint, given)
    opened = JointCheckOpened(joint=joint.id, opened_on=given.today, answer_by=answer_by)
    asked = [
        LinkCheckRequested(
            dest=share.unit,
            link=share.link,
            master=joint.id,
            item=share.item,
            project_code=joint.project_code,
            materials=joint.materials,
            askable=tuple(material.code for material in joint.entry.materials),
            answer_by=answer_by,
        )
        for share in joint.shares
    ]
    return [opened, *asked]
