"""Before a joint acceptance: one round of checks, one notice for all, one supplement, or a no (Law 32, D.12.9)."""

from dataclasses import replace
from datetime import date

import pytest

from liandong.domain.joint.commands import AcceptJoint, JointCommand
from liandong.domain.joint.decide import decide
from liandong.domain.joint.decide.due_now import due_now, quiet_through
from liandong.domain.joint.intake_commands import OpenCheck, RequestJointCorrection, SupplementJoint
from liandong.domain.joint.state import Joint
from liandong.domain.joint.status import JointStatus
from liandong.events.case import Channel, SubmittedMaterial
from liandong.events.joint import JointAccepted
from liandong.events.joint_intake import (
    JointCheckOpened,
    JointCorrectionRequested,
    JointNotAccepted,
    JointShareChecked,
    JointSupplemented,
)
from liandong.events.link import LinkCheckClosed, LinkCheckRequested, LinkRequested
from liandong.terms.refusal import Refused
from tests.unit.case.samples import APPLICANT, CITY, DISTRICT, FORM, LICENCE, MONDAY, PLAN, on, somebody
from tests.unit.joint.samples import (
    CITY_LINK,
    DISTRICT_LINK,
    INCOMPLETE,
    LEAD,
    MERGED,
    NUMBER,
    RECEIVE,
    REFUSE,
    SEND_BACK,
    SUPPLEMENT,
    WATER,
    checked,
    done,
    fold,
)

TUESDAY, THURSDAY, DAY_FIVE = (date(2026, 11, day) for day in (24, 26, 30))
DAY_SIX = date(2026, 12, 1)
BOTH = RequestJointCorrection(lines=("licence", "plan"), text="请补正")


def refusal_of(joint: Joint, command: JointCommand, day: date = MONDAY) -> Refused:
    with pytest.raises(Refused) as refused:
        decide(joint, command, on(day, by=LEAD))
    return refused.value


def asked() -> Joint:
    """Received without the licence on Monday 23 November, and both units asked."""
    return done(INCOMPLETE, OpenCheck())


def test_every_unit_is_asked_what_is_missing_without_a_word_of_the_applicant() -> None:
    opened, *questions = decide(done(INCOMPLETE), OpenCheck(), on(MONDAY, by=LEAD))
    assert opened == JointCheckOpened(joint=NUMBER, opened_on=MONDAY, answer_by=THURSDAY)
    assert questions[1] == LinkCheckRequested(
        dest=DISTRICT,
        link=DISTRICT_LINK,
        master=NUMBER,
        item=WATER,
        project_code=None,
        materials=(FORM,),
        askable=("form", "licence", "plan"),
        answer_by=THURSDAY,
    )
    assert APPLICANT.pseudonym not in str(questions)


def test_an_answer_is_never_due_after_the_notice() -> None:
    opened = decide(done(INCOMPLETE), OpenCheck(), on(date(2026, 11, 27), by=LEAD))[0]
    assert isinstance(opened, JointCheckOpened)
    assert opened.answer_by == DAY_FIVE


def test_the_units_are_asked_once() -> None:
    assert refusal_of(asked(), OpenCheck()).code == "joint.checked-before"
    again = done(MERGED, SUPPLEMENT, joint=done(INCOMPLETE))
    assert refusal_of(again, OpenCheck()).code == "joint.checked-before"


def test_an_answer_counts_once_from_the_unit_asked_and_late_is_said_to_be_late() -> None:
    (noted,) = decide(asked(), checked(CITY_LINK, CITY, "plan", on=date(2026, 11, 27)), on(MONDAY, by=LEAD))
    assert noted == JointShareChecked(
        joint=NUMBER, link=CITY_LINK, lines=("plan",), checked_on=date(2026, 11, 27), late=True
    )
    joint = done(checked(CITY_LINK, CITY, "plan"), joint=asked())
    assert decide(joint, checked(CITY_LINK, CITY, "licence"), on(MONDAY, by=LEAD)) == []
    assert refusal_of(asked(), checked(CITY_LINK, DISTRICT)).code == "link.unknown"
    assert refusal_of(asked(), checked(CITY_LINK, CITY, "of-another-stage")).code == "case.unknown-material"


def test_the_lead_waits_for_the_answers_while_their_time_runs() -> None:
    joint = done(checked(CITY_LINK, CITY, "plan"), joint=asked())
    waiting = refusal_of(joint, BOTH, TUESDAY)
    assert (waiting.code, DISTRICT in waiting.reason) == ("joint.check-under-way", True)
    complete = done(OpenCheck(), joint=done(RECEIVE))
    assert refusal_of(complete, AcceptJoint(), THURSDAY).code == "joint.check-under-way"
    events = decide(joint, BOTH, on(date(2026, 11, 27), by=LEAD))
    assert events == [
        JointCorrectionRequested(joint=NUMBER, round=1, lines=("licence", "plan"), text="请补正"),
        LinkCheckClosed(dest=DISTRICT, link=DISTRICT_LINK),
    ]


