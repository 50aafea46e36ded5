"""A joint approval: received, accepted by one date, asked, answered, joined, dispatched together."""

from dataclasses import replace
from datetime import date

import pytest

from liandong.domain.joint.commands import AcceptJoint, AskAgain, RaiseShareAlarms, ReceiveJoint, WantedShare
from liandong.domain.joint.decide import decide
from liandong.domain.joint.status import JointStatus
from liandong.events.case import DeliveryMethod, Outcome
from liandong.events.joint import (
    JointAccepted,
    JointDispatched,
    JointJoined,
    JointReceived,
    JointShareAcknowledged,
    JointShareAnswered,
    JointShareAskedAgain,
    JointShareRejected,
    Share,
)
from liandong.events.link import LinkDispatched, LinkRequested, LinkUnacknowledged
from liandong.terms.codes import EventId, ItemCode, LinkId, UnitCode
from liandong.terms.refusal import Nature, Refused
from tests.unit.case.samples import APPLICANT, CITY, DISTRICT, ENTRY, FORM, HALL, MONDAY, UNITS, on, somebody
from tests.unit.joint.samples import (
    ADD,
    CITY_LINK,
    DISPATCH,
    DISTRICT_LINK,
    FIRE,
    LAND,
    LEAD,
    NUMBER,
    RECEIVE,
    STAGE,
    WATER,
    acknowledged,
    answered,
    done,
    fold,
    rejected,
)

ACCEPTED = (RECEIVE, AcceptJoint())
TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)


def refusal(command: ReceiveJoint) -> Refused:
    with pytest.raises(Refused) as refused:
        decide(None, command, on(MONDAY, by=LEAD))
    return refused.value


def test_without_a_choice_the_template_is_asked_of_the_units_of_the_place() -> None:
    [received] = decide(None, RECEIVE, on(MONDAY, by=LEAD))
    assert isinstance(received, JointReceived)
    assert received.shares == (
        Share(link=CITY_LINK, unit=CITY, item=LAND),
        Share(link=DISTRICT_LINK, unit=DISTRICT, item=WATER),
    )
    assert received.frozen == STAGE


def test_chosen_shares_take_the_place_of_the_template() -> None:
    chosen = replace(RECEIVE, wanted=(WantedShare(item=WATER, unit=UNITS[DISTRICT]),), place=())
    [received] = decide(None, chosen, on(MONDAY, by=LEAD))
    assert isinstance(received, JointReceived)
    assert received.shares == (Share(link=CITY_LINK, unit=DISTRICT, item=WATER),)


def test_a_place_without_a_unit_of_the_tier_is_refused() -> None:
    refused = refusal(replace(RECEIVE, place=(UNITS[CITY],)))
    assert (refused.code, refused.nature) == ("joint.place-has-no-unit", Nature.INVALID)


def test_an_item_outside_the_stage_is_refused() -> None:
    wanted = (WantedShare(item=ItemCode("XX-1"), unit=UNITS[DISTRICT]),)
    assert refusal(replace(RECEIVE, wanted=wanted)).code == "joint.item-not-of-stage"


@pytest.mark.parametrize("unit", [None, HALL, CITY])
def test_a_unit_unknown_or_of_another_tier_is_refused(unit: str | None) -> None:
    known = None if unit is None else UNITS[unit]  # type: ignore[index]  # a unit code
    refused = refusal(replace(RECEIVE, wanted=(WantedShare(item=WATER, unit=known),)))
    assert refused.code == "joint.unit-not-competent"
    assert refused.errors[0].pointer == "/shares/0"


def test_the_same_share_twice_is_refused() -> None:
    twice = (WantedShare(item=WATER, unit=UNITS[DISTRICT]),) * 2
    assert refusal(replace(RECEIVE, wanted=twice)).code == "joint.share-twice"


def test_a_single_item_is_no_stage() -> None:
    assert refusal(replace(RECEIVE, entry=ENTRY)).code == "joint.not-a-stage"


def test_what_is_incomplete_is_received_and_not_accepted() -> None:
    joint = done(replace(RECEIVE, materials=(FORM,)))
    assert joint.status is JointStatus.RECEIVED
    with pytest.raises(Refused) as refused:
        decide(joint, AcceptJoint(), on(MONDAY, by=LEAD))
    assert refused.value.code == "joint.materials-missing"
    assert "营业执照（licence）" in refused.value.reason


def test_a_number_is_given_once() -> None:
    with pytest.raises(Refused) as refused:
        decide(done(RECEIVE), RECEIVE, on(MONDAY, by=LEAD))
    assert refused.value.code == "joint.already-there"


