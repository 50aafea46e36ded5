"""联办补正: handed in once at the lead, for all shares."""

from liandong.domain.case.limits import effective_day
from liandong.domain.case.rules.intake import every_line_is_answered, materials_are_of_the_entry
from liandong.domain.circumstances import Circumstances
from liandong.domain.files.known import files_are_the_applicants
from liandong.domain.joint.intake_commands import SupplementJoint
from liandong.domain.joint.rules import joint_allows
from liandong.domain.joint.state import Joint
from liandong.domain.joint.status import JointVerb
from liandong.events.joint_intake import JointSupplemented
from liandong.events.said import Event


def supplement(joint: Joint | None, command: SupplementJoint, given: Circumstances) -> list[Event]:
    """JointSupplemented: a new round of the notice timer. Raises Refused."""
    joint = joint_allows(joint, JointVerb.SUPPLEMENT)
    materials_are_of_the_entry(joint.entry, command.materials)
    files_are_the_applicants(command.materials, joint.applicant, joint.id, command.files)
    every_line_is_answered(joint.entry, joint.notice_lines, command.materials)
    return [
        JointSupplemented(
            joint=joint.id,
            round=joint.notice_round,
            materials=command.materials,
            effective_on=effective_day(command.channel, given),
        )
    ]
