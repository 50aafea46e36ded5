"""Receiving, telling once, supplementing, accepting."""

from dataclasses import replace
from datetime import date

import pytest

from liandong.domain.case.commands import (
    Accept,
    RefusalGround,
    RefuseAcceptance,
    RequestCorrection,
    Return,
    ReturnGround,
    Supplement,
)
from liandong.domain.case.decide import decide
from liandong.domain.case.status import Status
from liandong.events.case import (
    ApplicantKind,
    CaseAccepted,
    CaseCorrectionRequested,
    CaseNotAccepted,
    CaseReceived,
    CaseReturned,
    CaseSupplemented,
    Channel,
    SubmittedMaterial,
)
from liandong.events.counted import CountedFrom
from liandong.events.reference import StageShare
from liandong.terms.codes import ItemCode, Tier
from liandong.terms.refusal import Nature, Refused
from tests.unit.case.samples import (
    APPLICANT,
    ENTRY,
    FORM,
    HAND_IN,
    LICENCE,
    MONDAY,
    NOTICE,
    NUMBER,
    PLAN,
    REFERENCE,
    done,
    fold,
    on,
    receive,
    somebody,
)


def test_a_receipt_freezes_the_entry_and_runs_the_notice_timer_from_the_day_at_the_counter() -> None:
    [event] = decide(None, receive(), on(MONDAY))
    assert isinstance(event, CaseReceived)
    assert (event.frozen, event.entry, event.effective_on) == (ENTRY, REFERENCE, MONDAY)
    assert fold([event]).status is Status.RECEIVED


@pytest.mark.parametrize(
    ("day", "hour", "effective"),
    [
        (date(2026, 11, 23), 10, date(2026, 11, 23)),
        (date(2026, 11, 23), 18, date(2026, 11, 24)),
        (date(2026, 11, 27), 20, date(2026, 11, 30)),
        (date(2026, 11, 28), 9, date(2026, 11, 30)),
    ],
)
def test_an_online_hand_in_after_hours_takes_effect_on_the_next_working_day(
    day: date, hour: int, effective: date
) -> None:
    [event] = decide(None, receive(channel=Channel.ONLINE), on(day, hour))
    assert isinstance(event, CaseReceived)
    assert event.effective_on == effective


def test_an_item_of_another_tier_is_not_received() -> None:
    with pytest.raises(Refused) as refused:
        decide(None, receive(tier=Tier.TOWNSHIP), on(MONDAY))
    assert (refused.value.code, refused.value.nature) == ("case.item-not-handled-here", Nature.INVALID)


def test_a_stage_template_is_not_received_as_a_single_case() -> None:
    stage = replace(ENTRY, shares=(StageShare(item=ItemCode("X"), tier=Tier.CITY),))
    with pytest.raises(Refused) as refused:
        decide(None, receive(stage), on(MONDAY))
    assert refused.value.code == "case.item-is-a-stage"


def test_a_village_point_is_named_and_belongs_to_the_unit() -> None:
    at_point = receive(channel=Channel.VILLAGE, point="610113P01", points=("610113P01",))
    [event] = decide(None, at_point, on(MONDAY))
    assert isinstance(event, CaseReceived)
    assert (event.channel, event.point) == (Channel.VILLAGE, "610113P01")
    for point, channel in ((None, Channel.VILLAGE), ("610112P01", Channel.VILLAGE), ("610112P01", Channel.WINDOW)):
        with pytest.raises(Refused) as refused:
            decide(None, replace(at_point, channel=channel, point=point), on(MONDAY))
        assert (refused.value.code, refused.value.errors[0].pointer) == ("case.point-unknown", "/point")


def test_a_material_outside_the_guide_is_not_taken_and_its_place_is_named() -> None:
    with pytest.raises(Refused) as refused:
        decide(None, receive(materials=(FORM, SubmittedMaterial(code="selfie"))), on(MONDAY))
    assert refused.value.code == "case.unknown-material"
    assert [error.pointer for error in refused.value.errors] == ["/materials/1"]


def test_the_same_material_twice_is_not_taken() -> None:
    with pytest.raises(Refused) as refused:
        decide(None, receive(materials=(FORM, FORM)), on(MONDAY))
    assert [error.pointer for error in refused.value.errors] == ["/materials/0", "/materials/1"]


