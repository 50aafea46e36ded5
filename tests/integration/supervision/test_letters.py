"""Supervision holds a decision against the letters it has heard of, whatever the unit says of it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from liandong.events.authority import ActedUnder, ActGround, LetterAct, LetterPost, LetterRule
from liandong.events.case import CaseAccepted, CaseDecided, Outcome
from liandong.events.letter import LetterGranted, LetterRevoked
from liandong.events.reference import UnitPublished
from liandong.infrastructure.clock import real_now, write_offset
from liandong.terms.codes import LetterId, StaffId, Tier, UnitCode
from liandong.terms.legal_time import midnight
from liandong.terms.roles import Role
from tests.city import City, running_city
from tests.conftest import Bus
from tests.databases import Databases
from tests.integration.supervision.conftest import Post, calendar, item
from tests.story import ENTRY, YEARS, Story, on

WATCH, DISTRICT = "610100900", UnitCode("610113")
UNDER = ActedUnder(ground=ActGround.LETTER, holder=StaffId("s2"), letter=LetterId("SQ-1"), post=LetterPost.A)
GRANTED = LetterGranted(
    letter=LetterId("SQ-1"),
    departments=(ENTRY.department,),
    holder=StaffId("s2"),
    post=LetterPost.A,
    acts=(LetterAct.ACCEPT, LetterAct.DECIDE),
    valid_from=on("01-01"),
    valid_until=on("12-31"),
    granted_on=on("09-01"),
    signed_by=StaffId("s9"),
)
REVOKED = LetterRevoked(letter=LetterId("SQ-1"), revoked_on=on("10-12"), by=StaffId("s9"))


@pytest.fixture
async def city(bus: Bus, new_database: Databases, tmp_path: Path) -> AsyncIterator[City]:
    async with running_city(bus, new_database, tmp_path, ("supervision",)) as running:
        write_offset(running.clock_file, midnight(on("10-15")) + timedelta(hours=9) - real_now())
        yield running


async def test_a_decision_under_a_letter_that_was_revoked_is_found_by_the_letters_own_history(city: City) -> None:
    desk = city.services["supervision"].desk
    post = Post(desk.pool, desk.references)
    await post.publish(calendar(YEARS), item(ENTRY))
    letter = Story(unit=DISTRICT, stream="letter:SQ-1").say(on("09-01"), GRANTED).say(on("10-12"), REVOKED)
    await post.hear(letter.said)
    for name, day in (("good", "10-12"), ("late", "10-13")):
        told = Story(stream=f"case:610113-{name}").received(on("10-09"))
        told.accepted(on("10-10")).say(
            on(day),
            CaseDecided(
                case=told.number,
                outcome=Outcome.APPROVED,
                decided_on=on(day),
                by=StaffId("s2"),
                document="长批〔2026〕1号",
                under=UNDER,
            ),
        )
        accepted = told.said[1]
        assert isinstance(accepted.event, CaseAccepted)
        told.said[1] = replace(accepted, event=replace(accepted.event, under=UNDER))
        await post.hear(told.said)
    while "pending" in await post.statuses():
        await asyncio.sleep(0.02)

    assert await auth_findings(city, "610113-good") == []
    assert (await rules_listed(city, "610113-good"), await rules_listed(city, "610113-late")) == ([], ["V-AUTH"])
    [found] = await auth_findings(city, "610113-late")
    assert (found["level"], found["due"], found["basis"]) == ("red", "2026-10-13", "部门授权书、AB岗制度")
    assert found["sentence"] == "2026-10-13的办理所依授权书SQ-1当日无效"


async def test_what_was_done_by_post_alone_is_found_where_the_unit_wants_letters_throughout(city: City) -> None:
    desk = city.services["supervision"].desk
    post = Post(desk.pool, desk.references)
    unit = UnitPublished(
        unit=DISTRICT,
        name="雁塔区",
        tier=Tier.DISTRICT,
        parent=None,
        sign_key="",
        seal_key="",
        letters=LetterRule.ALWAYS,
    )
    await post.publish(calendar(YEARS), item(ENTRY))
    await post.publish_unit(unit, on("09-01"))
    await post.hear(Story(stream="case:610113-post").received(on("10-09")).accepted(on("10-10")).said)
    while "pending" in await post.statuses():
        await asyncio.sleep(0.02)
    [found] = await auth_findings(city, "610113-post")
    assert (found["due"], found["sentence"]) == ("2026-10-10", "2026-10-10的办理没有授权书")
    assert await rules_listed(city, "610113-post") == ["V-AUTH"]


async def rules_listed(city: City, number: str) -> list[str]:
    """The rules broken as a list of matters shows them."""
    answer = await city.request("GET", "/v1/lights", by=Role.SUPERVISOR, unit=WATCH)
    assert answer.status_code == 200, answer.text
    return next(each["findings"] for each in answer.json()["items"] if each["number"] == number)


async def auth_findings(city: City, number: str) -> list[Any]:
    answer = await city.request("GET", f"/v1/cases/{number}", by=Role.SUPERVISOR, unit=WATCH)
    assert answer.status_code == 200, answer.text
    return [each for each in answer.json()["findings"] if each["rule"] == "V-AUTH"]
