"""An application while it is prepared: changed freely, pre-reviewed as advice, submitted when it is filled in."""

from dataclasses import replace
from datetime import date

import pytest

from liandong.domain.case.decide import decide
from liandong.domain.preapplication.decide import asked, changed, released, reserved, submitted, written
from liandong.domain.preapplication.prereview import AnswerPrereview, Prereview, answer_prereview, evolve
from liandong.domain.preapplication.rules import (
    applicant_is_named,
    his_materials_are_files,
    item_goes_online,
    kept_until,
)
from liandong.domain.preapplication.state import Form, PreApplication
from liandong.domain.preapplication.status import PreStatus
from liandong.events.case import ApplicantKind, CaseReceived, Channel, SubmittedMaterial
from liandong.events.handling import OnlineLevel
from liandong.events.pre_application import CasePrereviewed
from liandong.terms.codes import CaseId, Digest, PreApplicationId, StaffId, Tier
from liandong.terms.refusal import Refused
from tests.unit.case.samples import ENTRY, FORM, LICENCE, MONDAY, NUMBER, PLAN, REFERENCE, done, fold, on, receive

BEFORE = PreApplicationId("610113-D261123-00001")
FILLED = Form(
    applicant_kind=ApplicantKind.PERSON,
    name="张三",
    id_number="110101199003070134",
    phone="13800001234",
    materials=(FORM,),
)


def begun(form: Form = FILLED) -> PreApplication:
    return written(BEFORE, Tier.DISTRICT, ENTRY, form, on(MONDAY))


def answering(pre: PreApplication, *lines: str, text: str | None = None) -> AnswerPrereview:
    return AnswerPrereview(of=pre, entry=ENTRY, reference=REFERENCE, lines=lines, text=text)


def refused(code: str) -> pytest.RaisesExc[Refused]:
    return pytest.RaisesExc(Refused, check=lambda refusal: refusal.code == code)


def test_an_empty_form_may_be_begun_and_is_kept_for_thirty_days_after_the_last_change() -> None:
    pre = begun(Form())
    assert pre.status(0) is PreStatus.DRAFT
    assert kept_until(pre.changed_on) == date(2026, 12, 23)
    later = changed(pre, 0, Tier.DISTRICT, ENTRY, FILLED, on(date(2026, 11, 30)))
    assert later.form == FILLED
    assert kept_until(later.changed_on) == date(2026, 12, 30)


def test_only_materials_of_the_guide_and_items_of_this_tier_can_be_prepared() -> None:
    with refused("case.unknown-material"):
        begun(Form(materials=(SubmittedMaterial(code="passport"),)))
    with refused("case.item-not-handled-here"):
        written(BEFORE, Tier.CITY, ENTRY, Form(), on(MONDAY))


def test_a_pre_review_lists_what_is_missing_and_the_draft_goes_on() -> None:
    pre = asked(begun(), 0, on(MONDAY))
    assert pre.status(0) is PreStatus.PRE_REVIEW
    tuesday = on(date(2026, 11, 24))
    said = answer_prereview(None, answering(pre, "licence", text="缺营业执照"), tuesday)
    assert said == [
        CasePrereviewed(
            pre_application=BEFORE,
            entry=REFERENCE,
            round=1,
            asked_on=MONDAY,
            lines=("licence",),
            text="缺营业执照",
        )
    ]
    answered = evolve(None, said[0])
    assert answered == Prereview(of=BEFORE, rounds=1, lines=("licence",), text="缺营业执照")
    assert pre.status(answered.rounds) is PreStatus.DRAFT
    with refused("preapplication.not-now"):
        answer_prereview(answered, answering(pre, "licence"), tuesday)
    again = asked(pre, answered.rounds, tuesday)
    assert (again.asked, again.status(answered.rounds)) == (2, PreStatus.PRE_REVIEW)


def test_a_pre_review_that_lists_nothing_says_so_in_words() -> None:
    pre = asked(begun(), 0, on(MONDAY))
    with refused("preapplication.empty-answer"):
        answer_prereview(None, answering(pre), on(MONDAY))
    (said,) = answer_prereview(None, answering(pre, text="材料齐全"), on(MONDAY))
    assert isinstance(said, CasePrereviewed)
    assert said.lines == ()
    with refused("case.unknown-material"):
        answer_prereview(None, answering(pre, "passport"), on(MONDAY))


