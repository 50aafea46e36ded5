"""Whose turn a joint master and its shares are: told by their own events, split without a gap (F102, D.5.2, D.5.3)."""

from datetime import date

from tests.story import Story

from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.court import Days, split
from liandong.domain.worktime.moments import ended_on, moments
from liandong.events import Event, case, joint
from liandong.terms.codes import CaseId, EventId, ItemCode, JointId, LinkId, UnitCode
from liandong.terms.legal_time import legal_day

MASTER = JointId("610100-J-0001")
FIRST, SECOND, THIRD = (LinkId(f"610100-J-0001-{number}") for number in (1, 2, 3))
LAND = joint.Share(link=FIRST, unit=UnitCode("610100"), item=ItemCode("ZG-001"))
WATER = joint.Share(link=SECOND, unit=UnitCode("610113"), item=ItemCode("SW-001"))
AGAIN = joint.Share(link=THIRD, unit=UnitCode("610112"), item=ItemCode("SW-001"))


def september(day: int) -> date:
    return date(2026, 9, day)


def acknowledged(link: LinkId) -> Event:
    return joint.JointShareAcknowledged(
        joint=MASTER, link=link, case=CaseId("610113-1"), acknowledgement=EventId("610113:1:1")
    )


def answered(link: LinkId, decided_on: date) -> Event:
    return joint.JointShareAnswered(
        joint=MASTER,
        link=link,
        case=CaseId("610113-1"),
        outcome=case.Outcome.APPROVED,
        decided_on=decided_on,
        document="1号",
    )


def told(story: Story) -> list[tuple[date, Event]]:
    return [(legal_day(heard.occurred_at), heard.event) for heard in story.said]


def accepted(day: int = 2) -> Story:
    return Story().joint_received(september(1), LAND, WATER).joint_accepted(september(day))


def test_a_master_is_on_its_way_until_the_first_share_has_arrived(calendar: WorkingCalendar) -> None:
    story = accepted().say(september(4), acknowledged(FIRST)).say(september(8), acknowledged(SECOND))
    found = split(calendar, moments(told(story)), september(9)).working
    assert found == Days(department=4, link=2)  # on its way on 2 and 3 September; 4, 7, 8 and 9 worked on
    assert found.total == 6


def test_a_master_is_on_its_way_again_when_the_only_share_left_is_asked_again(calendar: WorkingCalendar) -> None:
    story = accepted().say(september(2), acknowledged(FIRST))
    story.say(september(3), joint.JointShareRejected(joint=MASTER, link=SECOND, reason_code="item.unknown"))
    story.say(september(7), answered(FIRST, september(7)))
    again = joint.JointShareAskedAgain(
        joint=MASTER, replaces=SECOND, share=AGAIN, requested_on=september(8), acknowledge_by=september(9)
    )
    story.say(september(8), again).say(september(9), acknowledged(THIRD))
    found = split(calendar, moments(told(story)), september(10)).working
    assert found == Days(department=6, link=1)  # on 8 September; a rejected share is the lead's to place


def test_a_master_ends_with_its_dispatch(calendar: WorkingCalendar) -> None:
    story = accepted().say(september(2), acknowledged(FIRST)).say(september(2), acknowledged(SECOND))
    for link, day in ((FIRST, 4), (SECOND, 7)):
        story.say(september(day), answered(link, september(day)))
    story.say(september(7), joint.JointJoined(joint=MASTER, outcome=case.Outcome.APPROVED, joined_on=september(7)))
    method = case.DeliveryMethod.MAIL
    story.say(september(9), joint.JointDispatched(joint=MASTER, method=method, delivered_on=september(9)))
    assert ended_on(told(story)) == september(9)
    assert split(calendar, moments(told(story)), september(9)).working == Days(department=6)


def test_a_share_was_on_its_way_from_the_joint_acceptance_until_its_unit_had_it(calendar: WorkingCalendar) -> None:
    asker = case.ReturnAddress(unit=UnitCode("610100"), link=SECOND, master=MASTER)
    story = Story().received(september(1), asked_by=asker)
    late = [(september(3), story.said[0].event)]  # the joint acceptance was on 1 September, it arrived on the 3rd
    assert split(calendar, moments(late), september(7)).working == Days(link=1, department=3)
    assert split(calendar, moments(told(story)), september(7)).working == Days(department=4)
