"""视为受理: nobody told the applicant anything in five working days, so the case is accepted by law."""

from liandong.domain.case.clock_commands import DeemAccept
from liandong.domain.case.limits import acceptance, notice_due
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.said import Event


def deem_accept(case: Case | None, command: DeemAccept, given: Circumstances) -> list[Event]:
    """CaseAccepted as of the day of receipt, once its time is over (行政许可法 32(1)(4)); before that nothing."""
    case = case_allows(case, Verb.DEEM_ACCEPT)
    if given.today <= notice_due(case, given):
        return []
    return [acceptance(case.id, case.entry, case.reference, case.effective_on, given, deemed=True)]
