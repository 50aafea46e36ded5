"""联办收件: one application for a whole stage, and who is to be asked for which share."""

from liandong.domain.case.rules.applicant import applicant_number_is_right, project_code_is_right
from liandong.domain.case.rules.intake import materials_are_of_the_entry
from liandong.domain.circumstances import Circumstances
from liandong.domain.files.known import files_are_the_applicants
from liandong.domain.joint.commands import ReceiveJoint
from liandong.domain.joint.rules import entry_is_a_stage, shares_of
from liandong.domain.joint.state import Joint
from liandong.domain.numbers import link_number
from liandong.events.joint import JointReceived, Share
from liandong.events.said import Event
from liandong.terms.refusal import Refused


def receive(joint: Joint | None, command: ReceiveJoint, given: Circumstances) -> list[Event]:
    """JointReceived. Raises Refused."""
    if joint is not None:
        raise Refused("joint.already-there", f"编号{joint.id}已有联办件，请重新取号")
    entry_is_a_stage(command.entry)
    materials_are_of_the_entry(command.entry, command.materials)
    files_are_the_applicants(command.materials, command.applicant.pseudonym, command.joint, command.files)
    applicant_number_is_right(command.applicant, given.today)
    project_code_is_right(command.entry, command.project_code)
    shares = tuple(
        Share(link=link_number(command.joint, serial), unit=unit, item=item)
        for serial, (item, unit) in enumerate(shares_of(command), start=1)
    )
    return [
        JointReceived(
            joint=command.joint,
            stage=command.reference,
            frozen=command.entry,
            applicant=command.applicant.pseudonym,
            pseudonym_key=command.applicant.pseudonym_key,
            applicant_kind=command.applicant.kind,
            project_code=command.project_code,
            materials=command.materials,
            shares=shares,
            effective_on=given.today,
            details=command.applicant.details,
            project_name=command.project_name,
        )
    ]
