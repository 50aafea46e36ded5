"""The history of a matter as exchange records: each event its record, the same history the same records."""

import json
from collections.abc import Iterable
from datetime import timedelta

import pytest

from e_supervision.timeline import Heard
from liandong.domain.exchange.kinds import COMMON, NAMES, RecordKind, columns_of
from liandong.domain.exchange.records import Record, records_of
from liandong.domain.exchange.table import RECORD_OF
from liandong.domain.history import Told
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.events.all_events import CASE_HISTORY, JOINT_HISTORY
from liandong.events.case import CaseSupplemented, ReturnAddress, SubmittedMaterial
from liandong.events.joint import JointShareAcknowledged, JointShareAnswered, Outcome, Share
from liandong.events.link import LINK_EVENTS, LinkAcknowledged
from liandong.events.said import Event
from liandong.terms.codes import CaseId, Digest, EventId, ItemCode, JointId, LinkId, UnitCode
from tests.about import about
from tests.story import CALENDAR_HASH, UNIT, YEARS, Story, on

CALENDAR = WorkingCalendar.of(YEARS, CALENDAR_HASH)
SHARE = Share(link=LinkId("610100-J261123-00001Z-1"), unit=UNIT, item=ItemCode("610000-0101"))


def told(heard: Iterable[Heard]) -> list[Told]:
    """A history as the journal tells it, written down a minute after each act."""
    return [
        Told(
            id=one.id,
            unit=one.unit,
            stream=one.stream,
            sequence=one.sequence,
            occurred_at=one.occurred_at,
            recorded_at=one.occurred_at + timedelta(minutes=1),
            event=one.event,
        )
        for one in heard
    ]


def records(heard: Iterable[Heard]) -> list[Record]:
    return list(records_of(told(heard), lambda digest: CALENDAR if digest == CALENDAR_HASH else None))


def whole_life() -> Story:
    story = Story().received(on("09-28")).noticed(on("09-28"))
    materials = (SubmittedMaterial(code="M1", digest=Digest("ab" * 32)), SubmittedMaterial(code="M2"))
    story.say(
        on("09-28"),
        CaseSupplemented(case=story.number, round=1, materials=materials, effective_on=on("09-28")),
    )
    story.accepted(on("09-28")).step_started(on("09-29"), "review").step_done(on("09-30"), "review")
    return story.decided(on("10-16")).delivered(on("10-19")).closed(on("10-19"))


def test_every_kind_of_a_matter_makes_a_record_or_expressly_none() -> None:
    for event in [*CASE_HISTORY, *JOINT_HISTORY, *LINK_EVENTS]:
        with about(event.KIND):
            assert event.KIND in RECORD_OF, "say in domain/exchange/table.py which record it makes (domain rules D.11)"


def test_no_mapping_is_left_for_a_kind_that_is_gone() -> None:
    assert set(RECORD_OF) == {event.KIND for event in (*CASE_HISTORY, *JOINT_HISTORY, *LINK_EVENTS)}


def test_every_kind_of_record_has_its_names_and_no_column_twice() -> None:
    assert set(NAMES) == set(RecordKind)
    for kind in RecordKind:
        assert len(set(columns_of(kind))) == len(columns_of(kind))
    codes = {kind: (named.ex, named.xk) for kind, named in NAMES.items()}
    assert codes == {
        RecordKind.APPLICATION: ("EX_SB", "XK_SQXX"),
        RecordKind.ACCEPTANCE: ("EX_SL", "XK_SLXX"),
        RecordKind.CORRECTION: ("EX_BJGZ", "XK_GZXX"),
        RecordKind.SUPPLEMENT: ("EX_BJSL", "XK_BJSLXX"),
        RecordKind.STEP: ("EX_SPCL", "XK_QTJDXX"),
        RecordKind.DECISION: (None, "XK_SPXX"),
        RecordKind.CLOSING: ("EX_BJ", None),
        RecordKind.COLLECTION: ("EX_LQDJ", None),
        RecordKind.LINKED: (None, None),
        RecordKind.SPECIAL_BEGUN: ("EX_TBCXSQ", "XK_TBCXKSXX"),
        RecordKind.SPECIAL_DONE: ("EX_TBCXJG", "XK_TBCXJSXX"),
        RecordKind.OTHER: (None, "XK_QTJDXX"),
    }


def test_a_whole_life_makes_these_records_a_supplement_one_for_each_line() -> None:
    assert [(record.kind, record.of.sequence) for record in records(whole_life().said)] == [
        (RecordKind.APPLICATION, 1),
        (RecordKind.CORRECTION, 2),
        (RecordKind.SUPPLEMENT, 3),
        (RecordKind.SUPPLEMENT, 3),
        (RecordKind.ACCEPTANCE, 4),
        (RecordKind.STEP, 5),
        (RecordKind.STEP, 6),
        (RecordKind.DECISION, 7),
        (RecordKind.COLLECTION, 8),
        (RecordKind.CLOSING, 9),
    ]


def test_every_record_names_its_case_its_item_and_when() -> None:
    for record in records(whole_life().said):
        assert tuple(record.cells) == columns_of(record.kind)
        assert record.cells["number"] == "610113-20260928-0001"
        assert (record.cells["item"], record.cells["item_name"]) == ("610000-0101", "建设工程规划许可")
        assert record.cells["department"] == "资源规划"
    first = records(whole_life().said)[0].cells
    assert (first["event"], first["event_kind"]) == ("610113:1:1", "case.received")
    assert first["occurred_at"] == "2026-09-28T10:00:00+08:00"
    assert first["recorded_at"] == "2026-09-28T10:01:00+08:00"
    assert set(COMMON) <= set(first)


