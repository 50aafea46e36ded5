"""补正: the applicant hands in what the notice listed, before acceptance or after."""

from liandong.domain.case.commands import Supplement
from liandong.domain.case.decide.resume import resumed
from liandong.domain.case.limits import effective_day
from liandong.domain.case.rules.clocks import supplement_is_awaited
from liandong.domain.case.rules.intake import every_line_is_answered, materials_are_of_the_entry
from liandong.domain.case.rules.shares import lead_takes_supplements_in
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.state import Case
from liandong.domain.case.status import Status, Verb
from liandong.domain.circumstances import Circumstances
from liandong.domain.files.known import files_are_the_applicants
from liandong.events.case import CaseSupplemented
from liandong.events.said import Event


def supplement(case: Case | None, command: Supplement, given: Circumstances) -> list[Event]:
    """CaseSupplemented: a new round of the notice timer; CaseResumed if the clock stood still. Raises Refused."""
    case = case_allows(case, Verb.SUPPLEMENT)
    lead_takes_supplements_in(case)
    materials_are_of_the_entry(case.entry, command.materials)
    files_are_the_applicants(command.materials, case.applicant, case.id, command.files)
    effective_on = effective_day(command.channel, given)
    if case.status is Status.PAUSED:
        span = supplement_is_awaited(case)
        every_line_is_answered(case.entry, span.lines, command.materials)
        return [resumed(case, span, effective_on, given, materials=command.materials, channel=command.channel)]
    every_line_is_answered(case.entry, case.notice_lines, command.materials)
    return [
        CaseSupplemented(
            case=case.id,
            round=case.notice_round,
            materials=command.materials,
            effective_on=effective_on,
            channel=command.channel,
        )
    ]
