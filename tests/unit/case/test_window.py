"""首问负责 and 来几次: who answers for a case, and on how many days its applicant had to come."""

from dataclasses import replace
from datetime import date

import pytest

from liandong.domain.case.clock_commands import Resume
from liandong.domain.case.commands import Accept, CaseCommand, Deliver, Supplement
from liandong.domain.case.decide import decide
from liandong.domain.case.ending_commands import AskWithdrawal
from liandong.domain.case.state import Case
from liandong.domain.case.window_commands import HandOver, NoteContact
from liandong.domain.visits import Contact
from liandong.events.case import Channel, DeliveryMethod
from liandong.events.case_window import (
    CaseContacted,
    CaseHandedOver,
    ContactChannel,
    ContactMatter,
    HandOverGround,
)
from liandong.terms.codes import StaffId
from liandong.terms.principal import Principal
from liandong.terms.refusal import Nature, Refused
from liandong.terms.roles import Role
from tests.unit.case.samples import (
    APPROVE,
    COUNTER,
    DISTRICT,
    FORM,
    LICENCE,
    MONDAY,
    NOTICE,
    NUMBER,
    PLAN,
    REVIEWED,
    SUPPLEMENT_ASKED,
    done,
    fold,
    on,
    receive,
)

FIRST, SECOND = StaffId("C001"), StaffId("C002")
TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)
TO_SECOND = HandOver(to=SECOND, ground=HandOverGround.ABSENT, text="请假")


def staff(number: StaffId, role: Role = Role.CLERK) -> Principal:
    return Principal(id=number, unit=DISTRICT, roles=frozenset({role}))


def after(case: Case, command: CaseCommand, by: Principal, day: date = MONDAY) -> Case:
    return fold(decide(case, command, on(day, by=by)), case)


def test_whoever_receives_a_case_answers_for_it_until_he_hands_it_over() -> None:
    case = done(receive(handler=FIRST))
    assert (case.first_handler, case.handler) == (FIRST, FIRST)
    (said,) = decide(case, TO_SECOND, on(MONDAY, by=staff(FIRST)))
    assert said == CaseHandedOver(case=NUMBER, former=FIRST, to=SECOND, ground=HandOverGround.ABSENT, text="请假")
    case = fold([said], case)
    assert (case.first_handler, case.handler) == (FIRST, SECOND)


def test_nobody_hands_over_a_case_of_somebody_else_but_those_who_assign_work() -> None:
    case = done(receive(handler=FIRST))
    with pytest.raises(Refused) as refusal:
        decide(case, TO_SECOND, on(MONDAY, by=staff(SECOND)))
    assert (refusal.value.code, refusal.value.nature) == ("case.not-its-handler", Nature.FORBIDDEN)
    assert refusal.value.basis == "首问负责制"
    for role in (Role.CHIEF, Role.DEPUTY_POST, Role.DEPUTY_HEAD, Role.HEAD):
        assert after(case, TO_SECOND, staff(StaffId("L001"), role)).handler == SECOND


def test_what_came_in_online_is_taken_up_once() -> None:
    case = done(receive(channel=Channel.ONLINE))
    assert case.handler is None
    take_up = HandOver(to=FIRST, ground=HandOverGround.TAKEN_UP)
    case = after(case, take_up, staff(FIRST))
    assert (case.first_handler, case.handler) == (FIRST, FIRST)
    with pytest.raises(Refused) as refusal:
        decide(case, replace(take_up, to=SECOND), on(MONDAY, by=staff(FIRST)))
    assert refusal.value.code == "case.taken-up-already"


def test_a_case_is_handed_over_to_somebody_else() -> None:
    with pytest.raises(Refused) as refusal:
        decide(done(receive(handler=SECOND)), TO_SECOND, on(MONDAY, by=staff(SECOND)))
    assert refusal.value.code == "case.handler-already"


def test_every_day_on_which_the_applicant_came_counts_once() -> None:
    case = done(receive(materials=(FORM,)), NOTICE)
    assert case.visits == 1
    case = done(Supplement(materials=(LICENCE,)), case=case)
    assert case.visits == 1
    case = done(Accept(), SUPPLEMENT_ASKED, case=case)
    case = done(Supplement(materials=(PLAN,), channel=Channel.VILLAGE), day=TUESDAY, case=case)
    assert case.visits == 2
    case = done(*REVIEWED[1:], APPROVE, COUNTER, day=WEDNESDAY, case=case)
    assert case.visits == 3
    assert case.contacts == (
        Contact(on=MONDAY, channel=ContactChannel.WINDOW, matter=ContactMatter.APPLY),
        Contact(on=MONDAY, channel=ContactChannel.WINDOW, matter=ContactMatter.SUPPLEMENT),
        Contact(on=TUESDAY, channel=ContactChannel.VILLAGE, matter=ContactMatter.SUPPLEMENT),
        Contact(on=WEDNESDAY, channel=ContactChannel.WINDOW, matter=ContactMatter.COLLECT),
    )


def test_what_goes_online_by_mail_or_by_phone_is_no_visit() -> None:
    case = done(receive(channel=Channel.ONLINE, materials=(FORM,)), NOTICE)
    case = done(Supplement(materials=(LICENCE,), channel=Channel.ONLINE), *REVIEWED, APPROVE, case=case)
    case = done(NoteContact(channel=ContactChannel.PHONE, matter=ContactMatter.ENQUIRE), case=case)
    case = done(Deliver(method=DeliveryMethod.MAIL), case=case)
    assert case.visits == 0
    assert [contact.channel.value for contact in case.contacts] == ["online", "online", "phone"]


def test_a_visit_that_no_other_act_tells_of_is_noted() -> None:
    case = done(receive(channel=Channel.ONLINE))
    command = NoteContact(channel=ContactChannel.WINDOW, matter=ContactMatter.CLARIFY, text="核对原件")
    (said,) = decide(case, command, on(TUESDAY))
    assert said == CaseContacted(
        case=NUMBER,
        channel=ContactChannel.WINDOW,
        matter=ContactMatter.CLARIFY,
        contacted_on=TUESDAY,
        text="核对原件",
    )
    assert fold([said], case).visits == 1


def test_asking_for_withdrawal_says_how() -> None:
    online = done(receive(channel=Channel.ONLINE), AskWithdrawal(channel=Channel.ONLINE))
    assert online.visits == 0
    assert done(receive(channel=Channel.ONLINE), AskWithdrawal()).visits == 1


def test_a_result_that_ends_a_pause_is_no_contact() -> None:
    paused = done(receive(), Accept(), SUPPLEMENT_ASKED)
    with pytest.raises(Refused):
        decide(paused, Resume(), on(MONDAY))
    assert len(paused.contacts) == 1
