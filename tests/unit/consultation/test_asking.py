"""Consultations: the days the unit has stated run from when the question counts, and it is answered once."""

from dataclasses import replace
from datetime import date

import pytest

from liandong.domain.consultation.decide import Answer, Ask, answer, answer_by, ask
from liandong.domain.consultation.state import Consultation, ConsultationStatus, evolve
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.events.case_window import ContactChannel
from liandong.events.consultation import ConsultationAnswered, ConsultationAsked
from liandong.events.reference import CalendarYear, YearStatus
from liandong.events.said import Event
from liandong.terms.codes import ConsultationId, Digest, StaffId, UnitCode
from liandong.terms.principal import Principal, applicant_of_his_own
from liandong.terms.refusal import Nature, Refused
from liandong.terms.roles import Role
from tests.unit.case.samples import CALENDAR, MONDAY, REFERENCE, on

NUMBER = ConsultationId("610113-Z261123-00001")
ANSWER = Answer(entry=replace(REFERENCE, edition="2026-2"), text="带营业执照", guide=True)
ONLINE = Ask(
    consultation=NUMBER, entry=REFERENCE, channel=ContactChannel.ONLINE, limit=5, text="带什么？", phone="13800001234"
)


def fold(events: list[Event]) -> Consultation:
    consultation = None
    for event in events:
        consultation = evolve(consultation, event)
    assert consultation is not None
    return consultation


def test_the_stated_working_days_run_from_the_day_the_question_counts() -> None:
    stranger = applicant_of_his_own(UnitCode("610113"))
    (said,) = ask(None, ONLINE, on(MONDAY, by=stranger))
    assert isinstance(said, ConsultationAsked)
    assert (said.effective_on, said.answer_by, said.calendar) == (MONDAY, date(2026, 11, 30), CALENDAR.hash)
    (evening,) = ask(None, ONLINE, on(date(2026, 11, 27), hour=20, by=stranger))
    assert isinstance(evening, ConsultationAsked)
    assert (evening.asked_on, evening.effective_on, evening.answer_by) == (
        date(2026, 11, 27),
        date(2026, 11, 30),
        date(2026, 12, 7),
    )
    (called,) = ask(None, replace(ONLINE, channel=ContactChannel.PHONE, limit=1), on(MONDAY, hour=20))
    assert isinstance(called, ConsultationAsked)
    assert (called.effective_on, called.answer_by) == (MONDAY, date(2026, 11, 24))


def test_an_answer_on_the_spot_is_said_in_the_same_breath() -> None:
    given = on(MONDAY)
    consultation = fold(ask(None, replace(ONLINE, channel=ContactChannel.WINDOW, answer=ANSWER), given))
    assert (consultation.status, consultation.told_by, consultation.answered_by) == (
        ConsultationStatus.ANSWERED,
        ANSWER.entry,
        "S001",
    )


def test_an_answer_names_the_edition_it_rests_on_not_the_one_that_was_asked_about() -> None:
    waiting = fold(ask(None, ONLINE, on(MONDAY)))
    (said,) = answer(waiting, ANSWER, on(date(2026, 12, 15)))
    assert isinstance(said, ConsultationAnswered)
    assert (said.entry.edition, said.answered_on, said.guide_given) == ("2026-2", date(2026, 12, 15), True)
    assert waiting.entry.edition == "2026-1"
    assert waiting.kept_until is None
    assert evolve(waiting, said).kept_until == date(2027, 12, 15)


def test_it_is_answered_once() -> None:
    answered = fold(ask(None, replace(ONLINE, answer=ANSWER), on(MONDAY)))
    with pytest.raises(Refused) as refusal:
        answer(answered, ANSWER, on(MONDAY))
    assert refusal.value.code == "consultation.answered-already"
    with pytest.raises(Refused) as missing:
        answer(None, ANSWER, on(MONDAY))
    assert missing.value.nature is Nature.NOT_FOUND


def test_whoever_may_only_write_down_does_not_answer() -> None:
    agent = Principal(id=StaffId("V001"), unit=UnitCode("610113"), roles=frozenset({Role.VILLAGE_AGENT}))
    assert ask(None, ONLINE, on(MONDAY, by=agent))
    for act in (
        lambda: ask(None, replace(ONLINE, answer=ANSWER), on(MONDAY, by=agent)),
        lambda: answer(fold(ask(None, ONLINE, on(MONDAY))), ANSWER, on(MONDAY, by=agent)),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.code == "powers.denied"


def test_a_holiday_published_later_gives_the_office_its_days_back() -> None:
    waiting = fold(ask(None, ONLINE, on(MONDAY)))
    year = CalendarYear(year=2026, status=YearStatus.OFFICIAL, source="通知", off=(date(2026, 11, 30),), work=())
    newer = WorkingCalendar.of((year,), hash=Digest("f" * 64)).replacing(CALENDAR, date(2026, 11, 25))
    assert waiting.answer_by == date(2026, 11, 30)
    assert answer_by(waiting, newer).day == date(2026, 12, 1)
