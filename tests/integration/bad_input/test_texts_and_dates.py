"""Texts that cannot be kept, are too long or say nothing, and dates at the ends of time, in every field there is."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from liandong.cli.demo.publish import ENTRY
from liandong.terms.roles import Role
from tests.city import City
from tests.integration.bad_input.sending import CASES, DISTRICT, application, post, problem
from tests.journeys.conftest import CAPITAL, CATALOGUE, ITEMS
from tests.journeys.people import receive

pytestmark = pytest.mark.asyncio(loop_scope="package")

UNSTORABLE = {"NUL": "a\x00b", "half a pair": "\ud800", "other half": "\udfff", "wrong way round": "\udc00\ud800"}
ANYTHING: tuple[Any, ...] = (1, 1.5, True, [], {}, "", " ", "\u200b", "\n")
TOO_LONG = "长" * 10_000
ENDS_OF_TIME = ("0001-01-01", "9999-12-31", "0000-00-00", "1970-01-01", "2026-02-30", "10000-01-01", "-001-01-01")


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where in a body texts stand."""
    match value:
        case str():
            yield path
        case dict():
            for key, inner in value.items():
                yield from places(inner, (*path, key))
        case list() | tuple():
            for index, inner in enumerate(value):
                yield from places(inner, (*path, index))
        case _:
            return


def replaced(value: Any, path: tuple[Any, ...], text: Any) -> Any:
    """The body with another text at one place."""
    copy = json.loads(json.dumps(value))
    inner = copy
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = text
    return copy


def bodies(city: City, case: Any) -> dict[str, tuple[str, Role, Any]]:
    """A good body for every act that takes texts: path, who, body."""
    number = f"{CASES}/{case['id']}"
    whole = application(city, point=None, channel="window")
    whole["applicant"]["address"] = "小寨东路1号"
    whole["materials"][0]["digest"] = "0" * 64
    return {
        "receive": (CASES, Role.CLERK, {key: value for key, value in whole.items() if value is not None}),
        "notice": (f"{number}/notice", Role.CLERK, {"lines": ["M1"], "text": "请补齐"}),
        "supplement": (f"{number}/supplement", Role.CLERK, {"materials": [{"code": "M1"}], "channel": "window"}),
        "refuse": (f"{number}/refuse", Role.CHIEF, {"ground": "not_competent", "text": "请向高新区提出"}),
        "return": (f"{number}/return", Role.CLERK, {"ground": "applicant_asked", "text": "申请人要求退件"}),
        "start": (f"{number}/steps/review/start", Role.DEPARTMENT_CLERK, {"responsible": "610113-03"}),
        "finish": (
            f"{number}/steps/review/finish",
            Role.DEPARTMENT_CLERK,
            {"opinion": "no_objection", "text": "符合条件"},
        ),
        "decide": (
            f"{number}/decide",
            Role.CHIEF,
            {"outcome": "rejected", "document": "1号", "ground": "legal", "text": "不符合", "remedy": "可以复议"},
        ),
        "forward": (f"{number}/forward", Role.CHIEF, {"opinion": "报请上级"}),
        "deliver": (f"{number}/deliver", Role.CLERK, {"method": "counter", "recipient": "李四"}),
    }


ACTS = ("receive", "notice", "supplement", "refuse", "return", "start", "finish", "decide", "forward", "deliver")


@pytest.mark.parametrize("act", ACTS)
async def test_texts_that_cannot_be_kept_are_refused_wherever_they_stand(city: City, act: str) -> None:
    path, by, body = bodies(city, await receive(city, DISTRICT, "CG-004"))[act]
    for place in places(body):
        for name, text in UNSTORABLE.items():
            content = json.dumps(replaced(body, place, text)).encode()
            answer = await post(city, path, content, by=by, If_Match='"1"')
            assert problem(answer) == (422, "request.unstorable-text"), (name, place)
            assert answer.json()["errors"][0]["pointer"] == "/" + "/".join(map(str, place))


@pytest.mark.parametrize("act", ACTS)
async def test_ten_thousand_characters_are_too_many_anywhere(city: City, act: str) -> None:
    path, by, body = bodies(city, await receive(city, DISTRICT, "CG-004"))[act]
    for place in places(body):
        for text in (TOO_LONG, "A" * 10_000, "\U0001f3db" * 10_000):
            content = json.dumps(replaced(body, place, text), ensure_ascii=False).encode()
            assert problem(await post(city, path, content, by=by, If_Match='"1"'))[0] == 422, place


@pytest.mark.parametrize("act", ACTS)
async def test_a_value_of_another_kind_is_refused_anywhere(city: City, act: str) -> None:
    path, by, body = bodies(city, await receive(city, DISTRICT, "CG-004"))[act]
    for place in places(body):
        for value in ANYTHING:
            answer = await post(city, path, json.dumps(replaced(body, place, value)).encode(), by=by, If_Match='"1"')
            assert answer.status_code < 500, (place, value, answer.text)


@pytest.mark.parametrize("path", [f"{CASES}/%00", f"{CASES}?item=%00", f"{CASES}?item=%ED%A0%80", f"{CASES}/%FF"])
async def test_an_address_with_characters_that_cannot_be_kept_is_refused(untouched: City, path: str) -> None:
    answer = await untouched.request("GET", path, by=Role.CLERK, unit=DISTRICT)
    assert problem(answer)[0] in (404, 422)


async def test_a_long_address_is_refused(untouched: City) -> None:
    answer = await untouched.request("GET", f"{CASES}/{'9' * 10_000}", by=Role.CLERK, unit=DISTRICT)
    assert problem(answer)[0] in (404, 422)


@pytest.mark.parametrize("day", ENDS_OF_TIME)
async def test_dates_at_the_ends_of_time_are_refused_in_editions(untouched: City, day: str) -> None:
    entries = [{"item": one.entry.item, "hash": one.hash} for one in ITEMS]
    body = {"edition": "some-day", "effective_on": day, "entries": entries}
    assert problem(await as_manager(untouched, "catalogue/editions", body))[0] == 422


@pytest.mark.parametrize("day", ENDS_OF_TIME)
@pytest.mark.parametrize("kind", ["off", "work"])
async def test_dates_at_the_ends_of_time_are_refused_in_calendars(untouched: City, kind: str, day: str) -> None:
    year = {"year": 2026, "status": "official", "source": "某通知", "off": [], "work": []} | {kind: [day]}
    assert problem(await as_manager(untouched, "calendars", {"years": [year]}))[0] == 422


@pytest.mark.parametrize("year", [0, 1, 1949, 2003, 2101, 9999, 10**20, -1, 2026.5, "2026", None, True])
async def test_years_beyond_reach_are_refused_in_calendars(untouched: City, year: Any) -> None:
    body = {"years": [{"year": year, "status": "official", "source": "某通知", "off": [], "work": []}]}
    assert problem(await as_manager(untouched, "calendars", body))[0] == 422


@pytest.mark.parametrize("limit", [-1, 501, 10**30, 1.5, "20", None, True])
async def test_limits_beyond_reason_are_refused_in_items(untouched: City, limit: Any) -> None:
    entry = ENTRY.dump_python(ITEMS[0].entry, mode="json") | {"statutory_limit": limit}
    body = {"edition": CATALOGUE.edition, "entry": entry}
    assert problem(await as_manager(untouched, "catalogue/items", body))[0] == 422


async def as_manager(city: City, path: str, body: Any) -> Any:
    content = json.dumps(body).encode()
    return await post(city, f"/v1/units/{CAPITAL}/{path}", content, unit=CAPITAL, by=Role.CATALOGUE_MANAGER)