def test_joint_acceptance_fixes_one_date_and_asks_every_unit() -> None:
    accepted, *asked = decide(done(RECEIVE), AcceptJoint(), on(MONDAY, by=LEAD))
    assert isinstance(accepted, JointAccepted)
    assert accepted.accepted_on == MONDAY
    assert accepted.promised_due == date(2026, 12, 21)
    assert accepted.acknowledge_by == TUESDAY
    assert [type(each) for each in asked] == [LinkRequested, LinkRequested]
    request = asked[1]
    assert isinstance(request, LinkRequested)
    assert (request.dest, request.link, request.item) == (DISTRICT, DISTRICT_LINK, WATER)
    assert (request.accepted_on, request.master, request.details) == (MONDAY, NUMBER, APPLICANT.details)


def test_nobody_accepts_his_own_joint_application() -> None:
    himself = somebody(CITY, relations=frozenset({f"applicant:{APPLICANT.pseudonym}"}))
    with pytest.raises(Refused) as refused:
        decide(done(RECEIVE), AcceptJoint(), on(MONDAY, by=himself))
    assert refused.value.code == "powers.denied"


def test_an_acknowledgement_is_noted_once_with_the_number_of_the_share() -> None:
    command = acknowledged(DISTRICT_LINK, DISTRICT)
    events = decide(done(*ACCEPTED), command, on(MONDAY, by=LEAD))
    assert events == [
        JointShareAcknowledged(
            joint=NUMBER, link=DISTRICT_LINK, case=command.case, acknowledgement=EventId("610113:1:3")
        )
    ]
    assert decide(done(*ACCEPTED, command), command, on(MONDAY, by=LEAD)) == []


def test_words_about_a_share_count_only_from_the_unit_that_was_asked() -> None:
    for command in (
        acknowledged(DISTRICT_LINK, CITY),
        rejected(DISTRICT_LINK, CITY),
        answered(DISTRICT_LINK, CITY),
        answered(LinkId("610100-J261123-00001-9"), DISTRICT),
    ):
        with pytest.raises(Refused) as refused:
            decide(done(*ACCEPTED), command, on(MONDAY, by=LEAD))
        assert refused.value.code == "link.unknown"


def test_shares_join_at_the_last_answer_on_the_day_of_the_last_decision() -> None:
    first = answered(DISTRICT_LINK, DISTRICT, on=WEDNESDAY)
    events = decide(done(*ACCEPTED), first, on(WEDNESDAY, by=LEAD))
    assert [type(event) for event in events] == [JointShareAnswered]
    last = decide(done(*ACCEPTED, first), answered(CITY_LINK, CITY, on=TUESDAY), on(date(2026, 12, 1), by=LEAD))
    assert last[1:] == [JointJoined(joint=NUMBER, outcome=Outcome.APPROVED, joined_on=WEDNESDAY)]


def test_one_rejection_makes_the_joint_outcome_a_rejection_but_all_are_waited_for() -> None:
    against = answered(DISTRICT_LINK, DISTRICT, Outcome.REJECTED)
    assert done(*ACCEPTED, against).status is JointStatus.ACCEPTED
    joint = done(*ACCEPTED, against, answered(CITY_LINK, CITY))
    assert (joint.status, joint.outcome) == (JointStatus.JOINED, Outcome.REJECTED)


def test_the_same_answer_again_changes_nothing_and_another_is_refused() -> None:
    joint = done(*ACCEPTED, answered(CITY_LINK, CITY))
    assert decide(joint, answered(CITY_LINK, CITY), on(MONDAY, by=LEAD)) == []
    joined = done(answered(DISTRICT_LINK, DISTRICT), joint=joint)
    assert decide(joined, answered(CITY_LINK, CITY), on(MONDAY, by=LEAD)) == []
    with pytest.raises(Refused) as refused:
        decide(joint, answered(CITY_LINK, CITY, Outcome.REJECTED), on(MONDAY, by=LEAD))
    assert refused.value.code == "link.answered-otherwise"


def test_nothing_is_dispatched_before_all_have_answered() -> None:
    with pytest.raises(Refused) as refused:
        done(*ACCEPTED, answered(CITY_LINK, CITY), DISPATCH)
    assert refused.value.code == "joint.not-now"


def test_the_dispatch_is_one_and_every_unit_is_told() -> None:
    joint = done(*ACCEPTED, answered(CITY_LINK, CITY), answered(DISTRICT_LINK, DISTRICT))
    events = decide(joint, DISPATCH, on(WEDNESDAY, by=LEAD))
    assert events == [
        JointDispatched(joint=NUMBER, method=DeliveryMethod.MAIL, delivered_on=WEDNESDAY),
        LinkDispatched(dest=CITY, link=CITY_LINK, method=DeliveryMethod.MAIL, delivered_on=WEDNESDAY),
        LinkDispatched(dest=DISTRICT, link=DISTRICT_LINK, method=DeliveryMethod.MAIL, delivered_on=WEDNESDAY),
    ]
    with pytest.raises(Refused):
        decide(fold(events, joint), DISPATCH, on(WEDNESDAY, by=LEAD))


