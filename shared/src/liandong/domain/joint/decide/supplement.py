"""联办补正: handed in once at the lead, for all shares."""

from datetime import date

from liandong.domain.case.limits import effective_day
from liandong.domain.case.rules.intake import every_line_is_answered, materials_are_of_the_entry
from liandong.domain.circumstances import Circumstances
from liandong.domain.files.known import files_are_the_applicants
from liandong.domain.joint.intake_commands import SupplementJoint
from liandong.domain.joint.rules import is_under_way, joint_allows
from liandong.domain.joint.rules_review import supplement_is_awaited
from liandong.domain.joint.state import Joint
from liandong.domain.joint.status import JointVerb
from liandong.events.joint_intake import JointSupplemented
from liandong.events.joint_review import JointSupplementHandedIn
from liandong.events.link import LinkSupplemented
from liandong.events.said import Event


def supplement(joint: Joint | None, command: SupplementJoint, given: Circumstances) -> list[Event]:
    """JointSupplemented: a new round of the notice timer; in review JointSupplementHandedIn, and LinkSupplemented to
    every open share. Raises Refused."""
    joint = joint_allows(joint, JointVerb.SUPPLEMENT)
    materials_are_of_the_entry(joint.entry, command.materials)
    files_are_the_applicants(command.materials, joint.applicant, joint.id, command.files)
    if is_under_way(joint):
        return _in_review(joint, command, effective_day(command.channel, given))
    every_line_is_answered(joint.entry, joint.notice_lines, command.materials)
    return [
        JointSupplemented(
            joint=joint.id,
            round=joint.notice_round,
            materials=command.materials,
            effective_on=effective_day(command.channel, given),
        )
    ]


def _in_review(joint: Joint, command: SupplementJoint, effective_on: date) -> list[Event]:
    supplement_is_awaited(joint)
    every_line_is_answered(joint.entry, joint.supplement_lines, command.materials)
    handed_in = JointSupplementHandedIn(
        joint=joint.id, number=joint.supplements, materials=command.materials, effective_on=effective_on
    )
    told = [
        LinkSupplemented(dest=share.unit, link=share.link, materials=command.materials, effective_on=effective_on)
        for share in joint.open_shares
    ]
    return [handed_in, *told]
