"""受理: the decision clock starts."""

from liandong.domain.case.commands import Accept
from liandong.domain.case.limits import acceptance, notice_due
from liandong.domain.case.rules.intake import required_materials_are_there
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.said import Event


def accept(case: Case | None, command: Accept, given: Circumstances) -> list[Event]:
    """CaseAccepted as of today; past the notice limit deemed accepted as of the day of receipt. Raises Refused."""
    case = case_allows(case, Verb.ACCEPT)
    deemed = given.today > notice_due(case, given)
    if not deemed:
        required_materials_are_there(case)
    accepted_on = case.effective_on if deemed else given.today
    return [acceptance(case.id, case.entry, case.reference, accepted_on, given, deemed=deemed)]
