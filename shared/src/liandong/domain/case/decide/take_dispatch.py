"""统一发件: the asker handed the result out, so the linked case is delivered and closed."""

from liandong.domain.case.commands import TakeDispatch
from liandong.domain.case.decide.deliver import tell_upper_unit
from liandong.domain.case.rules.handing_out import comes_from_the_asker
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.state import Case
from liandong.domain.case.status import Status, Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case import CaseClosed, CaseDelivered, DeliveryMethod
from liandong.events.said import Event


def take_dispatch(case: Case | None, command: TakeDispatch, given: Circumstances) -> list[Event]:
    """CaseDelivered and CaseClosed, with LinkDispatched passed on up; nothing if done before. Raises Refused."""
    if case is not None and case.asked_by is not None and case.status is Status.CLOSED:
        comes_from_the_asker(case, command.link, command.by)
        return []
    case = case_allows(case, Verb.TAKE_DISPATCH)
    comes_from_the_asker(case, command.link, command.by)
    assert case.outcome is not None
    delivered = CaseDelivered(case=case.id, method=DeliveryMethod.UNIFIED, delivered_on=command.delivered_on)
    return [delivered, *tell_upper_unit(case, delivered), CaseClosed(case=case.id, outcome=case.outcome)]
