"""A form that could not be sent, because the database was away or the session another, is sent after all."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from liandong.application.pages.visitor import form_token_of
from liandong.terms.roles import Role
from tests.city import City
from tests.integration.casework.browsing import DISTRICT, form_on, posts
from tests.integration.casework.test_window_page import cases, form
from tests.made_files import pdf

FILES = {"file.M1": ("申请表.pdf", pdf("1"), "application/pdf")}


@contextmanager
def database_away(city: City) -> Iterator[None]:
    """Long enough that nobody can tell whose session it is."""
    with pytest.MonkeyPatch.context() as patch:

        async def away(_token: str) -> None:
            raise ConnectionRefusedError

        patch.setattr(city.serving(DISTRICT).identity.verifier, "principal", away)
        yield


async def test_the_button_of_the_page_works_when_the_database_is_back(city: City) -> None:
    session = city.token(Role.CLERK, DISTRICT)
    with database_away(city):
        page = await posts(city, "/window", form(city), session=session)
        still = await posts(city, form_on(page).action, form_on(page).fields, session=session)
    waiting = form_on(still)
    sent = await posts(city, waiting.action, waiting.fields, session=session)

    assert (page.status_code, still.status_code) == (503, 503)
    assert (sent.status_code, await cases(city)) == (303, 1)


async def test_a_form_of_the_session_before_can_be_sent_in_the_one_he_has_now(city: City) -> None:
    before, now = city.token(Role.CLERK, DISTRICT), city.token(Role.CLERK, DISTRICT)
    page = await posts(city, "/window", {**form(city), "_token": form_token_of(before)}, session=now)
    waiting = form_on(page)
    sent = await posts(city, waiting.action, waiting.fields, session=now)

    assert (page.status_code, "还没有提交" in page.text) == (403, True)
    assert (sent.status_code, await cases(city)) == (303, 1)


async def test_files_that_were_lost_are_named_and_the_form_is_shown_before_it_is_sent(city: City) -> None:
    session = city.token(Role.CLERK, DISTRICT)
    with database_away(city):
        page = await posts(city, "/window", form(city), FILES, session=session)
    before = {**form(city), "_token": form_token_of(city.token(Role.CLERK, DISTRICT))}
    anew = await posts(city, "/window", before, FILES, session=session)

    for told in (page, anew):
        assert "申请表.pdf" in told.text
        assert "回到表单" in told.text
        shown = await posts(city, form_on(told).action, form_on(told).fields, session=session)
        assert (shown.status_code, await cases(city)) == (200, 0)
        assert 'name="file.M1"' in shown.text


async def test_files_that_were_lost_are_named_by_the_page_of_signing_in_and_after_it(city: City) -> None:
    client = city.serving(DISTRICT).client
    ended = await client.post("/window", data=form(city), files=FILES, headers={"Sec-Fetch-Site": "same-origin"})
    behind = form_on(ended, "/sign-in").fields

    assert (ended.status_code, "申请表.pdf" in ended.text) == (401, True)
    assert (behind["_lost"], behind["kept._do"]) == ("申请表.pdf", "look")
