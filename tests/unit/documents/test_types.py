"""The list of types is whole: each prints only what can be known, by its law, about acts that are said."""

from string import Formatter

import pytest

from liandong.domain.documents.facts import LABELS, Fact
from liandong.domain.documents.types import BY_KIND, TYPES, DocumentKind, DocumentType
from liandong.events.all_events import ALL_EVENTS

ids = pytest.mark.parametrize("sort", TYPES, ids=lambda sort: sort.kind)


def test_every_kind_has_its_type_title_and_place_in_the_list() -> None:
    assert [sort.kind for sort in TYPES] == list(DocumentKind)
    assert set(BY_KIND) == set(DocumentKind)
    assert len({sort.title for sort in TYPES}) == len(TYPES)


def test_the_titles_are_those_an_applicant_knows() -> None:
    assert [sort.title for sort in TYPES] == [
        "收件凭证",
        "补正材料收件凭证",
        "补正材料一次性告知书",
        "受理通知书",
        "不予受理通知书",
        "退件通知书",
        "特别程序告知书",
        "听证权利告知书",
        "听证通知书",
        "延长审批期限通知书",
        "联审通知单",
        "准予行政许可决定书",
        "不予行政许可决定书",
        "视为准予延续通知书",
        "视为同意通知书",
        "送达回证",
        "撤回申请通知书",
        "终止办理通知书",
    ]


def test_numbers_of_different_types_never_meet_in_one_series() -> None:
    numbered = [sort.series for sort in TYPES if not sort.numbered_by_act]
    assert len(set(numbered)) == len(numbered)
    assert {sort.series for sort in TYPES if sort.numbered_by_act} == {"决"}


@ids
def test_a_text_speaks_only_of_facts_that_have_a_label(sort: DocumentType) -> None:
    texts = (*sort.body, *sort.closing, *(() if sort.remedy is None else (sort.remedy,)))
    names = {name for text in texts for _, name, _, _ in Formatter().parse(text) if name is not None}
    assert names <= {fact.value for fact in Fact}
    assert set(LABELS) == set(Fact)


@ids
def test_what_the_first_sentence_speaks_of_is_needed_or_always_known(sort: DocumentType) -> None:
    always = {Fact.MATTER, Fact.ITEM, Fact.RECEIVED_ON, Fact.EFFECTIVE_ON, Fact.ACCEPTANCE, Fact.ITEM_BASIS}
    spoken = {Fact(name) for _, name, _, _ in Formatter().parse(sort.body[0]) if name is not None}
    assert spoken <= {*always, *sort.needs} or sort.kind is DocumentKind.LINK_NOTICE
    assert sort.addressee in sort.needs


@ids
def test_what_is_refused_says_how_to_appeal_and_by_which_law(sort: DocumentType) -> None:
    refuses = sort.kind in {
        DocumentKind.NON_ACCEPTANCE_NOTICE,
        DocumentKind.RETURN_NOTICE,
        DocumentKind.REJECTION_DECISION,
        DocumentKind.TERMINATION_NOTICE,
    }
    assert (sort.remedy is not None) == refuses
    assert all("行政许可法" in basis for basis in sort.basis)


def test_every_act_a_type_follows_from_is_said_in_some_stream() -> None:
    """What no journal says yet cannot be issued: its types wait for the event."""
    said = {event.KIND for event in ALL_EVENTS}
    waiting = {trigger for sort in TYPES for trigger in sort.triggers if trigger not in said}
    assert waiting <= {"case.paused", "case.extended", "case.withdrawn", "case.terminated"}
