"""决定: 准予 or 不予, in a numbered document."""

from datetime import date

from liandong.domain.case.commands import Decide
from liandong.domain.case.rules.drafting import decision_follows_the_draft
from liandong.domain.case.rules.hearing import hearing_is_over_before_the_decision
from liandong.domain.case.rules.powers import under_what
from liandong.domain.case.rules.review import (
    conditions_go_with_an_approval,
    decided_at_this_tier,
    document_is_numbered,
    outcome_is_a_decision,
    rejection_has_reason_and_remedy,
    urgency_is_explained,
)
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.rules.tolerance import nothing_is_owed_at_approval
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case import CaseDecided, Outcome
from liandong.events.case_decision import CaseConditionsAttached
from liandong.events.link import LinkAnswered
from liandong.events.said import Event


def decide_case(case: Case | None, command: Decide, given: Circumstances) -> list[Event]:
    """CaseDecided, CaseConditionsAttached, and LinkAnswered to the unit that asked, if one did. Raises Refused."""
    case = case_allows(case, Verb.DECIDE)
    decided_at_this_tier(case)
    outcome_is_a_decision(command.outcome)
    rejection_has_reason_and_remedy(command)
    urgency_is_explained(command)
    document_is_numbered(command.document)
    nothing_is_owed_at_approval(case, command)
    hearing_is_over_before_the_decision(case, given)
    decision_follows_the_draft(case, command)
    conditions_go_with_an_approval(command)
    decided = CaseDecided(
        case=case.id,
        outcome=command.outcome,
        decided_on=given.today,
        by=given.by.id,
        document=command.document,
        reason_code=command.ground,
        under=under_what(case, command, given),
        urgent=command.urgent,
        text=command.text,
        remedy=command.remedy,
    )
    attached: list[Event] = []
    if command.conditions:
        attached.append(
            CaseConditionsAttached(case=case.id, count=len(command.conditions), conditions=command.conditions)
        )
    told = answer(case, decided.outcome, decided.decided_on, decided.document, decided.text, decided.remedy)
    return [decided, *attached, *told]


def answer(
    case: Case, outcome: Outcome, decided_on: date, document: str, text: str | None, remedy: str | None = None
) -> list[Event]:
    """The outcome told to the unit that asked, if one did."""
    if case.asked_by is None:
        return []
    return [
        LinkAnswered(
            dest=case.asked_by.unit,
            link=case.asked_by.link,
            case=case.id,
            outcome=outcome,
            decided_on=decided_on,
            document=document,
            text=text,
            remedy=remedy,
        )
    ]