def test_no_project_code_no_receipt_where_the_item_needs_one() -> None:
    with pytest.raises(Refused) as refused:
        decide(None, receive(replace(ENTRY, needs_project_code=True)), on(MONDAY))
    assert refused.value.code == "case.project-code-missing"


def test_a_number_is_given_once() -> None:
    with pytest.raises(Refused) as refused:
        decide(done(receive()), receive(), on(MONDAY))
    assert refused.value.code == "case.already-there"


def test_a_notice_lists_what_is_missing_and_the_applicant_holds_the_case() -> None:
    case = done(receive(materials=(FORM,)))
    events = decide(case, RequestCorrection(lines=("licence",), text="缺营业执照"), on(MONDAY))
    assert events == [CaseCorrectionRequested(case=NUMBER, round=1, lines=("licence",), text="缺营业执照")]
    assert fold(events, case).status is Status.CORRECTION_REQUESTED


def test_a_notice_that_lists_nothing_is_no_notice() -> None:
    with pytest.raises(Refused) as refused:
        decide(done(receive()), RequestCorrection(lines=()), on(MONDAY))
    assert refused.value.code == "case.empty-notice"


def test_a_notice_may_ask_only_for_what_the_guide_lists() -> None:
    with pytest.raises(Refused) as refused:
        decide(done(receive()), RequestCorrection(lines=("licence", "lease")), on(MONDAY))
    assert (refused.value.code, refused.value.errors[0].pointer) == ("case.unknown-material", "/lines/1")


def test_a_notice_is_possible_on_the_fifth_working_day_and_not_on_the_sixth() -> None:
    case = done(receive(materials=(FORM,)))
    assert decide(case, NOTICE, on(date(2026, 11, 30)))
    with pytest.raises(Refused) as refused:
        decide(case, NOTICE, on(date(2026, 12, 1)))
    assert (refused.value.code, refused.value.basis) == ("case.deemed-accepted", "行政许可法 32(1)(4)")


def test_a_second_notice_in_one_round_is_refused_by_the_table() -> None:
    with pytest.raises(Refused) as refused:
        decide(done(receive(), NOTICE), NOTICE, on(MONDAY))
    assert refused.value.code == "case.not-now"
    assert refused.value.reason == "办件现为“待补正”，不能“一次性告知”；下一步可以：补正、退回、申请撤回、更正"


def test_a_later_round_may_repeat_a_line_but_not_add_one() -> None:
    case = done(receive(materials=(FORM,)), NOTICE, HAND_IN)
    assert decide(case, NOTICE, on(MONDAY)) == [CaseCorrectionRequested(case=NUMBER, round=2, lines=("licence",))]
    with pytest.raises(Refused) as refused:
        decide(case, RequestCorrection(lines=("licence", "plan")), on(MONDAY))
    assert refused.value.code == "case.second-notice"


def test_a_supplement_answers_every_line_and_begins_a_new_round() -> None:
    case = done(receive(materials=(FORM,)), RequestCorrection(lines=("licence", "plan")))
    with pytest.raises(Refused) as refused:
        decide(case, HAND_IN, on(MONDAY))
    assert refused.value.code == "case.supplement-incomplete"
    assert "布局图（plan）" in refused.value.reason

    friday = date(2026, 11, 27)
    events = decide(case, Supplement(materials=(LICENCE, PLAN)), on(friday))
    assert events == [
        CaseSupplemented(case=NUMBER, round=1, materials=(LICENCE, PLAN), effective_on=friday, channel=Channel.WINDOW)
    ]
    supplemented = fold(events, case)
    assert (supplemented.status, supplemented.notice_round) == (Status.RECEIVED, 2)
    assert {material.code for material in supplemented.materials} == {"form", "licence", "plan"}


def test_acceptance_starts_both_clocks_on_the_next_working_day() -> None:
    [accepted] = decide(done(receive()), Accept(), on(MONDAY))
    assert accepted == CaseAccepted(
        case=NUMBER,
        entry=REFERENCE,
        accepted_on=date(2026, 11, 23),
        policy="cn-workdays-1",
        calendar=accepted.calendar,  # type: ignore[attr-defined]
        promised_due=date(2026, 12, 7),
        statutory_due=date(2026, 12, 21),
        provisional=False,
        counted=CountedFrom(
            start=MONDAY,
            promised_limit=10,
            statutory_limit=20,
            policy="cn-workdays-1",
            calendar=accepted.calendar,  # type: ignore[attr-defined]
        ),
    )


