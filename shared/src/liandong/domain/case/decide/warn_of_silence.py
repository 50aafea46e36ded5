"""默许预警: the department is told that the promise runs out, three working days before and one."""

from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.silence import warning_of
from liandong.domain.case.silence_commands import WarnOfSilence
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case_silence import CaseSilenceWarned
from liandong.events.said import Event


def warn_of_silence(case: Case | None, command: WarnOfSilence, given: Circumstances) -> list[Event]:
    """CaseSilenceWarned on the day it is due, each once; otherwise nothing. Raises Refused."""
    case = case_allows(case, Verb.WARN_OF_SILENCE)
    warning = warning_of(case, given)
    if warning is None:
        return []
    assert case.responsible is not None, "who signed for it has it"
    return [CaseSilenceWarned(case=case.id, days_left=warning.days_left, due=warning.due, responsible=case.responsible)]
