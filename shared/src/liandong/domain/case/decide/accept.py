"""受理: the decision clock starts."""

from dataclasses import replace

from liandong.domain.case.commands import Accept
from liandong.domain.case.limits import acceptance, notice_due, owed_due
from liandong.domain.case.rules.intake import required_materials_are_there
from liandong.domain.case.rules.powers import under_what
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.rules.tolerance import owed_under_an_undertaking
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case_decision import CaseTolerated
from liandong.events.said import Event


def accept(case: Case | None, command: Accept, given: Circumstances) -> list[Event]:
    """CaseAccepted as of today, and CaseTolerated if materials are owed; past the notice limit deemed accepted as of
    the day of receipt, whatever is missing. Raises Refused."""
    case = case_allows(case, Verb.ACCEPT)
    under = under_what(case, command, given)
    if given.today > notice_due(case, given):
        deemed = acceptance(case.id, case.entry, case.reference, case.effective_on, given, deemed=True)
        return [replace(deemed, under=under)]
    required_materials_are_there(case)
    owed = owed_under_an_undertaking(case, command)
    accepted = replace(acceptance(case.id, case.entry, case.reference, given.today, given), under=under)
    if not owed:
        return [accepted]
    assert command.undertaking is not None, "owed only under an undertaking"
    owed_by = owed_due(case.entry, given.today, accepted.promised_due, given)
    return [
        accepted,
        CaseTolerated(
            case=case.id, owed=owed, owed_by=owed_by, undertaking=command.undertaking, calendar=given.calendar.hash
        ),
    ]