def test_a_due_date_in_a_year_not_yet_published_is_marked() -> None:
    case = done(receive(), day=date(2026, 12, 14))
    [accepted] = decide(case, Accept(), on(date(2026, 12, 14)))
    assert isinstance(accepted, CaseAccepted)
    assert accepted.promised_due == date(2026, 12, 28)
    assert accepted.statutory_due == date(2027, 1, 12)
    assert accepted.provisional


def test_incomplete_materials_are_not_accepted_and_the_missing_ones_are_named() -> None:
    with pytest.raises(Refused) as refused:
        decide(done(receive(materials=(FORM,))), Accept(), on(MONDAY))
    assert refused.value.code == "case.materials-missing"
    assert "营业执照（licence）" in refused.value.reason


def test_past_the_notice_limit_even_incomplete_materials_are_accepted_as_of_the_day_of_receipt() -> None:
    case = done(receive(materials=(FORM,)))
    [accepted] = decide(case, Accept(), on(date(2026, 12, 1)))
    assert isinstance(accepted, CaseAccepted)
    assert accepted.deemed
    assert accepted.accepted_on == MONDAY
    assert accepted.promised_due == date(2026, 12, 7)


def test_a_refusal_to_accept_has_its_ground_and_basis_and_is_final() -> None:
    case = done(receive())
    command = RefuseAcceptance(ground=RefusalGround.NOT_COMPETENT, text="请向省市场监管局申请")
    events = decide(case, command, on(MONDAY))
    assert events == [
        CaseNotAccepted(
            case=NUMBER,
            reason_code="not_competent",
            basis="行政许可法 32(1)(2)",
            text="请向省市场监管局申请",
        )
    ]
    assert fold(events, case).status is Status.NOT_ACCEPTED


def test_a_refusal_to_accept_after_five_days_comes_too_late() -> None:
    command = RefuseAcceptance(ground=RefusalGround.NOT_COMPETENT, text="请向省市场监管局申请")
    with pytest.raises(Refused) as refused:
        decide(done(receive()), command, on(date(2026, 12, 1)))
    assert refused.value.code == "case.deemed-accepted"


def test_a_refusal_without_words_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        decide(done(receive()), RefuseAcceptance(ground=RefusalGround.NOT_COMPETENT, text=" "), on(MONDAY))
    assert refused.value.code == "case.reason-missing"


def test_materials_not_supplemented_go_back_in_writing() -> None:
    case = done(receive(materials=(FORM,)), NOTICE)
    events = decide(case, Return(ground=ReturnGround.NOT_SUPPLEMENTED, text="逾期未补正，可重新申请"), on(MONDAY))
    assert events == [CaseReturned(case=NUMBER, reason_code="not_supplemented", text="逾期未补正，可重新申请")]
    assert fold(events, case).status is Status.RETURNED


def test_nobody_accepts_his_own_application() -> None:
    himself = somebody(relations=frozenset({f"applicant:{APPLICANT.pseudonym}"}))
    with pytest.raises(Refused) as refused:
        decide(done(receive()), Accept(), on(MONDAY, by=himself))
    assert (refused.value.code, refused.value.nature) == ("powers.denied", Nature.FORBIDDEN)


@pytest.mark.parametrize(
    ("kind", "number", "code"),
    [
        (ApplicantKind.PERSON, "110101199003070135", "identifier.id-card-checksum"),
        (ApplicantKind.PERSON, "91610113MA6TG0000X", "identifier.id-card-format"),
        (ApplicantKind.ORGANISATION, "91610113MA6TG0000X", "identifier.uscc-checksum"),
    ],
)
def test_a_number_that_cannot_be_right_is_not_received(kind: ApplicantKind, number: str, code: str) -> None:
    assert APPLICANT.details is not None
    applicant = replace(APPLICANT, kind=kind, details=replace(APPLICANT.details, id_number=number))
    with pytest.raises(Refused) as refused:
        decide(None, receive(applicant=applicant), on(MONDAY))
    assert refused.value.code == code


def test_a_project_code_of_the_wrong_form_is_not_received_even_where_none_is_needed() -> None:
    with pytest.raises(Refused) as refused:
        decide(None, receive(project_code="2611-610113"), on(MONDAY))
    assert refused.value.code == "identifier.project-code-format"
