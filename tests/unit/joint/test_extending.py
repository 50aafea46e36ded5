"""45 working days and 15 more for the whole, once, by the government; no share goes past the whole (Law 42, D.12.6)."""

from dataclasses import replace
from datetime import date

import pytest

from liandong.domain.case.clock_commands import Extend, TakeMasterDue
from liandong.domain.case.decide import decide as decide_case
from liandong.domain.case.state import Case
from liandong.domain.joint.commands import AcceptJoint, AskAgain, ExtendJoint, JointCommand, RecomputeJoint
from liandong.domain.joint.decide import decide
from liandong.domain.joint.state import Joint
from liandong.events.case_clock import ApprovalLevel, CaseExtended, CaseMasterDueMoved
from liandong.events.joint_clock import JointExtended
from liandong.events.link import LinkDueMoved, LinkRequested
from liandong.terms.codes import Digest
from liandong.terms.refusal import Nature, Refused
from liandong.terms.roles import Role
from tests.unit.case.samples import CITY, DISTRICT, MONDAY, UNITS, on, somebody
from tests.unit.case.samples import done as case_done
from tests.unit.case.samples import fold as case_fold
from tests.unit.case.test_linked import OPEN, SHARE
from tests.unit.joint.samples import (
    CITY_LINK,
    DISTRICT_LINK,
    LEAD,
    LONGER,
    NUMBER,
    RECEIVE,
    STAGE,
    acknowledged,
    answered,
    done,
    fold,
    paused,
    rejected,
)

DUE, EXTENDED_DUE = date(2027, 1, 26), date(2027, 2, 16)
"""45 and 60 working days after 23 November 2026, with 2027 not yet published: 1 January off."""


def accepted() -> Joint:
    return done(RECEIVE, AcceptJoint())


def refusal_of(joint: Joint, command: JointCommand, day: date = MONDAY) -> Refused:
    with pytest.raises(Refused) as refused:
        decide(joint, command, on(day, by=LEAD))
    return refused.value


def test_the_government_extends_the_whole_and_every_open_share_is_told() -> None:
    joint = done(answered(CITY_LINK, CITY), joint=accepted())
    assert joint.statutory_due == DUE
    extended, told = decide(joint, LONGER, on(MONDAY, by=LEAD))
    assert isinstance(extended, JointExtended)
    assert (extended.level, extended.approval) == (ApprovalLevel.GOVERNMENT, "市政批〔2026〕9号")
    assert (extended.promised_due, extended.statutory_due) == (joint.promised_due, EXTENDED_DUE)
    assert extended.provisional
    assert told == LinkDueMoved(dest=DISTRICT, link=DISTRICT_LINK, statutory_due=EXTENDED_DUE, extended=True)
    assert fold([extended, told], joint).statutory_due == EXTENDED_DUE


def test_the_promise_moves_only_where_the_stage_says_so() -> None:
    moving = replace(RECEIVE, entry=replace(STAGE, extension_moves_promise=True))
    joint = done(moving, AcceptJoint())
    extended = decide(joint, LONGER, on(MONDAY, by=LEAD))[0]
    assert isinstance(extended, JointExtended)
    assert (joint.promised_due, extended.promised_due) == (date(2026, 12, 21), date(2027, 1, 12))


def test_the_whole_is_extended_once_and_before_its_last_day_has_ended() -> None:
    assert refusal_of(done(LONGER, joint=accepted()), LONGER).code == "joint.extended-before"
    assert decide(accepted(), LONGER, on(DUE, by=LEAD))[0].KIND == "joint.extended"
    too_late = refusal_of(accepted(), LONGER, date(2027, 1, 27))
    assert (too_late.code, too_late.basis) == ("joint.extension-too-late", "行政许可法 42")


def test_a_whole_that_stands_still_is_extended_though_days_have_gone_by() -> None:
    both = (paused(CITY_LINK, CITY), paused(DISTRICT_LINK, DISTRICT))
    extended = decide(done(*both, joint=accepted()), LONGER, on(date(2027, 2, 1), by=LEAD))[0]
    assert extended.KIND == "joint.extended"


