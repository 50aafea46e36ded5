"""Username and password for a token, and everything that stands in the way."""

import asyncio
from datetime import timedelta

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from liandong.infrastructure.clock import real_now
from liandong.infrastructure.database import Pool
from liandong.infrastructure.http import EdgeRefusal
from liandong.infrastructure.identity.attempts import Attempts
from liandong.infrastructure.identity.identity import Identity, open_identity
from liandong.infrastructure.identity.login import LOCKED_AFTER, Login
from liandong.infrastructure.identity.passwords import Passwords
from liandong.infrastructure.settings import Settings
from liandong.terms.codes import StaffId
from liandong.terms.principal import Principal
from liandong.terms.roles import Role

from .conftest import PASSWORD, UNIT, Office, app_of


async def test_a_password_gives_a_token_that_says_who_he_is(office: Office) -> None:
    await office.hire("chief01", Role.CHIEF)

    answer = await office.log_in("chief01")

    assert answer.json()["token_type"] == "Bearer"
    assert answer.json()["expires_in"] == 8 * 3600
    assert answer.headers["cache-control"] == "no-store"
    principal = await office.identity.verifier.principal(answer.json()["access_token"])
    assert principal == Principal(id=StaffId("chief01"), unit=UNIT, roles=frozenset({Role.CHIEF}))


async def test_anybody_can_check_a_token_with_the_published_key(office: Office) -> None:
    await office.hire("chief01", Role.CHIEF)
    token = (await office.log_in("chief01")).json()["access_token"]

    described = (await office.client.get("/.well-known/openid-configuration")).json()
    published = (await office.client.get(described["jwks_uri"])).json()

    claims = jwt.decode(token, KeySet.import_key_set(published), algorithms=["Ed25519"]).claims
    assert (claims["iss"], claims["aud"], claims["unit"]) == (described["issuer"], ["610113"], "610113")


async def told(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


async def test_unknown_wrong_and_disabled_are_told_alike(office: Office) -> None:
    await office.hire("clerk01", Role.CLERK)
    gone = await office.hire("clerk02", Role.CLERK)
    await office.identity.pool.execute("update account set disabled = true where username = $1", gone.username)

    answers = [
        await office.log_in("nobody99"),
        await office.log_in("clerk01", "wrong horse battery"),
        await office.log_in("clerk02"),
    ]

    assert {await told(answer) for answer in answers} == {(401, "identity.credentials-wrong")}
    assert len({answer.json()["detail"] for answer in answers}) == 1


async def test_five_wrong_passwords_lock_the_account_for_fifteen_minutes(office: Office, pool: Pool) -> None:
    await office.hire("clerk01", Role.CLERK)
    login, at = Login(pool, Passwords(), Attempts()), real_now()

    async def opens(password: str, after: timedelta) -> bool:
        try:
            return bool(await login.check("clerk01", password, at=at + after))
        except EdgeRefusal:
            return False

    for _ in range(LOCKED_AFTER):
        assert not await opens("wrong", timedelta(0))

    assert not await opens(PASSWORD, timedelta(minutes=14, seconds=59))
    assert await opens(PASSWORD, timedelta(minutes=15, seconds=1))


async def test_a_right_password_in_between_forgets_the_wrong_ones(office: Office, pool: Pool) -> None:
    await office.hire("clerk01", Role.CLERK)
    for _ in range(LOCKED_AFTER - 1):
        await refused(pool, "wrong")
    await Login(pool, Passwords(), Attempts()).check("clerk01", PASSWORD, at=real_now())
    for _ in range(LOCKED_AFTER - 1):
        await refused(pool, "wrong")

    assert (await office.log_in("clerk01")).status_code == 200


async def refused(pool: Pool, password: str) -> None:
    with pytest.raises(EdgeRefusal):
        await Login(pool, Passwords(), Attempts()).check("clerk01", password, at=real_now())


async def test_wrong_passwords_at_once_are_all_counted(office: Office, pool: Pool) -> None:
    await office.hire("clerk01", Role.CLERK)

    await asyncio.gather(*(refused(pool, "wrong") for _ in range(LOCKED_AFTER)))

    assert (await office.log_in("clerk01")).status_code == 401


async def test_tries_are_limited_for_each_name(office: Office) -> None:
    answers = [await office.log_in("nobody99") for _ in range(11)]

    assert [answer.status_code for answer in answers] == [401] * 10 + [429]
    assert int(answers[-1].headers["retry-after"]) > 0


@pytest.mark.parametrize(
    ("content", "media_type", "status", "code"),
    [
        (b'{"username": "a"}', "application/json", 415, "request.media-type"),
        (b"grant_type=password&username=clerk01", "application/x-www-form-urlencoded", 422, "request.invalid"),
        (b"grant_type=client&username=clerk01&password=x", "application/x-www-form-urlencoded", 422, "request.invalid"),
        (
            b"grant_type=password&username=%00&password=x",
            "application/x-www-form-urlencoded",
            422,
            "request.unreadable-form",
        ),
        (
            b"grant_type=password&username=%FF&password=x",
            "application/x-www-form-urlencoded",
            422,
            "request.unreadable-form",
        ),
        (b"\xff", "application/x-www-form-urlencoded", 422, "request.unreadable-form"),
        (b"username=a&username=b", "application/x-www-form-urlencoded", 422, "request.unreadable-form"),
        (
            b"&".join(b"a%d=1" % n for n in range(50)),
            "application/x-www-form-urlencoded",
            422,
            "request.unreadable-form",
        ),
        (
            b"grant_type=password&username=clerk01&password=" + b"x" * 10_000,
            "application/x-www-form-urlencoded",
            422,
            "request.invalid",
        ),
        (b"", "application/x-www-form-urlencoded", 422, "request.invalid"),
    ],
)
async def test_a_form_that_is_none_is_refused(
    office: Office, content: bytes, media_type: str, status: int, code: str
) -> None:
    answer = await office.client.post("/v1/token", content=content, headers={"Content-Type": media_type})

    assert await told(answer) == (status, code)


async def test_with_an_external_issuer_one_signs_in_there(settings: Settings, pool: Pool) -> None:
    external = settings.model_copy(update={"issuer_url": "https://login.city.example", "issuer_audience": "liandong"})
    async with httpx.AsyncClient() as asking:
        app = app_of(external, await open_identity(external, pool, asking))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://trial") as client:
        form = {"grant_type": "password", "username": "clerk01", "password": PASSWORD}
        answers = [
            await client.post("/v1/token", data=form),
            await client.get("/.well-known/jwks.json"),
            await client.get("/.well-known/openid-configuration"),
        ]

    assert [await told(answer) for answer in answers] == [(404, "identity.external")] * 3


async def test_two_replicas_take_each_others_tokens_and_revocations(
    office: Office, settings: Settings, pool: Pool, identity: Identity
) -> None:
    account = await office.hire("clerk01", Role.CLERK)
    token = (await office.log_in("clerk01")).json()["access_token"]
    async with httpx.AsyncClient() as client:
        replica = await open_identity(settings.model_copy(update={"port": 8711}), pool, client)

        assert await replica.verifier.principal(token) == account.principal
        await pool.execute(
            "insert into token_revocation values ($1, $2, $3)", UNIT, "clerk01", real_now() + timedelta(seconds=1)
        )
        fresh = await open_identity(settings, pool, client)
        with pytest.raises(EdgeRefusal):
            await fresh.verifier.principal(token)