def test_each_record_says_what_its_kind_is_for() -> None:
    found = {(record.kind, record.of.sequence): record.cells for record in records(whole_life().said)}
    assert found[RecordKind.APPLICATION, 1]["applicant"] == "p1"
    assert found[RecordKind.CORRECTION, 2]["lines"] == "M1"
    accepted = found[RecordKind.ACCEPTANCE, 4]
    assert (accepted["result"], accepted["accepted_on"], accepted["deemed"]) == ("accepted", "2026-09-28", False)
    done = found[RecordKind.STEP, 6]
    assert (done["step_name"], done["phase"], done["person"], done["opinion"]) == (
        "审查",
        "done",
        "s1",
        "no_objection",
    )
    decided = found[RecordKind.DECISION, 7]
    assert (decided["outcome"], decided["decided_by"], decided["document"]) == ("approved", "610113", "长批〔2026〕1号")
    assert found[RecordKind.COLLECTION, 8]["method"] == "counter"


def test_the_lines_of_a_supplement_are_numbered() -> None:
    lines = [record.cells for record in records(whole_life().said) if record.kind is RecordKind.SUPPLEMENT]
    assert [(cells["line"], cells["material"], cells["digest"]) for cells in lines] == [
        (1, "M1", "ab" * 32),
        (2, "M2", None),
    ]


def test_a_closing_tells_net_and_gross_time_by_the_calendar_of_the_acceptance() -> None:
    closing = records(whole_life().said)[-1].cells
    # 28 September to 16 October over National Day, 10 October worked: 10 working days, 18 days in all
    assert (closing["net_working_days"], closing["paused_working_days"], closing["gross_days"]) == (10, 0, 18)
    unknown = list(records_of(told(whole_life().said), lambda _: None))[-1].cells
    assert (unknown["net_working_days"], unknown["gross_days"]) == (None, 18)


def test_the_time_a_case_was_paused_is_told_apart_and_a_special_procedure_has_its_own_records() -> None:
    story = Story().received(on("09-28")).accepted(on("09-28")).paused(on("10-09")).resumed(on("10-13"))
    made = records(story.decided(on("10-16")).closed(on("10-16")).said)
    begun, done = made[2], made[3]
    assert (begun.kind, begun.cells["ground"]) == (RecordKind.SPECIAL_BEGUN, "testing")
    assert (done.kind, done.cells["ground"]) == (RecordKind.SPECIAL_DONE, "testing")
    closing = made[-1].cells
    # paused on the 9th, 10th (worked) and 12th; the 13th counts again
    assert (closing["net_working_days"], closing["paused_working_days"]) == (7, 3)


class Unheard(Event):
    KIND = "case.unheard_of"


def test_a_kind_without_mapping_is_not_passed_over() -> None:
    story = Story().received(on("09-28"))
    story.say(on("09-29"), Unheard())
    with pytest.raises(KeyError, match=r"case\.unheard_of"):
        records(story.said)


def test_a_share_is_told_with_its_link_its_unit_and_its_number_there() -> None:
    joint = Story(unit=UnitCode("610100")).joint_received(on("09-28"), SHARE)
    joint.joint_accepted(on("09-28"))
    number, link = JointId("610100-J-0001"), SHARE.link
    case = CaseId("610113-260928-00001A")
    joint.say(on("09-28"), JointShareAcknowledged(joint=number, link=link, case=case, acknowledgement=EventId("x")))
    joint.say(
        on("10-12"),
        JointShareAnswered(
            joint=number,
            link=link,
            case=case,
            outcome=Outcome.APPROVED,
            decided_on=on("10-12"),
            document="长批〔2026〕1号",
        ),
    )
    linked = [record.cells for record in records(joint.said) if record.kind is RecordKind.LINKED]
    assert [(cells["link"], cells["other_number"], cells["outcome"]) for cells in linked] == [
        (link, case, None),
        (link, case, "approved"),
    ]
    assert linked[0]["master"] == "610100-J261123-00001Z"


def test_a_linked_case_names_the_master_it_was_asked_for() -> None:
    address = ReturnAddress(unit=UnitCode("610100"), link=SHARE.link, master=JointId("610100-J261123-00001Z"))
    [application] = records(Story().received(on("09-28"), asked_by=address).said)
    assert application.cells["master"] == "610100-J261123-00001Z"


def test_the_history_of_a_link_is_about_the_case_opened_for_it() -> None:
    story = Story(stream=f"link:{SHARE.link}")
    story.say(
        on("09-28"),
        LinkAcknowledged(
            dest=UnitCode("610100"),
            link=SHARE.link,
            request=EventId("610100:1:9"),
            request_hash=Digest("ab" * 32),
            case=CaseId("610113-260928-00001A"),
        ),
    )
    [record] = records(story.said)
    assert (record.cells["number"], record.cells["link"]) == ("610113-260928-00001A", SHARE.link)
    assert (record.cells["other_unit"], record.cells["item"]) == ("610100", None)


def test_the_same_history_makes_the_same_records_and_a_longer_one_the_same_beginning() -> None:
    once = [json.dumps(dict(record.cells)) for record in records(whole_life().said)]
    assert once == [json.dumps(dict(record.cells)) for record in records(whole_life().said)]
    assert [json.dumps(dict(record.cells)) for record in records(whole_life().said[:5])] == once[:6]
