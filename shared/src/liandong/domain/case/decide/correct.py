"""更正: a mistake in an earlier entry is put right by saying so."""

from liandong.domain.case.ending_commands import Correct
from liandong.domain.case.rules.ending import corrects_an_entry_of_this_case
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.rules.text import reason_is_given
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case_ending import CaseCorrected
from liandong.events.said import Event


def correct(case: Case | None, command: Correct, given: Circumstances) -> list[Event]:
    """CaseCorrected; nothing that was said changes. Raises Refused."""
    case = case_allows(case, Verb.CORRECT)
    corrects_an_entry_of_this_case(command)
    reason_is_given(command.text, "更正应当写明错在何处、正确内容是什么", basis="档案管理要求")
    return [CaseCorrected(case=case.id, corrects=command.corrects, by=given.by.id, text=command.text)]
