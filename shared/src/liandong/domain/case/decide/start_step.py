"""A step of the frozen flow begins, in a named person's hands."""

from liandong.domain.case.commands import StartStep
from liandong.domain.case.limits import step_due
from liandong.domain.case.rules.hearing import examiner_does_not_preside
from liandong.domain.case.rules.review import step_is_next
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case import CaseStepStarted
from liandong.events.said import Event


def start_step(case: Case | None, command: StartStep, given: Circumstances) -> list[Event]:
    """CaseStepStarted, due by the step's own limit. Raises Refused."""
    case = case_allows(case, Verb.START_STEP)
    definition = step_is_next(case, command.step)
    examiner_does_not_preside(case, command.responsible, "/responsible")
    due = step_due(definition.limit, given)
    return [
        CaseStepStarted(
            case=case.id, step=command.step, responsible=command.responsible, started_on=given.today, due=due
        )
    ]
