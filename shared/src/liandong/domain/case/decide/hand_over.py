"""移交: somebody else answers for the case."""

from liandong.domain.case.rules.answering import (
    handing_over_is_his,
    receiver_is_somebody_else,
    taking_up_is_of_what_nobody_has,
)
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.case.window_commands import HandOver
from liandong.domain.circumstances import Circumstances
from liandong.events.case_window import CaseHandedOver
from liandong.events.said import Event


def hand_over(case: Case | None, command: HandOver, given: Circumstances) -> list[Event]:
    """CaseHandedOver. Raises Refused."""
    case = case_allows(case, Verb.HAND_OVER)
    handing_over_is_his(case, given.by)
    receiver_is_somebody_else(case, command)
    taking_up_is_of_what_nobody_has(case, command)
    return [CaseHandedOver(case=case.id, former=case.handler, to=command.to, ground=command.ground, text=command.text)]
