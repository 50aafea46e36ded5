"""收件: materials are taken in and the catalogue entry is frozen into the case."""

from liandong.domain.case.commands import Receive
from liandong.domain.case.limits import effective_day
from liandong.domain.case.rules.applicant import applicant_number_is_right, project_code_is_right
from liandong.domain.case.rules.duplicate import told_apart
from liandong.domain.case.rules.intake import (
    item_is_handled_at,
    item_is_no_stage,
    materials_are_of_the_entry,
    village_point_is_this_units,
)
from liandong.domain.case.rules.silence import licence_is_still_in_force, licence_to_renew_is_named
from liandong.domain.case.rules.table import must_be_new
from liandong.domain.case.state import Case
from liandong.domain.case.window_commands import Earlier
from liandong.domain.circumstances import Circumstances
from liandong.domain.files.known import files_are_the_applicants
from liandong.events.case import CaseReceived, CaseToldApart
from liandong.events.case_window import CaseContacted
from liandong.events.said import Event
from liandong.terms.codes import CaseId


def receive(case: Case | None, command: Receive, given: Circumstances) -> list[Event]:
    """CaseReceived, CaseToldApart if others look the same, CaseContacted for what came before; nothing if it was
    submitted before. Raises Refused."""
    if case is not None and command.pre_application is not None and case.pre_application == command.pre_application:
        return []
    must_be_new(case)
    item_is_no_stage(command.entry)
    item_is_handled_at(command.tier, command.entry)
    village_point_is_this_units(command.channel, command.point, command.points)
    materials_are_of_the_entry(command.entry, command.materials)
    files_are_the_applicants(command.materials, command.applicant.pseudonym, command.case, command.files)
    applicant_number_is_right(command.applicant, given.today)
    project_code_is_right(command.entry, command.project_code)
    licence_to_renew_is_named(command.entry, command.licence)
    licence_is_still_in_force(command.licence, given)
    others = told_apart(command.project_code, command.undecided, command.not_duplicate_of)
    said: list[Event] = [
        CaseReceived(
            case=command.case,
            tier=command.tier,
            entry=command.reference,
            frozen=command.entry,
            case_kind=command.entry.case_kind,
            channel=command.channel,
            point=command.point,
            applicant=command.applicant.pseudonym,
            pseudonym_key=command.applicant.pseudonym_key,
            applicant_kind=command.applicant.kind,
            project_code=command.project_code,
            materials=command.materials,
            effective_on=effective_day(command.channel, given),
            pre_application=command.pre_application,
            application=command.application,
            first_handler=command.handler,
            licence_expires_on=None if command.licence is None else command.licence.expires_on,
            asked_late=command.licence is not None and command.licence.is_asked_late(given.today),
            licence_number=None if command.licence is None else command.licence.number,
            details=command.applicant.details,
        )
    ]
    if others:
        said.append(CaseToldApart(case=command.case, others=others))
    return [*said, *(_contacted(command.case, each) for each in command.earlier)]


def _contacted(case: CaseId, earlier: Earlier) -> CaseContacted:
    return CaseContacted(
        case=case,
        channel=earlier.channel,
        matter=earlier.matter,
        contacted_on=earlier.on,
        appointment=earlier.appointment,
        consultation=earlier.consultation,
    )
