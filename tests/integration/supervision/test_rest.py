"""What supervisors are shown over REST, and what nobody else is."""

import asyncio
import json
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from liandong.infrastructure.clock import real_now, write_offset
from liandong.terms.legal_time import midnight
from liandong.terms.roles import Role
from tests.city import City, running_city
from tests.conftest import Bus
from tests.databases import Databases
from tests.integration.supervision.conftest import Post, calendar, item
from tests.story import ENTRY, YEARS, Story, on

WATCH = "610100900"


@pytest.fixture
async def city(bus: Bus, new_database: Databases, tmp_path: Path) -> AsyncIterator[City]:
    """Supervision alone, on a morning of October 2026."""
    async with running_city(bus, new_database, tmp_path, ("supervision",)) as running:
        write_offset(running.clock_file, midnight(on("10-15")) + timedelta(hours=9) - real_now())
        yield running


@pytest.fixture
async def post(city: City) -> Post:
    """Five matters: one red, one yellow, one green, and two returned."""
    desk = city.services["supervision"].desk
    post = Post(desk.pool, desk.references)
    await post.publish(calendar(YEARS), item(ENTRY))
    for number, day in (("late", "09-21"), ("soon", "09-28"), ("early", "10-13")):
        story = Story(stream=f"case:610113-{number}").received(on(day)).accepted(on(day))
        await post.hear(story.step_started(on(day), "extra").said)
    for number in ("1", "2"):
        story = Story(unit="610112", stream=f"case:610112-{number}").received(on("10-13"))
        await post.hear(story.returned(on("10-14")).said)
    while "pending" in await post.statuses():
        await asyncio.sleep(0.02)
    return post


async def ask(city: City, path: str, by: Role = Role.SUPERVISOR, **params: Any) -> tuple[int, Any]:
    answer = await city.request("GET", f"/v1/{path}", by=by, unit=WATCH, params=params)
    return answer.status_code, answer.json()


async def test_the_list_puts_the_most_urgent_first_and_goes_on_by_cursor(city: City, post: Post) -> None:
    seen, params = [], {"limit": 1}
    while True:
        status, page = await ask(city, "lights", **params)
        assert status == 200
        seen += [(light["number"], light["light"]) for light in page["items"]]
        if page["next"] is None:
            break
        params["cursor"] = page["next"]
    assert seen == [
        ("610113-late", "red"),
        ("610113-soon", "yellow"),
        ("610113-early", "green"),
        ("610112-1", "finished"),
        ("610112-2", "finished"),
    ]


async def test_a_light_is_shown_with_its_clocks_and_working_days(city: City, post: Post) -> None:
    _, page = await ask(city, "lights", light="yellow")
    (light,) = page["items"]

    assert (light["item_name"], light["department"], light["district"]) == ("建设工程规划许可", "资源规划", "610113")
    promised = {
        "clock": "promised",
        "step": None,
        "start": "2026-09-28",
        "limit": 10,
        "due": "2026-10-16",
        "provisional": False,
        "stopped_on": None,
        "light": "yellow",
        "forgiven": None,
        "unit": "working_day",
        "ends": None,
        "remaining": 1,
    }
    assert light["worst"] == promised
    assert promised in light["clocks"]
    assert [clock["remaining"] for clock in light["clocks"]] == [None, 11, 1]


FILTERED: tuple[tuple[dict[str, str], list[str]], ...] = (
    ({"unit": "610112"}, ["610112-1", "610112-2"]),
    ({"district": "610113", "light": "red"}, ["610113-late"]),
    ({"department": "资源规划", "open": "false"}, ["610112-1", "610112-2"]),
    ({"item": "610000-0101", "standing": "in_review"}, ["610113-late", "610113-soon", "610113-early"]),
    ({"item": "no-such-item"}, []),
)


async def test_the_list_is_filtered(city: City, post: Post) -> None:
    for wanted, numbers in FILTERED:
        status, page = await ask(city, "lights", **wanted)
        assert (status, [light["number"] for light in page["items"]]) == (200, numbers), wanted


def crafted(*position: object) -> str:
    return urlsafe_b64encode(json.dumps(["lights.by-urgency", *position]).encode()).decode()


BAD: tuple[tuple[str, dict[str, str], int], ...] = (
    ("lights", {"colour": "red"}, 422),
    ("lights", {"light": "purple"}, 422),
    ("lights", {"limit": "100000"}, 422),
    ("lights", {"cursor": "garbage"}, 400),
    ("lights", {"cursor": crafted(2**63, "2026-01-01", "a", "b")}, 400),
    ("lights", {"cursor": crafted(2**62, "2199-12-31", "a", "b")}, 200),
    ("lights", {"cursor": crafted(-(2**62), "1970-01-01", "", "")}, 200),
    ("lights", {"department": "x" * 10_000}, 422),
    ("events", {"stream": "case:610113-late", "status": "applied"}, 200),
    ("events", {"status": "burnt"}, 422),
    ("cases/no-such-case", {}, 404),
    ("cases/" + "9" * 65, {}, 422),
    ("cases/%00", {}, 422),
    ("statistics/courts", {"from": "2026-10-01"}, 422),
    ("statistics/courts", {"from": "2026-10-01", "to": "2026-10-31", "colour": "red"}, 422),
    ("statistics/visits", {"from": "2026-10-01"}, 422),
    ("statistics/visits", {"from": "2026-10-31", "to": "2026-10-01"}, 422),
)


