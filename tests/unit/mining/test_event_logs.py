"""Histories as event logs: what OCEL 2.0 and XES ask of a document, and what must never be in one."""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

from liandong.domain.history import Told
from liandong.domain.mining import ocel, xes
from liandong.domain.mining.activities import ACTIVITIES
from liandong.domain.mining.facts import Sort, declared
from liandong.domain.mining.ocel import EVENT_TYPES, OcelLog
from liandong.events.all_events import CASE_HISTORY, JOINT_HISTORY
from liandong.events.case import CaseDecided, CaseNotAccepted, Outcome, ReturnAddress
from liandong.events.joint import JointShareAcknowledged, JointShareAnswered, Share
from liandong.events.link import LINK_EVENTS
from liandong.terms.codes import CaseId, EventId, ItemCode, JointId, LinkId, StaffId, UnitCode
from tests.about import about
from tests.story import UNIT, Story, on
from tests.unit.exchange.test_records import told

XES = "{http://www.xes-standard.org/}"
SHARE = Share(link=LinkId("610100-J261123-00001Z-1"), unit=UNIT, item=ItemCode("610000-0101"))
MASTER, SHARE_CASE = JointId("610100-J-0001"), CaseId("610113-260928-00001A")


def case() -> list[Told]:
    story = Story().received(on("09-28")).accepted(on("09-28"))
    story.step_started(on("09-29"), "review").step_done(on("09-30"), "review")
    return told(story.decided(on("10-16")).delivered(on("10-19")).closed(on("10-19")).said)


def joint() -> list[Told]:
    story = Story(unit=UnitCode("610100")).joint_received(on("09-28"), SHARE).joint_accepted(on("09-28"))
    link = SHARE.link
    story.say(
        on("09-28"), JointShareAcknowledged(joint=MASTER, link=link, case=SHARE_CASE, acknowledgement=EventId("x"))
    )
    answered = JointShareAnswered(
        joint=MASTER,
        link=link,
        case=SHARE_CASE,
        outcome=Outcome.APPROVED,
        decided_on=on("10-12"),
        document="长批〔2026〕1号",
    )
    return told(story.say(on("10-12"), answered).said)


def share() -> list[Told]:
    address = ReturnAddress(unit=UnitCode("610100"), link=SHARE.link, master=MASTER)
    [received] = told(Story(stream=f"case:{SHARE_CASE}").received(on("09-28"), asked_by=address).said)
    return [replace(received, id=EventId(f"{UNIT}:1:90"))]


def ocel_of(*matters: Sequence[Told]) -> Any:
    """The whole document of a log, put together as it is streamed."""
    log = OcelLog()
    events, objects = [], []
    for matter in matters:
        events += list(log.events_of(matter))
        objects += list(log.objects_of(matter))
    objects += list(log.missing())
    return json.loads(ocel.head() + ",".join(events) + ocel.BETWEEN + ",".join(objects) + ocel.END)


def xes_of(*matters: Sequence[Told]) -> ElementTree.Element:
    return ElementTree.fromstring(xes.head() + "".join(xes.trace_of(matter) for matter in matters) + xes.END)


def test_every_kind_of_a_matter_has_its_activity() -> None:
    for event in [*CASE_HISTORY, *JOINT_HISTORY, *LINK_EVENTS]:
        with about(event.KIND):
            assert event.KIND in ACTIVITIES, "say in domain/mining/activities.py what it is called in an event log"
            assert ACTIVITIES[event.KIND].step == ("step" in declared(event))


def test_no_activity_is_left_for_a_kind_that_is_gone() -> None:
    assert set(ACTIVITIES) == {event.KIND for event in (*CASE_HISTORY, *JOINT_HISTORY, *LINK_EVENTS)}


def test_facts_have_the_sort_of_their_field_and_no_person_no_hash_and_no_object_is_one() -> None:
    assert declared(CaseDecided) == {
        "outcome": Sort.TEXT,
        "decided_on": Sort.DAY,
        "document": Sort.TEXT,
        "reason_code": Sort.TEXT,
        "urgent": Sort.TRUTH,
    }
    said = {name for types in EVENT_TYPES.values() for name in types}
    never = {"by", "responsible", "applicant", "pseudonym_key", "details", "text", "remedy", "recipient", "calendar"}
    assert not said & never
    assert not said & {"case", "joint", "link", "to", "unit", "upper_case", "acknowledgement"}


