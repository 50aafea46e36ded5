"""The forms of acts as a browser sends them: refused they come back so that they can be sent again, with files kept."""

from typing import Any

import httpx

from liandong.terms.roles import Role
from tests.city import City
from tests.integration.casework.browsing import DISTRICT, Fields, form_on, gets, posts, wrong
from tests.journeys.people import act, receive, see
from tests.made_files import pdf


async def case_with(city: City, *materials: str) -> Any:
    return await receive(city, DISTRICT, "CG-004", materials=[{"code": code} for code in materials])


async def opened(city: City, case: Any, verb: str) -> tuple[str, Fields]:
    """The form of an act: where it goes, and its fields."""
    page = await gets(city, f"/cases/{case['id']}/acts/{verb}")
    assert page.status_code == 200, page.text
    shown = form_on(page, f"/cases/{case['id']}/acts/")
    return shown.action, shown.fields


def again(page: httpx.Response) -> Fields:
    return form_on(page, "/cases/").fields


async def test_a_form_whose_case_has_changed_tells_how_and_can_be_sent(city: City) -> None:
    case = await case_with(city, "M1")
    path, fields = await opened(city, case, "note_contact")
    await act(city, case, "notice", Role.CLERK, {"lines": ["M2"], "text": "请补正"})
    typed = {**fields, "channel": "phone", "matter": "enquire", "text": "问何时办结"}

    stale = await posts(city, path, typed)
    done = await posts(city, path, {**again(stale), "channel": "phone", "matter": "enquire"})

    assert (stale.status_code, wrong(stale)) == (412, ["在您填写的时候，此件已被他人处理；请核对最新情况后再提交"])
    assert "一次性告知" in stale.text
    assert again(stale)["text"] == "问何时办结"
    assert (again(stale)["_version"], again(stale)["_key"] != fields["_key"]) == ("2", True)
    assert done.status_code == 303, done.text
    assert (await see(city, DISTRICT, "cases", case["id"]))["version"] == 3


async def test_a_key_that_was_spent_on_something_else_is_replaced(city: City) -> None:
    case = await case_with(city, "M1")
    path, fields = await opened(city, case, "note_contact")
    typed = {**fields, "channel": "phone", "matter": "enquire", "text": "问何时办结"}
    await posts(city, path, typed)

    other = await posts(city, path, {**typed, "text": "又问何时办结"})
    sent = await posts(city, path, {**typed, **again(other), "_version": "2"})

    assert other.status_code == 422
    assert again(other)["_key"] != fields["_key"]
    assert sent.status_code == 303, sent.text


async def test_a_file_is_handed_in_with_what_was_missing(city: City) -> None:
    case = await act(city, await case_with(city, "M1"), "notice", Role.CLERK, {"lines": ["M2"]})
    path, fields = await opened(city, case, "supplement")
    wrong_file = {"file.M2": ("图.pdf", b"no pdf", "application/pdf")}
    refused = await posts(city, path, {**fields, "channel": "window"}, wrong_file)
    sent = await posts(
        city, path, {**fields, "channel": "window"}, {"file.M2": ("图.pdf", pdf("2"), "application/pdf")}
    )

    assert refused.status_code == 422
    assert wrong(refused)[0].startswith("文件没有收取：")
    assert 'href="#file.M2"' in refused.text
    assert sent.status_code == 303, sent.text
    material = (await see(city, DISTRICT, "cases", case["id"]))["materials"][-1]
    assert (material["code"], len(material["digest"] or "")) == ("M2", 64)


async def test_a_file_that_was_kept_stays_named_while_the_form_comes_back(city: City) -> None:
    case = await act(city, await case_with(city, "M1"), "notice", Role.CLERK, {"lines": ["M2"]})
    path, fields = await opened(city, case, "supplement")
    file = {"file.M2": ("图.pdf", pdf("2"), "application/pdf")}
    await act(city, case, "contacts", Role.CLERK, {"channel": "phone", "matter": "enquire"})

    stale = await posts(city, path, {**fields, "channel": "window"}, file)
    sent = await posts(city, path, {**again(stale), "channel": "window"})

    assert (stale.status_code, again(stale)["filename.M2"]) == (412, "图.pdf")
    assert sent.status_code == 303, sent.text


async def test_the_form_is_only_shown_again_where_that_is_asked(city: City) -> None:
    case = await act(city, await case_with(city, "M1"), "notice", Role.CLERK, {"lines": ["M2"]})
    path, fields = await opened(city, case, "supplement")
    looked = await posts(city, path, {**fields, "materials": ["M2"], "_do": "look"})

    assert (looked.status_code, again(looked)["materials"]) == (200, "M2")
    assert (await see(city, DISTRICT, "cases", case["id"]))["version"] == 2
