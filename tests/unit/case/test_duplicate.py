"""One matter is applied for once at a unit: the same applicant, item and project, while the first is undecided."""

import pytest

from liandong.domain.case.commands import OpenCase
from liandong.domain.case.decide import decide
from liandong.domain.case.evolve import evolve
from liandong.events.case import CaseReceived, CaseToldApart
from liandong.terms.codes import CaseId
from liandong.terms.refusal import Nature, Refused
from tests.unit.case.samples import MONDAY, fold, on, receive

BEFORE = CaseId("610113-261120-00007A")
ANOTHER = CaseId("610113-261121-00009B")
PROJECT, OTHER_PROJECT = "2611-610113-04-01-123456", "2611-610113-04-01-654321"


def test_a_second_application_for_the_same_is_refused_with_the_number_of_the_first() -> None:
    with pytest.raises(Refused) as refused:
        decide(None, receive(undecided=(OpenCase(number=BEFORE, project_code=None),)), on(MONDAY))
    assert (refused.value.code, refused.value.nature) == ("case.duplicate", Nature.CONFLICT)
    assert BEFORE in refused.value.reason
    assert refused.value.errors[0].pointer == "/not_duplicate_of"


def test_the_window_may_say_that_it_is_another_matter_and_that_is_recorded() -> None:
    command = receive(undecided=(OpenCase(number=BEFORE, project_code=None),), not_duplicate_of=(BEFORE,))
    received, apart = decide(None, command, on(MONDAY))
    assert isinstance(received, CaseReceived)
    assert apart == CaseToldApart(case=command.case, others=(BEFORE,))
    assert evolve(fold([received]), apart) == fold([received])


def test_every_case_that_looks_the_same_must_be_named() -> None:
    open_ones = tuple(OpenCase(number=number, project_code=None) for number in (ANOTHER, BEFORE))
    with pytest.raises(Refused) as refused:
        decide(None, receive(undecided=open_ones, not_duplicate_of=(BEFORE,)), on(MONDAY))
    assert ANOTHER in refused.value.reason
    assert BEFORE not in refused.value.reason


def test_the_same_item_for_another_project_is_another_matter() -> None:
    other = OpenCase(number=BEFORE, project_code=OTHER_PROJECT)
    assert len(decide(None, receive(project_code=PROJECT, undecided=(other,)), on(MONDAY))) == 1
    same = OpenCase(number=BEFORE, project_code=PROJECT)
    with pytest.raises(Refused, match=r"case\.duplicate"):
        decide(None, receive(project_code=PROJECT, undecided=(same,)), on(MONDAY))


def test_what_is_said_of_cases_that_do_not_look_the_same_is_not_recorded() -> None:
    assert [event.KIND for event in decide(None, receive(not_duplicate_of=(BEFORE,)), on(MONDAY))] == ["case.received"]
