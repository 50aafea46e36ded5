"""What stands on a paper, word for word."""

from dataclasses import replace
from datetime import date

import pytest

from liandong.domain.case.commands import Accept, Decide, RefusalGround, RefuseAcceptance, RejectionGround
from liandong.domain.documents.facts import facts_of
from liandong.domain.documents.numbering import Place, document_id, number_at, series_of
from liandong.domain.documents.paper import Row, law_and_article, needs_are_known, numeral
from liandong.domain.documents.trigger import act_for
from liandong.domain.documents.types import BY_KIND, DocumentKind
from liandong.events.case import Outcome
from liandong.terms.codes import UnitCode
from liandong.terms.refusal import Refused
from tests.unit.case.samples import (
    APPLICANT,
    APPROVE,
    COUNTER,
    HAND_IN,
    NOTICE,
    NUMBER,
    REVIEWED,
    receive,
)
from tests.unit.documents.samples import NAMES, acts, paper

REJECT = Decide(
    outcome=Outcome.REJECTED,
    document="雁政服决〔2026〕00007号",
    ground=RejectionGround.CONDITIONS_NOT_MET,
    text="布局不符合要求",
    remedy="六十日内可以申请行政复议",
)


def test_a_receipt_lists_what_was_handed_in_and_is_no_acceptance() -> None:
    printed = paper(DocumentKind.RECEIPT, acts(receive()))
    assert printed.title == "收件凭证"
    assert printed.addressee == "张三"
    assert printed.body == (
        "你（单位）提交的“食品经营许可”申请材料已于2026年11月23日收到，自2026年11月23日起计算答复期限。",
    )
    assert printed.table is not None
    assert printed.table.lines == (Row(label="申请书", value=""), Row(label="营业执照", value=""))
    assert Row(label="证件号码", value="110101********0134") in printed.rows
    assert "不表示已经受理" in printed.closing[0]
    assert printed.basis == "《中华人民共和国行政许可法》第三十二条"


def test_a_notice_lists_everything_that_is_missing_by_name() -> None:
    told = acts(receive(), NOTICE)
    printed = paper(DocumentKind.CORRECTION_NOTICE, told)
    assert printed.table is not None
    assert printed.table.lines == (Row(label="营业执照", value=""),)
    assert len(printed.body) == 1, "no remark was made, so nothing is printed of one"
    supplemented = paper(DocumentKind.SUPPLEMENT_RECEIPT, acts(receive(), NOTICE, HAND_IN))
    assert supplemented.table is not None
    assert supplemented.table.lines == (Row(label="营业执照", value=""),)


def test_an_acceptance_says_by_when_it_will_be_decided() -> None:
    printed = paper(DocumentKind.ACCEPTANCE_NOTICE, acts(receive(), Accept()))
    assert printed.body[0] == (
        "你（单位）于2026年11月23日提出的“食品经营许可”申请（办件编号610113-261123-00001），"
        "申请材料齐全、符合法定形式，属于本机关职权范围，自2026年11月23日起予以受理。"
    )
    assert printed.body[1].startswith("本机关承诺于2026年12月7日前作出决定，法定期限于2026年12月21日届满。")
    assert Row(label="收费", value="不收费") in printed.rows
    assert printed.table is None


def test_a_deemed_acceptance_says_why() -> None:
    told = [*acts(receive())]
    told += [replace(act, sequence=2) for act in acts(receive(), Accept(), day=date(2026, 12, 3)) if act.sequence == 2]
    deemed = replace(told[1], event=replace(told[1].event, deemed=True))  # type: ignore[call-arg]  # an acceptance
    printed = paper(DocumentKind.ACCEPTANCE_NOTICE, [told[0], deemed])
    assert "依法自收到申请材料之日起即为受理" in printed.body[0]
    assert "申请材料齐全" not in printed.body[0]


def test_a_day_in_a_provisional_year_is_printed_as_such() -> None:
    told = acts(receive(), Accept(), day=date(2026, 12, 21))
    printed = paper(DocumentKind.ACCEPTANCE_NOTICE, told)
    rows = {row.label: row.value for row in printed.rows}
    assert rows["法定期限届满日"] == "2027年1月19日（暂定）"
    assert printed.closing == ("标有“暂定”的日期，以国务院办公厅公布的节假日安排为准。",)
    assert paper(DocumentKind.ACCEPTANCE_NOTICE, acts(receive(), Accept())).closing == ()


