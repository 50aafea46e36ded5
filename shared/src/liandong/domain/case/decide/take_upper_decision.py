"""The upper unit's decision becomes this unit's own fact."""

from liandong.domain.case.commands import TakeUpperDecision
from liandong.domain.case.decide.decide_case import answer
from liandong.domain.case.rules.handing_out import handover_is_known
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case import CaseUpperDecided
from liandong.events.said import Event
from liandong.terms.refusal import Refused


def take_upper_decision(case: Case | None, command: TakeUpperDecision, given: Circumstances) -> list[Event]:
    """CaseUpperDecided, and LinkAnswered if this case was itself asked for; nothing if told before. Raises Refused."""
    if case is not None and _told_before(case, command):
        return []
    case = case_allows(case, Verb.TAKE_UPPER_DECISION)
    handover_is_known(case, command.link, command.by)
    decided = CaseUpperDecided(
        case=case.id,
        link=command.link,
        by=command.by,
        upper_case=command.upper_case,
        outcome=command.outcome,
        decided_on=command.decided_on,
        document=command.document,
        text=command.text,
        remedy=command.remedy,
    )
    told = answer(case, decided.outcome, decided.decided_on, decided.document, decided.text, decided.remedy)
    return [decided, *told]


def _told_before(case: Case, command: TakeUpperDecision) -> bool:
    if case.outcome is None or case.handover is None or case.handover.link != command.link:
        return False
    told = (case.outcome, case.decided_on, case.document)
    if told != (command.outcome, command.decided_on, command.document):
        raise Refused("link.answered-otherwise", f"请求{command.link}已有不同的答复，请与{command.by}核对")
    return True
