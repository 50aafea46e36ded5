"""一次性告知: the one complete list of what is missing."""

from liandong.domain.case.commands import RequestCorrection
from liandong.domain.case.rules.intake import (
    notice_lines_are_of_the_entry,
    notice_lists_something,
    only_one_notice_for_the_same,
    within_notice_time,
)
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case import CaseCorrectionRequested
from liandong.events.said import Event


def request_correction(case: Case | None, command: RequestCorrection, given: Circumstances) -> list[Event]:
    """CaseCorrectionRequested, for the present round. Raises Refused."""
    case = case_allows(case, Verb.REQUEST_CORRECTION)
    notice_lists_something(command.lines)
    notice_lines_are_of_the_entry(case.entry, command.lines)
    only_one_notice_for_the_same(case, command.lines)
    within_notice_time(case, given)
    return [CaseCorrectionRequested(case=case.id, round=case.notice_round, lines=command.lines, text=command.text)]
