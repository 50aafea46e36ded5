"""A step of the frozen flow is done, with its opinion."""

from liandong.domain.case.commands import FinishStep
from liandong.domain.case.rules.hearing import examiner_does_not_preside
from liandong.domain.case.rules.review import opinion_is_explained, step_is_running
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case import CaseStepDone
from liandong.events.said import Event


def finish_step(case: Case | None, command: FinishStep, given: Circumstances) -> list[Event]:
    """CaseStepDone; after the last step the case awaits its decision. Raises Refused."""
    case = case_allows(case, Verb.FINISH_STEP)
    step_is_running(case, command.step)
    examiner_does_not_preside(case, given.by.id)
    opinion_is_explained(command.opinion, command.text)
    return [CaseStepDone(case=case.id, step=command.step, by=given.by.id, opinion=command.opinion, text=command.text)]