def test_the_one_notice_leaves_out_nothing_a_unit_asked_for() -> None:
    answers = (checked(CITY_LINK, CITY, "plan"), checked(DISTRICT_LINK, DISTRICT, "licence", "plan"))
    joint = done(*answers, joint=asked())
    left_out = refusal_of(joint, RequestJointCorrection(lines=("licence",)))
    assert (left_out.code, "（plan）" in left_out.reason) == ("joint.notice-leaves-out", True)
    assert fold(decide(joint, BOTH, on(MONDAY, by=LEAD)), joint).status is JointStatus.CORRECTION_REQUESTED


def test_what_a_unit_found_missing_is_not_accepted_before_it_is_handed_in() -> None:
    answers = (checked(CITY_LINK, CITY, "plan"), checked(DISTRICT_LINK, DISTRICT))
    joint = done(OpenCheck(), *answers, joint=done(RECEIVE))
    assert refusal_of(joint, AcceptJoint()).code == "joint.materials-missing"
    asked_for_plan = RequestJointCorrection(lines=("plan",))
    again = done(asked_for_plan, SupplementJoint(materials=(PLAN,)), joint=joint)
    accepted, *requests = decide(again, AcceptJoint(), on(MONDAY, by=LEAD))
    assert isinstance(accepted, JointAccepted)
    assert [each.materials for each in requests if isinstance(each, LinkRequested)] == [(FORM, LICENCE, PLAN)] * 2


def test_the_supplement_answers_every_line_and_begins_a_new_round() -> None:
    noticed = done(BOTH, joint=done(INCOMPLETE))
    assert refusal_of(noticed, SUPPLEMENT).code == "case.supplement-incomplete"
    assert refusal_of(noticed, SupplementJoint(materials=(SubmittedMaterial(code="?"),))).code == (
        "case.unknown-material"
    )
    online = SupplementJoint(materials=(LICENCE, PLAN), channel=Channel.ONLINE)
    (handed_in,) = decide(noticed, online, on(TUESDAY, hour=18, by=LEAD))
    assert handed_in == JointSupplemented(
        joint=NUMBER, round=1, materials=(LICENCE, PLAN), effective_on=date(2026, 11, 25)
    )
    joint = fold([handed_in], noticed)
    assert (joint.status, joint.notice_round) == (JointStatus.RECEIVED, 2)
    assert refusal_of(joint, RequestJointCorrection(lines=("form",))).code == "joint.second-notice"
    same = decide(joint, MERGED, on(TUESDAY, by=LEAD))
    assert same == [JointCorrectionRequested(joint=NUMBER, round=2, lines=("licence",))]


def test_a_notice_says_what_is_missing_by_the_guide() -> None:
    assert refusal_of(done(INCOMPLETE), RequestJointCorrection(lines=())).code == "case.empty-notice"
    assert refusal_of(done(INCOMPLETE), RequestJointCorrection(lines=("?",))).code == "case.unknown-material"


def test_after_five_working_days_in_silence_the_whole_is_accepted_as_of_its_receipt() -> None:
    joint = asked()
    assert (due_now(joint, on(DAY_FIVE)), quiet_through(joint, on(MONDAY))) == ([], DAY_FIVE)
    accepted, *others = due_now(joint, on(DAY_SIX))
    assert isinstance(accepted, JointAccepted)
    assert (accepted.accepted_on, accepted.deemed, accepted.promised_due) == (MONDAY, True, date(2026, 12, 21))
    assert [event.KIND for event in others] == ["link.check_closed"] * 2 + ["link.requested"] * 2
    assert [each.accepted_on for each in others if isinstance(each, LinkRequested)] == [MONDAY, MONDAY]
    for command in (OpenCheck(), MERGED, REFUSE):
        assert refusal_of(joint, command, DAY_SIX).code == "joint.deemed-accepted"
    late = decide(joint, AcceptJoint(), on(DAY_SIX, by=LEAD))[0]
    assert isinstance(late, JointAccepted)
    assert (late.accepted_on, late.deemed) == (MONDAY, True)


def test_the_whole_is_refused_with_a_reason_and_the_units_are_told_that_no_answer_is_needed() -> None:
    refused, *closed = decide(asked(), REFUSE, on(MONDAY, by=LEAD))
    assert refused == JointNotAccepted(
        joint=NUMBER, reason_code="not_competent", basis="行政许可法 32(1)(2)", text="请向省级机关申请"
    )
    assert closed == [
        LinkCheckClosed(dest=CITY, link=CITY_LINK),
        LinkCheckClosed(dest=DISTRICT, link=DISTRICT_LINK),
    ]
    assert refusal_of(asked(), replace(REFUSE, text=" ")).code == "case.reason-missing"


def test_materials_go_back_in_writing_when_they_are_not_supplemented() -> None:
    noticed = done(MERGED, joint=done(INCOMPLETE))
    (returned,) = decide(noticed, SEND_BACK, on(DAY_SIX, by=LEAD))
    assert returned.KIND == "joint.returned"
    assert fold([returned], noticed).status is JointStatus.RETURNED
    assert refusal_of(noticed, replace(SEND_BACK, text="")).code == "case.reason-missing"


def test_nobody_answers_his_own_joint_application() -> None:
    himself = somebody(CITY, relations=frozenset({f"applicant:{APPLICANT.pseudonym}"}))
    for command in (OpenCheck(), MERGED, REFUSE):
        with pytest.raises(Refused) as refused:
            decide(done(INCOMPLETE), command, on(MONDAY, by=himself))
        assert refused.value.code == "powers.denied"
