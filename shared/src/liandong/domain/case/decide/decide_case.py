"""决定: 准予 or 不予, in a numbered document."""

from liandong.domain.case.commands import Decide
from liandong.domain.case.rules.review import (
    decided_at_this_tier,
    document_is_numbered,
    outcome_is_a_decision,
    rejection_has_reason_and_remedy,
)
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case import CaseDecided, CaseUpperDecided
from liandong.events.link import LinkAnswered
from liandong.events.said import Event


def decide_case(case: Case | None, command: Decide, given: Circumstances) -> list[Event]:
    """CaseDecided, and LinkAnswered to the unit that asked, if one did. Raises Refused."""
    case = case_allows(case, Verb.DECIDE)
    decided_at_this_tier(case)
    outcome_is_a_decision(command.outcome)
    rejection_has_reason_and_remedy(command)
    document_is_numbered(command.document)
    decided = CaseDecided(
        case=case.id,
        outcome=command.outcome,
        decided_on=given.today,
        by=given.by.id,
        document=command.document,
        reason_code=command.ground,
        text=command.text,
        remedy=command.remedy,
    )
    return [decided, *answer(case, decided)]


def answer(case: Case, decided: CaseDecided | CaseUpperDecided) -> list[Event]:
    """The decision told to the unit that asked, if one did."""
    if case.asked_by is None:
        return []
    return [
        LinkAnswered(
            dest=case.asked_by.unit,
            link=case.asked_by.link,
            case=case.id,
            outcome=decided.outcome,
            decided_on=decided.decided_on,
            document=decided.document,
            text=decided.text,
            remedy=decided.remedy,
        )
    ]
