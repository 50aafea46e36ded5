"""Cases handed up, and cases opened because another unit asked."""

from dataclasses import replace
from datetime import date

import pytest

from liandong.domain.case.commands import (
    NoteForwardAcknowledged,
    OpenLinked,
    RaiseLinkAlarm,
    TakeDispatch,
    TakeForwardRejection,
)
from liandong.domain.case.decide import decide
from liandong.domain.case.state import Case
from liandong.domain.case.status import Status
from liandong.events.case import (
    CaseAccepted,
    CaseClosed,
    CaseDelivered,
    CaseForwardAcknowledged,
    CaseForwarded,
    CaseForwardRejected,
    CaseReceived,
    CaseUpperDecided,
    Channel,
    DeliveryMethod,
    Outcome,
    ReturnAddress,
    SubmittedMaterial,
)
from liandong.events.link import LinkAnswered, LinkDispatched, LinkForwarded, LinkUnacknowledged
from liandong.terms.codes import CaseId, EventId, JointId, LinkId, Tier
from liandong.terms.refusal import Refused
from tests.unit.case.samples import (
    APPLICANT,
    APPROVE,
    CITY,
    CITY_DECIDES,
    COUNTER,
    DISTRICT,
    ENTRY,
    FORM,
    HAND_UP,
    MONDAY,
    NUMBER,
    REFERENCE,
    REVIEWED,
    UNITS,
    done,
    fold,
    on,
    receive,
    upper_decision,
)

FIRST_LINK = LinkId("610113-261123-00001-1")
SHARE = ReturnAddress(unit=CITY, link=LinkId("610100-J261123-00001-2"), master=JointId("610100-J261123-00001"))
OPEN = OpenLinked(
    case=NUMBER,
    tier=Tier.DISTRICT,
    entry=ENTRY,
    reference=REFERENCE,
    applicant=APPLICANT,
    asked_by=SHARE,
    accepted_on=date(2026, 11, 20),
    request=EventId("610100:1:9"),
    joint=JointId("610100-J261123-00001"),
    materials=(FORM, SubmittedMaterial(code="of-another-item")),
)
SHARE_REVIEWED = REVIEWED[1:]


def handed_up() -> Case:
    return done(receive(CITY_DECIDES), *REVIEWED, HAND_UP)


def test_what_the_upper_tier_decides_is_not_decided_here() -> None:
    with pytest.raises(Refused) as refused:
        done(receive(CITY_DECIDES), *REVIEWED, APPROVE)
    assert refused.value.code == "case.upper-tier-decides"


def test_what_is_decided_here_is_not_handed_up() -> None:
    with pytest.raises(Refused) as refused:
        done(receive(), *REVIEWED, HAND_UP)
    assert refused.value.code == "case.decided-here"


def test_handing_up_tells_the_upper_unit_everything_and_stops_the_own_clock() -> None:
    forwarded, noted = decide(done(receive(CITY_DECIDES), *REVIEWED), HAND_UP, on(MONDAY))
    assert isinstance(forwarded, LinkForwarded)
    assert (forwarded.dest, forwarded.link, forwarded.case) == (CITY, FIRST_LINK, NUMBER)
    assert (forwarded.details, forwarded.opinion) == (APPLICANT.details, "初审同意")
    assert noted == CaseForwarded(
        case=NUMBER, link=FIRST_LINK, to=CITY, handed_over_on=MONDAY, acknowledge_by=date(2026, 11, 24)
    )
    assert handed_up().status is Status.ESCALATED


def test_a_case_goes_to_the_nearest_tier_with_a_part_in_the_item() -> None:
    above = (UNITS[DISTRICT], UNITS[CITY])
    skips = replace(CITY_DECIDES, tiers=(Tier.TOWNSHIP,))
    stops = replace(CITY_DECIDES, tiers=(Tier.TOWNSHIP, Tier.DISTRICT))
    for entry, upper in ((skips, CITY), (stops, DISTRICT)):
        case = done(receive(entry, tier=Tier.TOWNSHIP), *REVIEWED)
        forwarded, _ = decide(case, replace(HAND_UP, above=above), on(MONDAY))
        assert isinstance(forwarded, LinkForwarded)
        assert forwarded.dest == upper


