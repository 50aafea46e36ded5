"""Event logs from what supervision has heard: any selection, streamed, for supervisors alone."""

import asyncio
import json
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest

from e_supervision import event_logs
from e_supervision.event_logs import matters, ocel_document, xes_document
from e_supervision.queries import Received
from liandong.terms.legal_time import midnight, to_micros
from liandong.terms.roles import Role
from tests.city import City
from tests.integration.supervision.conftest import Post
from tests.integration.supervision.test_rest import WATCH, city, post
from tests.story import Story, on

__all__ = ["city", "post"]
TRACE, STRING = "{http://www.xes-standard.org/}trace", "{http://www.xes-standard.org/}string"
OCTOBER = {"from": "2026-10-01", "to": "2026-10-31"}
EVERYTHING = Received(since=to_micros(midnight(on("01-01"))), until=2**62, unit=None, item=None)


async def exported(city: City, form: str, by: Role = Role.SUPERVISOR, **params: Any) -> httpx.Response:
    return await city.request("GET", f"/v1/exports/{form}", by=by, unit=WATCH, params=params)


def cases_in(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [one["id"] for one in answer.json()["objects"] if one["type"] == "case"]


def traces_in(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    traces = ElementTree.fromstring(answer.text).iter(TRACE)
    return [next(trace.iter(STRING)).attrib["value"] for trace in traces]


async def test_a_selection_is_by_day_of_receipt_unit_and_item(city: City, post: Post) -> None:
    whole = {"from": "2026-09-01", "to": "2026-10-31"}
    everything = ["610112-1", "610112-2", "610113-early", "610113-late", "610113-soon"]
    assert cases_in(await exported(city, "ocel", **whole)) == [f"case:{number}" for number in everything]
    assert traces_in(await exported(city, "xes", **whole)) == everything
    assert traces_in(await exported(city, "xes", **OCTOBER)) == ["610112-1", "610112-2", "610113-early"]
    assert traces_in(await exported(city, "xes", **OCTOBER, unit="610113")) == ["610113-early"]
    assert traces_in(await exported(city, "xes", **whole, item="610000-0101")) == everything
    assert traces_in(await exported(city, "xes", **whole, item="CG-004")) == []
    last_day = {"from": "2026-10-13", "to": "2026-10-13"}
    assert traces_in(await exported(city, "xes", **last_day)) == ["610112-1", "610112-2", "610113-early"]


async def test_both_documents_are_files_that_are_not_cached(city: City, post: Post) -> None:
    ocel = await exported(city, "ocel", **OCTOBER)
    assert ocel.headers["content-type"] == "application/json"
    assert ocel.headers["content-disposition"] == ('attachment; filename="liandong-2026-10-01-2026-10-31.ocel.json"')
    assert ocel.headers["cache-control"] == "no-store"
    xes = await exported(city, "xes", **OCTOBER)
    assert xes.headers["content-type"] == "application/xml"
    assert xes.headers["content-disposition"].endswith('.xes"')
    events = [one["type"] for one in ocel.json()["events"]]
    assert sorted(events) == sorted(
        ["case.received", "case.returned"] * 2 + ["case.received", "case.accepted", "case.step_started"]
    )


async def test_only_supervisors_export_and_only_what_makes_sense(city: City, post: Post) -> None:
    for by in (Role.AUDITOR, Role.COMPLAINT_OFFICER, Role.OPERATOR):
        refused = await exported(city, "ocel", by=by, **OCTOBER)
        assert (refused.status_code, refused.json()["code"]) == (403, "powers.denied")
    backwards = await exported(city, "xes", **{"from": "2026-10-31", "to": "2026-10-01"})
    assert (backwards.status_code, backwards.json()["code"]) == (422, "export.period-backwards")
    for wrong in ({"from": "2026-10-01"}, OCTOBER | {"colour": "red"}, OCTOBER | {"limit": "5"}):
        assert (await exported(city, "ocel", **wrong)).status_code == 422, wrong


async def test_what_is_not_yet_told_without_a_gap_is_not_exported(city: City, post: Post) -> None:
    story = Story(stream="case:610113-gap").received(on("10-14")).accepted(on("10-14")).decided(on("10-15"))
    await post.hear([story.said[0], story.said[2]])
    while "pending" in await post.statuses():
        await asyncio.sleep(0.02)
    answer = await exported(city, "ocel", **OCTOBER)
    mine = [one["type"] for one in answer.json()["events"] if one["relationships"][0]["objectId"] == "case:610113-gap"]
    assert mine == ["case.received"]


async def test_matters_are_read_some_at_a_time_and_the_documents_are_the_same(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = [history async for history in matters(post.pool, EVERYTHING)]
    assert [history[0].stream for history in at_once] == sorted(history[0].stream for history in at_once)
    monkeypatch.setattr(event_logs, "AT_ONCE", 2)
    monkeypatch.setattr(event_logs, "IN_MEMORY_BYTES", 10)
    monkeypatch.setattr(event_logs, "CHUNK_BYTES", 7)
    assert [history async for history in matters(post.pool, EVERYTHING)] == at_once
    parts = [part async for part in ocel_document(matters(post.pool, EVERYTHING))]
    assert len(parts) > 20
    assert len(json.loads(b"".join(parts))["events"]) == sum(len(history) for history in at_once)
    traces = [part async for part in xes_document(matters(post.pool, EVERYTHING))]
    assert len(traces) == len(at_once) + 2
