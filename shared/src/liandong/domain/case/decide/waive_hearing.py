"""放弃听证: nobody who may have one wants it."""

from liandong.domain.case.hearing_commands import WaiveHearing
from liandong.domain.case.rules.hearing import RIGHT, a_hearing_was_on_offer
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.rules.text import reason_is_given
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case_hearing import CaseHearingWaived
from liandong.events.said import Event


def waive_hearing(case: Case | None, command: WaiveHearing, given: Circumstances) -> list[Event]:
    """CaseHearingWaived as of today. Raises Refused."""
    case = case_allows(case, Verb.WAIVE_HEARING)
    a_hearing_was_on_offer(case)
    reason_is_given(command.text, "请写明谁以什么方式放弃听证", basis=RIGHT)
    return [CaseHearingWaived(case=case.id, waived_on=given.today, text=command.text)]