def test_without_an_upper_unit_in_the_registry_nothing_is_handed_up() -> None:
    with pytest.raises(Refused) as refused:
        done(receive(CITY_DECIDES), *REVIEWED, replace(HAND_UP, above=()))
    assert refused.value.code == "case.no-upper-unit"


def test_the_acknowledgement_is_noted_once() -> None:
    case = handed_up()
    command = NoteForwardAcknowledged(
        link=FIRST_LINK, by=CITY, upper_case=CaseId("610100-261124-00007"), acknowledgement=EventId("610100:1:5")
    )
    events = decide(case, command, on(MONDAY))
    assert events == [
        CaseForwardAcknowledged(
            case=NUMBER,
            link=FIRST_LINK,
            upper_case=CaseId("610100-261124-00007"),
            acknowledgement=EventId("610100:1:5"),
        )
    ]
    assert decide(fold(events, case), command, on(MONDAY)) == []


def test_a_word_from_a_unit_that_was_not_asked_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        decide(handed_up(), replace(upper_decision(handed_up()), by=DISTRICT), on(MONDAY))
    assert refused.value.code == "link.unknown"


def test_a_rejected_handover_comes_back_and_may_be_handed_up_again_under_a_new_link() -> None:
    case = handed_up()
    command = TakeForwardRejection(link=FIRST_LINK, by=CITY, reason_code="catalogue.unknown-item", text="无此事项")
    events = decide(case, command, on(MONDAY))
    assert events == [
        CaseForwardRejected(case=NUMBER, link=FIRST_LINK, reason_code="catalogue.unknown-item", text="无此事项")
    ]
    case = fold(events, case)
    assert case.status is Status.AWAITING_DECISION
    forwarded, _ = decide(case, HAND_UP, on(MONDAY))
    assert isinstance(forwarded, LinkForwarded)
    assert forwarded.link == "610113-261123-00001-2"


def test_the_upper_decision_becomes_this_units_own_fact_once() -> None:
    case = handed_up()
    command = upper_decision(case)
    events = decide(case, command, on(MONDAY))
    assert events == [
        CaseUpperDecided(
            case=NUMBER,
            link=FIRST_LINK,
            by=CITY,
            upper_case=CaseId("610100-261124-00007"),
            outcome=Outcome.APPROVED,
            decided_on=date(2026, 11, 26),
            document="市市监许〔2026〕3号",
        )
    ]
    decided = fold(events, case)
    assert decided.status is Status.APPROVED
    assert decide(decided, command, on(MONDAY)) == []
    with pytest.raises(Refused) as refused:
        decide(decided, replace(command, outcome=Outcome.REJECTED), on(MONDAY))
    assert refused.value.code == "link.answered-otherwise"


def test_delivering_a_case_decided_above_tells_the_upper_unit() -> None:
    case = handed_up()
    case = done(upper_decision(case), case=case)
    delivered, told = decide(case, COUNTER, on(MONDAY))
    assert isinstance(delivered, CaseDelivered)
    assert told == LinkDispatched(dest=CITY, link=FIRST_LINK, method=DeliveryMethod.COUNTER, delivered_on=MONDAY)


def test_an_unacknowledged_handover_raises_one_alarm_after_a_working_day() -> None:
    case = handed_up()
    assert decide(case, RaiseLinkAlarm(), on(date(2026, 11, 24))) == []
    events = decide(case, RaiseLinkAlarm(), on(date(2026, 11, 25)))
    assert events == [LinkUnacknowledged(link=FIRST_LINK, to=CITY, requested_on=MONDAY)]
    assert decide(fold(events, case), RaiseLinkAlarm(), on(date(2026, 11, 26))) == []


