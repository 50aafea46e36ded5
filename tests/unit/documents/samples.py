"""Acts of the sample case, as documents are composed from them."""

from collections.abc import Sequence
from datetime import date

from liandong.domain.case.commands import CaseCommand
from liandong.domain.case.decide import decide
from liandong.domain.case.evolve import evolve
from liandong.domain.case.state import Case
from liandong.domain.documents.facts import Act, Names, facts_of
from liandong.domain.documents.paper import Heading, Paper, compose
from liandong.domain.documents.trigger import act_for
from liandong.domain.documents.types import BY_KIND, DocumentKind
from tests.unit.case.samples import MONDAY, on

NAMES = Names(units={"610113": "雁塔区政务服务中心"}, items={"HALL-01": "食品经营许可"})


def acts(*commands: CaseCommand, day: date = MONDAY) -> list[Act]:
    """What these commands leave in the history of a case, all on one day."""
    told: list[Act] = []
    case: Case | None = None
    for command in commands:
        for event in decide(case, command, on(day)):
            case = evolve(case, event)
            told.append(Act(sequence=len(told) + 1, event=event, after=case, received_on=MONDAY))
    return told


def paper(kind: DocumentKind, told: Sequence[Act], number: str = "雁政服〔2026〕00001号") -> Paper:
    """The document of this type, issued by the district on the Monday."""
    sort = BY_KIND[kind]
    act = act_for(sort, told)
    heading = Heading(issuer="雁塔区政务服务中心", number=number, issued_on=MONDAY, code=f"610113 {number}")
    return compose(sort, act, facts_of(act, NAMES), NAMES, heading)