def test_a_refusal_of_acceptance_says_why_where_to_go_and_how_to_appeal() -> None:
    refusal = RefuseAcceptance(ground=RefusalGround.NOT_COMPETENT, text="请向高新区提出")
    printed = paper(DocumentKind.NON_ACCEPTANCE_NOTICE, acts(receive(), refusal))
    assert "申请事项依法不属于本行政机关职权范围，本机关决定不予受理。" in printed.body[0]
    assert printed.body[1] == "理由和申请去向：请向高新区提出"
    assert printed.remedy == (
        "如不服本通知，可以自收到之日起六十日内依法申请行政复议，也可以自收到之日起六个月内依法向人民法院提起行政诉讼。"
    )


def test_a_rejection_prints_reason_and_remedy_as_they_were_decided_and_the_law_of_the_item() -> None:
    printed = paper(DocumentKind.REJECTION_DECISION, acts(receive(), *REVIEWED, REJECT))
    assert printed.body == (
        "你（单位）于2026年11月23日提出的“食品经营许可”申请（办件编号610113-261123-00001），经审查，"
        "不符合法定条件、标准，依据《食品安全法》第三十五条，决定不予行政许可。",
        "理由：布局不符合要求",
    )
    assert printed.remedy == "六十日内可以申请行政复议"


def test_of_a_decision_only_the_document_of_its_outcome_is_issued() -> None:
    approved = acts(receive(), *REVIEWED, APPROVE)
    assert paper(DocumentKind.APPROVAL_DECISION, approved).title == "准予行政许可决定书"
    with pytest.raises(Refused) as refusal:
        paper(DocumentKind.REJECTION_DECISION, approved)
    assert refusal.value.code == "document.no-act"


def test_a_delivery_record_says_what_was_handed_over_how_and_to_whom() -> None:
    rows = {
        row.label: row.value
        for row in paper(DocumentKind.DELIVERY_RECORD, acts(receive(), *REVIEWED, APPROVE, COUNTER)).rows
    }
    assert rows == {
        "办件编号": NUMBER,
        "事项名称": "食品经营许可",
        "申请人": "张三",
        "决定文号": "区市监许〔2026〕12号",
        "决定日期": "2026年11月23日",
        "送达方式": "窗口领取",
        "送达日期": "2026年11月23日",
        "签收人": "张三",
    }


def test_what_somebody_wrote_is_never_read_as_a_pattern() -> None:
    curly = replace(REJECT, text="见{remedy}与{0}")
    printed = paper(DocumentKind.REJECTION_DECISION, acts(receive(), *REVIEWED, curly))
    assert printed.body[1] == "理由：见{remedy}与{0}"


def test_without_the_person_no_paper_is_made_out() -> None:
    told = acts(receive(applicant=replace(APPLICANT, details=None)))
    sort = BY_KIND[DocumentKind.RECEIPT]
    with pytest.raises(Refused) as refusal:
        needs_are_known(sort, facts_of(act_for(sort, told), NAMES))
    assert refusal.value.code == "document.fact-missing"
    assert refusal.value.reason == "开具“收件凭证”需要申请人，本件没有登记或者已经依法删除，不能开具"


@pytest.mark.parametrize(
    ("basis", "printed"),
    [
        ("城乡规划法 40", "《城乡规划法》第四十条"),
        ("消防法 13", "《消防法》第十三条"),
        ("行政许可法 105", "《行政许可法》第一百零五条"),
        ("陕西省人口与计划生育条例", "陕西省人口与计划生育条例"),
        ("某暂行规定（住房和城乡建设部令第51号）", "某暂行规定（住房和城乡建设部令第51号）"),
    ],
)
def test_a_law_and_its_article_are_printed_as_a_lawyer_writes_them(basis: str, printed: str) -> None:
    assert law_and_article(basis) == printed


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "一"),
        (10, "十"),
        (14, "十四"),
        (20, "二十"),
        (42, "四十二"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
    ],
)
def test_numbers_as_in_a_law(number: int, said: str) -> None:
    assert numeral(number) == said


def test_a_number_is_mark_word_year_and_serial() -> None:
    sort = BY_KIND[DocumentKind.ACCEPTANCE_NOTICE]
    series = series_of("莲政服", UnitCode("610104"), sort)
    assert number_at(Place(series=series, year=2026, serial=12)) == "莲政服受〔2026〕00012号"
    assert series_of(None, UnitCode("610104"), sort) == "610104受"
    assert document_id(NUMBER, 4, sort) == "610113-261123-00001.4.acceptance_notice"