def test_an_acknowledged_handover_raises_no_alarm() -> None:
    case = handed_up()
    acknowledged = NoteForwardAcknowledged(
        link=FIRST_LINK, by=CITY, upper_case=CaseId("610100-261124-00007"), acknowledgement=EventId("610100:1:5")
    )
    assert decide(done(acknowledged, case=case), RaiseLinkAlarm(), on(date(2026, 12, 25))) == []


def test_a_linked_task_is_an_ordinary_case_accepted_on_the_joint_date_with_a_return_address() -> None:
    received, accepted = decide(None, OPEN, on(MONDAY))
    assert isinstance(received, CaseReceived)
    assert isinstance(accepted, CaseAccepted)
    assert (received.channel, received.asked_by) == (Channel.LINK, SHARE)
    assert received.materials == OPEN.materials
    assert (accepted.accepted_on, accepted.joint) == (date(2026, 11, 20), SHARE.master)
    assert accepted.promised_due == date(2026, 12, 4)


def test_the_same_request_opens_one_case() -> None:
    assert decide(done(OPEN), OPEN, on(MONDAY)) == []


def test_deciding_a_linked_case_answers_the_asker_in_the_same_breath() -> None:
    _, answered = decide(done(OPEN, *SHARE_REVIEWED), APPROVE, on(MONDAY))
    assert answered == LinkAnswered(
        dest=CITY,
        link=SHARE.link,
        case=NUMBER,
        outcome=Outcome.APPROVED,
        decided_on=MONDAY,
        document="区市监许〔2026〕12号",
    )


def test_a_linked_case_decided_above_answers_its_asker_too() -> None:
    case = done(replace(OPEN, entry=CITY_DECIDES), *SHARE_REVIEWED, HAND_UP)
    decided, answered = decide(case, upper_decision(case), on(MONDAY))
    assert isinstance(decided, CaseUpperDecided)
    assert isinstance(answered, LinkAnswered)
    assert (answered.dest, answered.link, answered.decided_on) == (CITY, SHARE.link, date(2026, 11, 26))


def test_the_unit_of_a_share_does_not_deliver_by_itself() -> None:
    with pytest.raises(Refused) as refused:
        done(OPEN, *SHARE_REVIEWED, APPROVE, COUNTER)
    assert refused.value.code == "case.asker-delivers"


def test_the_unified_dispatch_delivers_and_closes_a_share_once() -> None:
    case = done(OPEN, *SHARE_REVIEWED, APPROVE)
    dispatch = TakeDispatch(link=SHARE.link, by=CITY, delivered_on=date(2026, 12, 1))
    events = decide(case, dispatch, on(MONDAY))
    assert events == [
        CaseDelivered(case=NUMBER, method=DeliveryMethod.UNIFIED, delivered_on=date(2026, 12, 1)),
        CaseClosed(case=NUMBER, outcome=Outcome.APPROVED),
    ]
    assert decide(fold(events, case), dispatch, on(MONDAY)) == []


def test_the_unified_dispatch_is_passed_on_to_the_unit_that_decided() -> None:
    case = done(replace(OPEN, entry=CITY_DECIDES), *SHARE_REVIEWED, HAND_UP)
    case = done(upper_decision(case), case=case)
    dispatch = TakeDispatch(link=SHARE.link, by=CITY, delivered_on=date(2026, 12, 1))
    _, told, closed = decide(case, dispatch, on(MONDAY))
    assert isinstance(told, LinkDispatched)
    assert (told.dest, told.link) == (CITY, FIRST_LINK)
    assert isinstance(closed, CaseClosed)


def test_a_dispatch_from_somebody_else_is_refused() -> None:
    case = done(OPEN, *SHARE_REVIEWED, APPROVE)
    with pytest.raises(Refused) as refused:
        decide(case, TakeDispatch(link=SHARE.link, by=DISTRICT, delivered_on=MONDAY), on(MONDAY))
    assert refused.value.code == "link.unknown"


def test_an_own_case_has_no_dispatch_to_take() -> None:
    with pytest.raises(Refused) as refused:
        done(receive(), *REVIEWED, APPROVE, TakeDispatch(link=SHARE.link, by=CITY, delivered_on=MONDAY))
    assert refused.value.code == "link.unknown"