async def test_bad_questions_get_a_clear_answer(city: City, post: Post) -> None:
    for path, params, status in BAD:
        found, body = await ask(city, path, **params)
        assert found == status, (path, params, body)
        assert status < 400 or body["code"]


async def test_nobody_but_those_who_watch_is_shown_anything(city: City, post: Post) -> None:
    courts = "statistics/courts?from=2026-10-01&to=2026-10-31"
    visits = courts.replace("courts", "visits")
    for path in ("lights", "lights/summary", "lights/stream", "cases/610113-late", "events", "sources", courts, visits):
        assert (await ask(city, path, by=Role.CLERK))[0] == 403, path
        client = city.services["supervision"].client
        assert (await client.get(f"/v1/{path}")).status_code == 401, path


async def test_a_timeline_shows_what_was_heard_and_which_limits_were_passed(city: City, post: Post) -> None:
    status, told = await ask(city, "cases/610113-late")

    assert status == 200
    assert (told["light"]["light"], told["accepted_on"], told["steps"][0]["code"]) == ("red", "2026-09-21", "extra")
    assert [finding["rule"] for finding in told["findings"]] == ["V-PROMISE"]
    assert [(entry["sequence"], entry["kind"]) for entry in told["history"]] == [
        (1, "case.received"),
        (2, "case.accepted"),
        (3, "case.step_started"),
    ]
    assert told["history"][1]["facts"]["accepted_on"] == "2026-09-21"


async def test_the_time_of_a_case_is_split_by_whose_turn_it_was_and_summed_by_unit(city: City, post: Post) -> None:
    stopped = Story(stream="case:610113-stopped").received(on("09-28")).accepted(on("09-28"))
    await post.hear(stopped.paused(on("09-30")).resumed(on("10-09")).said)
    while "pending" in await post.statuses():
        await asyncio.sleep(0.02)
    _, told = await ask(city, "cases/610113-stopped")

    # 28 September to 15 October: 29; 30 and 8 October at the laboratory; 9, 10 (made up), 12, 13, 14, 15
    working = {"department": 7, "applicant": 0, "third_party": 2, "link": 0, "total": 9}
    days = {"department": 8, "applicant": 0, "third_party": 9, "link": 0, "total": 17}
    assert told["court"] == {"through": "2026-10-15", "working": working, "calendar": days}

    status, summed = await ask(city, "statistics/courts", **{"from": "2026-09-28", "to": "2026-10-31"})
    assert (status, summed["through"]) == (200, "2026-10-15")
    assert [(row["unit"], row["is_joint"], row["matters"], row["uncounted"]) for row in summed["units"]] == [
        ("610112", False, 2, 0),
        ("610113", False, 3, 0),
    ]
    # two returned after a day; of the other unit 9 of 28 September, 7 + 2 of the stopped one, 2 of 13 October
    assert [row["working"] for row in summed["units"]] == [
        {"department": 2, "applicant": 0, "third_party": 0, "link": 0, "total": 2},
        {"department": 18, "applicant": 0, "third_party": 2, "link": 0, "total": 20},
    ]
    _, one = await ask(city, "statistics/courts", **{"from": "2026-09-01", "to": "2026-10-31", "unit": "610112"})
    assert [row["unit"] for row in one["units"]] == ["610112"]
    backwards, refused = await ask(city, "statistics/courts", **{"from": "2026-10-31", "to": "2026-09-01"})
    assert (backwards, refused["code"]) == (422, "statistics.period-backwards")


async def test_the_wall_counts_open_matters(city: City, post: Post) -> None:
    _, wall = await ask(city, "lights/summary")

    assert [(row["unit"], row["department"], row["lights"]) for row in wall["counts"]] == [
        ("610113", "资源规划", {"green": 1, "red": 1, "yellow": 1})
    ]
    assert wall["legal_now"].startswith("2026-10-15T")


async def test_what_is_parked_is_shown_with_its_reason(city: City, post: Post) -> None:
    await post.hear(Story(stream="case:610113-ill").received(on("10-13")).said, kind="case.of_tomorrow")
    while "pending" in await post.statuses():
        await asyncio.sleep(0.02)
    _, page = await ask(city, "events", status="stuck")

    assert [(entry["stream"], entry["fault"]) for entry in page["items"]] == [
        ("case:610113-ill", "case.of_tomorrow v1")
    ]