def test_an_ocel_document_has_what_the_standard_asks_for_and_nothing_that_leads_nowhere() -> None:
    document = ocel_of(case(), joint(), share())
    assert set(document) == {"objectTypes", "eventTypes", "events", "objects"}
    object_types = {one["name"]: {a["name"]: a["type"] for a in one["attributes"]} for one in document["objectTypes"]}
    event_types = {one["name"]: {a["name"]: a["type"] for a in one["attributes"]} for one in document["eventTypes"]}
    ids = [one["id"] for one in document["objects"]]
    assert len(ids) == len(set(ids))
    assert len({one["id"] for one in document["events"]} | set(ids)) == len(document["events"]) + len(ids)
    for one in (*document["events"], *document["objects"]):
        for related in one["relationships"]:
            assert set(related) == {"objectId", "qualifier"}
            assert related["objectId"] in ids
        pairs = [(related["objectId"], related["qualifier"]) for related in one["relationships"]]
        assert len(pairs) == len(set(pairs))
    for one in document["events"]:
        assert set(one) == {"id", "type", "time", "attributes", "relationships"}
        assert re.fullmatch(r"2026-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00", one["time"])
        assert {a["name"] for a in one["attributes"]} <= set(event_types[one["type"]])
        assert one["relationships"]
    for one in document["objects"]:
        assert {a["name"] for a in one["attributes"]} <= set(object_types[one["type"]])
        assert all(set(a) == {"name", "value", "time"} for a in one["attributes"])
        assert all(isinstance(a["value"], str) for a in one["attributes"])
    allowed = {"string", "integer", "boolean", "time", "float"}
    assert {sort for types in (object_types, event_types) for one in types.values() for sort in one.values()} <= allowed


def test_an_event_is_related_to_its_matter_its_unit_its_item_and_the_decision() -> None:
    document = ocel_of(case())
    decided = next(one for one in document["events"] if one["type"] == "case.decided")
    assert decided["id"] == "610113:1:5"
    assert decided["time"] == "2026-10-16T10:00:00+08:00"
    assert decided["relationships"] == [
        {"objectId": "case:610113-20260928-0001", "qualifier": "matter"},
        {"objectId": "unit:610113", "qualifier": "unit"},
        {"objectId": "item:610000-0101", "qualifier": "item"},
        {"objectId": "document:610113-20260928-0001:5", "qualifier": "document"},
    ]
    assert {"name": "decided_on", "value": "2026-10-16T00:00:00+08:00"} in decided["attributes"]
    assert {"name": "activity", "value": "决定"} in decided["attributes"]
    document_object = next(one for one in document["objects"] if one["type"] == "document")
    assert document_object["attributes"][0]["value"] == "长批〔2026〕1号"


def test_a_master_and_its_share_are_related_whichever_comes_first_and_each_is_there_once() -> None:
    for matters in ((joint(), share()), (share(), joint())):
        document = ocel_of(*matters)
        objects = {one["id"]: one for one in document["objects"]}
        assert [one["type"] for one in document["objects"]].count("master") == 1
        assert [one["type"] for one in document["objects"]].count("case") == 1
        asked = {"objectId": f"master:{MASTER}", "qualifier": "asked by"}
        assert asked in objects[f"case:{SHARE_CASE}"]["relationships"]
        assert objects[f"case:{SHARE_CASE}"]["attributes"]


def test_what_is_spoken_of_and_not_in_the_selection_is_there_without_attributes() -> None:
    document = ocel_of(joint())
    [spoken_of] = [one for one in document["objects"] if one["type"] == "case"]
    assert spoken_of == {"id": f"case:{SHARE_CASE}", "type": "case", "attributes": [], "relationships": []}


def test_an_empty_selection_is_a_log_too() -> None:
    assert ocel_of()["events"] == []
    assert list(xes_of().iter(f"{XES}trace")) == []