def test_a_whole_that_stands_still_only_since_its_last_day_has_ended_is_not_extended() -> None:
    def since(day: date) -> Joint:
        return done(paused(CITY_LINK, CITY, day), paused(DISTRICT_LINK, DISTRICT, day), joint=accepted(), day=day)

    assert decide(since(DUE), LONGER, on(date(2027, 2, 1), by=LEAD))[0].KIND == "joint.extended"
    assert refusal_of(since(date(2027, 1, 27)), LONGER, date(2027, 2, 1)).code == "joint.extension-too-late"


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (replace(LONGER, days=16), "joint.extension-length"),
        (replace(LONGER, days=0), "joint.extension-length"),
        (replace(LONGER, approval=" "), "joint.extension-without-approval"),
        (replace(LONGER, text=""), "case.reason-missing"),
    ],
)
def test_the_whole_is_extended_by_15_days_at_most_with_approval_and_reason(command: ExtendJoint, code: str) -> None:
    refused = refusal_of(accepted(), command)
    assert (refused.code, refused.nature) == (code, Nature.INVALID)


def test_a_lead_officer_does_not_extend() -> None:
    officer = replace(somebody(CITY), roles=frozenset({Role.LEAD}))
    with pytest.raises(Refused) as refused:
        decide(accepted(), LONGER, on(MONDAY, by=officer))
    assert refused.value.code == "powers.denied"


def test_an_extended_whole_is_recounted_with_its_extension() -> None:
    joint = replace(done(LONGER, joint=accepted()), calendar=Digest("0" * 64), statutory_due=DUE)
    recomputed, *told = decide(joint, RecomputeJoint(), on(MONDAY, by=LEAD))
    assert recomputed.statutory_due == EXTENDED_DUE  # type: ignore[attr-defined]  # joint.deadline_recomputed
    assert told == [
        LinkDueMoved(dest=unit, link=link, statutory_due=EXTENDED_DUE, extended=True)
        for unit, link in ((CITY, CITY_LINK), (DISTRICT, DISTRICT_LINK))
    ]


def test_a_share_asked_again_learns_the_last_day_as_extended() -> None:
    joint = done(LONGER, joint=done(acknowledged(CITY_LINK, CITY), rejected(DISTRICT_LINK, DISTRICT), joint=accepted()))
    request = decide(joint, AskAgain(link=DISTRICT_LINK, unit=UNITS[DISTRICT]), on(MONDAY, by=LEAD))[-1]
    assert isinstance(request, LinkRequested)
    assert request.master_due == EXTENDED_DUE


def share(master_due: date | None) -> Case:
    """A share of 20 working days by law, accepted with its master on 20 November 2026."""
    return case_done(replace(OPEN, master_due=master_due))


TEN_MORE = Extend(days=10, level=ApprovalLevel.HEAD, text="现场情况复杂")
MOVED = TakeMasterDue(link=SHARE.link, by=CITY, statutory_due=date(2027, 1, 8), extended=True)


def test_a_share_is_not_extended_past_the_whole_until_that_is_extended() -> None:
    short = share(date(2026, 12, 31))
    with pytest.raises(Refused) as refused:
        decide_case(short, TEN_MORE, on(MONDAY))
    assert refused.value.code == "case.extension-past-the-master"
    assert "2026-12-31" in refused.value.reason
    (moved,) = decide_case(short, MOVED, on(MONDAY))
    assert moved == CaseMasterDueMoved(case=short.id, statutory_due=date(2027, 1, 8), extended=True)
    assert [event.KIND for event in decide_case(case_fold([moved], short), TEN_MORE, on(MONDAY))] == ["case.extended"]


def test_a_share_is_extended_up_to_the_last_day_of_the_whole() -> None:
    (extended,) = decide_case(share(date(2027, 1, 4)), TEN_MORE, on(MONDAY))
    assert isinstance(extended, CaseExtended)
    assert extended.statutory_due == date(2027, 1, 4)


def test_a_share_learns_of_the_last_day_of_the_whole_only_from_its_lead_and_once() -> None:
    case = share(DUE)
    with pytest.raises(Refused) as refused:
        decide_case(case, replace(MOVED, by=DISTRICT), on(MONDAY))
    assert refused.value.code == "link.unknown"
    again = case_fold(decide_case(case, MOVED, on(MONDAY)), case)
    assert decide_case(again, MOVED, on(MONDAY)) == []


def test_a_master_of_another_number_is_not_there() -> None:
    with pytest.raises(Refused) as refused:
        decide(None, LONGER, on(MONDAY, by=LEAD))
    assert (refused.value.code, NUMBER in refused.value.reason) == ("joint.not-found", False)