def test_a_rejected_share_keeps_the_master_open_until_it_is_asked_again() -> None:
    events = decide(done(*ACCEPTED), rejected(DISTRICT_LINK, DISTRICT), on(MONDAY, by=LEAD))
    assert events == [
        JointShareRejected(joint=NUMBER, link=DISTRICT_LINK, reason_code="catalogue.withdrawn-item", text="事项已取消")
    ]
    joint = done(answered(CITY_LINK, CITY), joint=done(*ACCEPTED, rejected(DISTRICT_LINK, DISTRICT)))
    assert joint.status is JointStatus.ACCEPTED

    again = AskAgain(link=DISTRICT_LINK, unit=UNITS[DISTRICT])
    asked, request = decide(joint, again, on(WEDNESDAY, by=LEAD))
    third = LinkId("610100-J261123-00001-3")
    assert asked == JointShareAskedAgain(
        joint=NUMBER,
        replaces=DISTRICT_LINK,
        share=Share(link=third, unit=DISTRICT, item=WATER),
        requested_on=WEDNESDAY,
        acknowledge_by=date(2026, 11, 26),
    )
    assert isinstance(request, LinkRequested)
    assert (request.link, request.accepted_on) == (third, MONDAY)
    joined = done(answered(third, DISTRICT), joint=fold([asked, request], joint))
    assert joined.status is JointStatus.JOINED


def test_a_unit_does_not_answer_what_it_rejected_nor_reject_what_it_answered() -> None:
    no_then_yes = (rejected(DISTRICT_LINK, DISTRICT), answered(DISTRICT_LINK, DISTRICT))
    yes_then_no = (answered(DISTRICT_LINK, DISTRICT), rejected(DISTRICT_LINK, DISTRICT))
    for first, second in (no_then_yes, yes_then_no):
        with pytest.raises(Refused) as refused:
            done(*ACCEPTED, first, second)
        assert refused.value.code == "link.answered-otherwise"


def test_only_a_rejected_share_is_asked_again() -> None:
    with pytest.raises(Refused) as refused:
        done(*ACCEPTED, AskAgain(link=DISTRICT_LINK, unit=UNITS[DISTRICT]))
    assert refused.value.code == "joint.share-not-rejected"


def test_a_share_that_was_added_is_asked_again_of_a_unit_that_handles_it_as_of_the_day_it_was_added() -> None:
    added, third = done(ADD, joint=done(*ACCEPTED), day=TUESDAY), LinkId("610100-J261123-00001-3")
    joint = done(rejected(third, DISTRICT), joint=added, day=TUESDAY)
    other = replace(UNITS[DISTRICT], unit="610112")
    asked, request = decide(joint, AskAgain(link=third, unit=other, entry=FIRE), on(WEDNESDAY, by=LEAD))
    assert isinstance(asked, JointShareAskedAgain)
    assert (asked.share.unit, asked.share.item) == ("610112", FIRE.item)
    assert isinstance(request, LinkRequested)
    assert (request.dest, request.accepted_on) == ("610112", TUESDAY)  # its clock is its own (D.5.7)
    fourth = LinkId("610100-J261123-00001-4")
    again = done(rejected(fourth, UnitCode("610112")), joint=fold([asked, request], joint), day=WEDNESDAY)
    back = decide(again, AskAgain(link=fourth, unit=UNITS[DISTRICT], entry=FIRE), on(WEDNESDAY, by=LEAD))[1]
    assert isinstance(back, LinkRequested)
    assert (back.dest, back.accepted_on) == (DISTRICT, TUESDAY)


@pytest.mark.parametrize("unit", [CITY, HALL, None])
def test_a_share_that_was_added_is_not_asked_again_of_a_unit_that_does_not_handle_it(unit: UnitCode | None) -> None:
    third = LinkId("610100-J261123-00001-3")
    joint = done(*ACCEPTED, ADD, rejected(third, DISTRICT))
    with pytest.raises(Refused) as refused:
        decide(joint, AskAgain(link=third, unit=unit and UNITS[unit], entry=FIRE), on(MONDAY, by=LEAD))
    assert refused.value.code == "joint.unit-not-competent"


def test_an_unacknowledged_share_raises_one_alarm_after_a_working_day() -> None:
    joint = done(*ACCEPTED, acknowledged(CITY_LINK, CITY))
    assert decide(joint, RaiseShareAlarms(), on(TUESDAY, by=LEAD)) == []
    events = decide(joint, RaiseShareAlarms(), on(WEDNESDAY, by=LEAD))
    assert events == [LinkUnacknowledged(link=DISTRICT_LINK, to=DISTRICT, requested_on=MONDAY)]
    assert decide(fold(events, joint), RaiseShareAlarms(), on(WEDNESDAY, by=LEAD)) == []
