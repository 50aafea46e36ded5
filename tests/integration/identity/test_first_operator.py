"""The first operator of a new installation: one secret, printed once, used once."""

import asyncio
import re
from datetime import timedelta

import httpx
import pytest

from liandong.infrastructure.clock import real_now
from liandong.infrastructure.database import Pool
from liandong.infrastructure.identity.first_operator import offer_setup
from liandong.infrastructure.identity.identity import open_identity
from liandong.infrastructure.settings import Settings
from liandong.terms.roles import Role

from .conftest import PASSWORD, Office

FORM = {"unit": "610113", "staff": "0001", "username": "op-first", "password": PASSWORD}
LINK = re.compile(r"http://127\.0\.0\.1:8611(/v1/setup-admin\?secret=([\w-]{43}))$", re.MULTILINE)


@pytest.fixture
async def printed(capsys: pytest.CaptureFixture[str], office: Office) -> str:
    """What the first start printed."""
    return capsys.readouterr().err


async def started_again(settings: Settings, pool: Pool) -> None:
    async with httpx.AsyncClient() as client:
        await open_identity(settings, pool, client)


async def test_the_first_start_prints_a_link_and_the_next_does_not(
    printed: str, settings: Settings, pool: Pool, capsys: pytest.CaptureFixture[str]
) -> None:
    assert LINK.search(printed)
    await started_again(settings, pool)

    assert capsys.readouterr().err == ""


async def test_behind_the_link_is_a_form_that_makes_the_first_operator(printed: str, office: Office) -> None:
    link = LINK.search(printed)
    assert link
    page = await office.client.get(link[1])
    assert page.headers["content-type"].startswith("text/html")
    assert page.headers["referrer-policy"] == "no-referrer"
    hidden = re.search(r'name="secret" value="([^"]+)"', page.text)
    assert hidden

    made = await office.client.post("/v1/setup-admin", data=FORM | {"secret": hidden[1]})

    assert (made.status_code, made.json()) == (201, {"unit": "610113", "staff": "0001", "username": "op-first"})
    headers = await office.token_of("op-first")
    account = (await office.client.get("/v1/units/610113/accounts/0001", headers=headers)).json()
    assert account["roles"] == ["operator"]


def secret_of(printed: str) -> str:
    link = LINK.search(printed)
    assert link
    return link[2]


async def test_the_secret_works_once_even_when_sent_many_times_at_once(printed: str, office: Office) -> None:
    forms = [FORM | {"secret": secret_of(printed), "staff": f"000{n}", "username": f"op-{n}0"} for n in range(8)]

    answers = await asyncio.gather(*(office.client.post("/v1/setup-admin", data=form) for form in forms))

    assert sorted(answer.status_code for answer in answers) == [201] + [403] * 7
    assert {answer.json()["code"] for answer in answers if answer.status_code == 403} == {"setup.secret-invalid"}


async def test_a_form_at_fault_does_not_use_the_secret_up(printed: str, office: Office) -> None:
    form = FORM | {"secret": secret_of(printed)}

    weak = await office.client.post("/v1/setup-admin", data=form | {"password": "aaaaaaaaaaaaaaa"})
    foreign = await office.client.post("/v1/setup-admin", data=form | {"unit": "610100"})
    right = await office.client.post("/v1/setup-admin", data=form)

    assert [answer.status_code for answer in (weak, foreign, right)] == [422, 404, 201]


async def test_a_guessed_secret_opens_nothing(printed: str, office: Office) -> None:
    answer = await office.client.post("/v1/setup-admin", data=FORM | {"secret": "x" * 43})

    assert (answer.status_code, answer.json()["code"]) == (403, "setup.secret-invalid")


async def test_once_there_is_an_account_the_secret_is_worthless(printed: str, office: Office) -> None:
    await office.hire("0017", Role.CLERK)

    answer = await office.client.post("/v1/setup-admin", data=FORM | {"secret": secret_of(printed)})

    assert answer.status_code == 403


async def test_an_unused_secret_is_replaced_after_a_day_and_then_worthless(
    printed: str, office: Office, pool: Pool
) -> None:
    assert await offer_setup(pool, at=real_now() + timedelta(hours=23)) is None
    fresh = await offer_setup(pool, at=real_now() + timedelta(hours=25))
    assert fresh

    old = await office.client.post("/v1/setup-admin", data=FORM | {"secret": secret_of(printed)})
    assert old.status_code == 403


async def test_no_link_is_offered_where_there_are_accounts(office: Office, pool: Pool) -> None:
    await office.hire("0017", Role.OPERATOR)

    assert await offer_setup(pool, at=real_now() + timedelta(days=30)) is None


async def test_the_secret_is_kept_as_a_hash_only(printed: str, pool: Pool) -> None:
    row = await pool.fetchrow("select * from setup_secret")

    assert row is not None
    assert secret_of(printed).encode() not in row["digest"]
    assert len(row["digest"]) == 32


async def test_a_link_with_something_else_in_it_shows_no_form(office: Office) -> None:
    answer = await office.client.get("/v1/setup-admin", params={"secret": '"><script>alert(1)</script>'})

    assert answer.status_code == 422