def test_an_xes_document_has_its_parts_in_the_order_of_the_schema() -> None:
    log = xes_of(case(), joint())
    assert log.tag == f"{XES}log"
    assert float(log.attrib["xes.version"]) == 2.0
    order = [child.tag.removeprefix(XES) for child in log]
    assert order == ["extension"] * 4 + ["global"] * 2 + ["classifier"] * 2 + ["string"] + ["trace"] * 2
    prefixes = {child.attrib["prefix"] for child in log if child.tag == f"{XES}extension"}
    attributes = {"string", "date", "int", "boolean"}
    for trace in log.iter(f"{XES}trace"):
        tags = [child.tag.removeprefix(XES) for child in trace]
        assert tags == sorted(tags, key=lambda tag: tag == "event"), "attributes before events"
        for element in trace.iter():
            if element.tag.removeprefix(XES) in attributes:
                assert set(element.attrib) == {"key", "value"}
                prefix, colon, _ = element.attrib["key"].partition(":")
                assert not colon or prefix in prefixes
                assert re.fullmatch(r"[A-Za-z_][\w:.\-]*", element.attrib["key"])
    for scope in ("trace", "event"):
        [declared_global] = [one for one in log.iter(f"{XES}global") if one.attrib["scope"] == scope]
        wanted = {one.attrib["key"] for one in declared_global}
        for element in log.iter(f"{XES}{scope}"):
            assert wanted <= {one.attrib.get("key") for one in element}


def test_a_trace_tells_the_activities_in_order_with_start_and_end_of_a_step() -> None:
    [trace] = xes_of(case()).iter(f"{XES}trace")
    names = {child.attrib["key"]: child.attrib["value"] for child in trace if "key" in child.attrib}
    assert (names["concept:name"], names["item_name"]) == ("610113-20260928-0001", "建设工程规划许可")
    events = [{one.attrib["key"]: one.attrib["value"] for one in event} for event in trace.iter(f"{XES}event")]
    assert [(one["concept:name"], one["lifecycle:transition"]) for one in events] == [
        ("收件", "complete"),
        ("受理", "complete"),
        ("环节：审查", "start"),
        ("环节：审查", "complete"),
        ("决定", "complete"),
        ("送达", "complete"),
        ("办结", "complete"),
    ]
    assert [one["time:timestamp"] for one in events][:2] == ["2026-09-28T10:00:00+08:00"] * 2
    assert {one["org:group"] for one in events} == {"610113"}


def test_an_instant_keeps_its_minute_and_a_day_is_told_by_its_beginning() -> None:
    said = told(Story(minute=lambda: 615).received(on("09-28")).accepted(on("09-28")).said)
    [trace] = xes_of(said).iter(f"{XES}trace")
    _, accepted = [{one.attrib["key"]: one.attrib["value"] for one in event} for event in trace.iter(f"{XES}event")]
    assert accepted["accepted_at"] == "2026-09-28T10:15:00+08:00"
    assert accepted["accepted_on"] == "2026-09-28T00:00:00+08:00"
    [named] = [one for one in ocel_of(said)["events"] if one["type"] == "case.accepted"]
    attributes = {one["name"]: one["value"] for one in named["attributes"]}
    assert attributes["accepted_at"] == "2026-09-28T10:15:00+08:00"


def test_text_that_xml_would_misread_is_told_as_it_is() -> None:
    story = Story().received(on("09-28"))
    basis = '<event key="x">&"\'\u0001 甲\n'
    story.say(on("09-29"), CaseNotAccepted(case=story.number, reason_code="x", basis=basis))
    log = xes_of(told(story.said))
    [told_basis] = [one for one in log.iter(f"{XES}string") if one.attrib["key"] == "basis"]
    assert told_basis.attrib["value"] == basis.replace("\u0001", "")


def test_no_log_names_an_applicant_or_an_officer() -> None:
    logs = json.dumps(ocel_of(case(), joint()), ensure_ascii=False) + ElementTree.tostring(
        xes_of(case(), joint()), encoding="unicode"
    )
    for person in ('"p1"', '"s1"', '"s2"', "k1", StaffId("s1") + '"'):
        assert person not in logs, person