def test_nobody_has_to_wait_for_a_pre_review() -> None:
    pre = asked(begun(), 0, on(MONDAY))
    assert reserved(pre, 0, NUMBER).case == NUMBER


def test_only_a_form_that_says_who_applies_can_be_submitted() -> None:
    with pytest.raises(Refused) as refusal:
        reserved(begun(Form(name="张三")), 0, NUMBER)
    assert refusal.value.code == "preapplication.incomplete"
    assert [each.pointer for each in refusal.value.errors] == ["/form/applicant_kind", "/form/id_number", "/form/phone"]


def test_what_is_being_submitted_keeps_its_number_and_its_form() -> None:
    pre = reserved(begun(), 0, NUMBER)
    assert reserved(pre, 0, CaseId("610113-261123-00009")).case == NUMBER
    with refused("preapplication.being-submitted"):
        changed(pre, 0, Tier.DISTRICT, ENTRY, Form(), on(MONDAY))
    with refused("preapplication.being-submitted"):
        asked(pre, 0, on(MONDAY))
    assert changed(released(pre), 0, Tier.DISTRICT, ENTRY, Form(), on(MONDAY)).form == Form()


def test_what_was_submitted_is_forgotten_and_cannot_be_changed() -> None:
    pre = submitted(reserved(begun(), 0, NUMBER), on(MONDAY))
    assert (pre.form, pre.status(0)) == (None, PreStatus.SUBMITTED)
    for act in (
        lambda: changed(pre, 0, Tier.DISTRICT, ENTRY, Form(), on(MONDAY)),
        lambda: asked(pre, 0, on(MONDAY)),
        lambda: answer_prereview(None, answering(pre, "form"), on(MONDAY)),
    ):
        with refused("preapplication.not-now"):
            act()


def test_submitting_twice_makes_one_case() -> None:
    command = receive(pre_application=BEFORE)
    case = done(command)
    assert case.pre_application == BEFORE
    assert decide(case, command, on(MONDAY)) == []
    with refused("case.already-there"):
        decide(case, receive(), on(MONDAY))
    with refused("case.already-there"):
        decide(case, receive(pre_application=PreApplicationId("610113-D261123-00002")), on(MONDAY))


def test_what_is_submitted_online_after_hours_takes_effect_on_the_next_working_day() -> None:
    friday_evening = on(date(2026, 11, 27), hour=20)
    (said,) = decide(None, receive(channel=Channel.ONLINE, pre_application=BEFORE), friday_evening)
    assert isinstance(said, CaseReceived)
    assert said.effective_on == date(2026, 11, 30)


def test_a_pre_review_is_no_one_time_notice() -> None:
    case = fold(decide(None, receive(pre_application=BEFORE, materials=(FORM,)), on(MONDAY)))
    assert (case.notice_round, case.notice_lines) == (1, ())


def test_what_is_sent_in_online_is_a_file_and_not_a_tick() -> None:
    with pytest.raises(Refused) as refusal:
        his_materials_are_files(replace(FILLED, materials=(replace(FORM, digest=Digest("a" * 64)), LICENCE, PLAN)))
    assert refusal.value.code == "preapplication.material-without-file"
    assert [each.pointer for each in refusal.value.errors] == [
        "/form/materials/1/digest",
        "/form/materials/2/digest",
    ]


def test_the_catalogue_says_how_far_an_item_goes_online() -> None:
    item_goes_online(replace(ENTRY, online=OnlineLevel.PRE_REVIEW), OnlineLevel.PRE_REVIEW)
    item_goes_online(replace(ENTRY, online=OnlineLevel.FULL), OnlineLevel.APPLY)
    with refused("preapplication.not-online"):
        item_goes_online(replace(ENTRY, online=OnlineLevel.CONSULT), OnlineLevel.PRE_REVIEW)
    with refused("preapplication.not-online"):
        item_goes_online(replace(ENTRY, online=OnlineLevel.PRE_REVIEW), OnlineLevel.APPLY)


def test_a_file_is_kept_only_for_somebody_who_is_named() -> None:
    assert applicant_is_named(FILLED) == (ApplicantKind.PERSON, "110101199003070134")
    with refused("preapplication.applicant-missing"):
        applicant_is_named(Form(name="张三"))


def test_who_wrote_it_for_the_applicant_is_noted() -> None:
    pre = written(BEFORE, Tier.DISTRICT, ENTRY, Form(), on(MONDAY), by=StaffId("C001"))
    assert pre.written_by == "C001"
