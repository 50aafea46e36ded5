"""The papers that follow from a stopped, extended, withdrawn or ended case."""

from dataclasses import replace

import pytest

from liandong.domain.case.commands import Accept
from liandong.domain.case.ending_commands import AskWithdrawal, ConfirmWithdrawal
from liandong.domain.documents.types import DocumentKind
from liandong.events.case_hearing import HearingGround
from liandong.terms.refusal import Refused
from tests.unit.case.samples import (
    EXTENDED,
    SET_HEARING,
    SUPPLEMENT_ASKED,
    TELL_HEARING,
    TESTED,
    receive,
)
from tests.unit.case.test_table import TERMINATE
from tests.unit.documents.samples import acts, paper


def test_a_special_procedure_is_told_with_its_ground_and_its_end() -> None:
    told = paper(DocumentKind.SPECIAL_PROCEDURE_NOTICE, acts(receive(), Accept(), TESTED))
    assert "依法需要检测，所需时间不计算在审批期限内，预计于2026年11月30日结束。" in "".join(told.body)


def test_a_supplement_list_is_no_special_procedure() -> None:
    with pytest.raises(Refused) as refused:
        paper(DocumentKind.SPECIAL_PROCEDURE_NOTICE, acts(receive(), Accept(), SUPPLEMENT_ASKED))
    assert refused.value.code == "document.no-act"


def test_an_extension_is_told_with_its_reason_and_the_new_day() -> None:
    told = "".join(paper(DocumentKind.EXTENSION_NOTICE, acts(receive(), Accept(), EXTENDED)).body)
    assert "经依法批准，审批期限延长至2027年1月5日" in told
    assert "延长期限的理由：现场情况复杂" in told


def test_a_withdrawal_and_a_termination_are_told() -> None:
    gone = acts(receive(), Accept(), AskWithdrawal(), ConfirmWithdrawal(document="撤〔2026〕1号"))
    assert "本次申请终结" in "".join(paper(DocumentKind.WITHDRAWAL_NOTICE, gone).body)
    ended = paper(DocumentKind.TERMINATION_NOTICE, acts(receive(), Accept(), TERMINATE))
    assert "事由：申请人注销" in "".join(ended.body)


def test_the_right_to_a_hearing_is_told_with_the_day_until_when() -> None:
    told = paper(DocumentKind.HEARING_RIGHT_NOTICE, acts(receive(), Accept(), TELL_HEARING))
    text = "".join(told.body)
    assert "享有要求听证的权利，要求听证的，请在2026年11月30日前向本机关提出" in text
    assert "李四" not in str(told), "one notice does not tell the names of the others"


def test_a_hearing_is_told_with_its_day_its_place_and_who_presides() -> None:
    ordered = replace(SET_HEARING, ground=HearingGround.PRESCRIBED)
    told = "".join(paper(DocumentKind.HEARING_NOTICE, acts(receive(), Accept(), ordered)).body)
    assert "因法律、法规、规章规定应当听证，定于2026年12月7日在区市场监管局三楼会议室公开举行听证" in told
    assert "由工号P001的工作人员主持" in told
    closed = "".join(paper(DocumentKind.HEARING_NOTICE, acts(receive(), Accept(), replace(ordered, public=False))).body)
    assert "不公开举行听证" in closed
