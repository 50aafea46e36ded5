"""Pages with the city's own issuer: off to it, back with a code, and a session only for the browser that began."""

import base64
import hashlib
import time
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from fastapi import FastAPI
from joserfc import jwt
from joserfc.jwk import OKPKey
from pydantic import SecretStr
from tests.architecture.test_routes import app_of

from liandong.application.permissions import Gate, open_gate
from liandong.infrastructure.clock import LegalClock
from liandong.infrastructure.database import Pool
from liandong.infrastructure.identity.identity import open_identity
from liandong.infrastructure.settings import Settings
from liandong.terms.codes import UnitCode

ISSUER, HERE = "https://login.city.example", "https://district.example"
KEY = OKPKey.generate_key("Ed25519", private=True, auto_kid=True)


class Issuer:
    """An OpenID Connect issuer with one account; a code is good once, for the verifier whose challenge it was given."""

    def __init__(self) -> None:
        self.challenges: dict[str, str] = {}
        self.claims: dict[str, object] = {"sub": "0017", "unit": "610113", "roles": ["clerk"]}

    def signs_in(self, address: str) -> str:
        """What a person does there; the address the browser is sent back to."""
        asked = parse_qs(urlsplit(address).query)
        assert asked["client_id"] == ["liandong-district"]
        assert asked["code_challenge_method"] == ["S256"]
        code = f"code-{len(self.challenges)}"
        self.challenges[code] = asked["code_challenge"][0]
        return f"{asked['redirect_uri'][0]}?code={code}&state={asked['state'][0]}"

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/.well-known/openid-configuration":
            ends = {"authorization_endpoint": f"{ISSUER}/authorize", "token_endpoint": f"{ISSUER}/token"}
            return httpx.Response(200, json={"issuer": ISSUER, "jwks_uri": f"{ISSUER}/keys"} | ends)
        if request.url.path == "/keys":
            return httpx.Response(200, json={"keys": [KEY.as_dict(private=False)]})
        form = parse_qs(request.content.decode())
        challenge = self.challenges.pop(form["code"][0], None)
        spelled = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"][0].encode()).digest()).decode()
        known = request.headers.get("authorization") == httpx.BasicAuth("liandong-district", "hush")._auth_header
        if challenge != spelled.rstrip("=") or not known:
            return httpx.Response(400, json={"error": "invalid_grant"})
        now = int(time.time())
        claims = self.claims | {"iss": ISSUER, "aud": ["liandong"], "iat": now, "exp": now + 600}
        token = jwt.encode({"alg": "Ed25519", "kid": KEY.kid}, claims, KEY, algorithms=["Ed25519"])
        return httpx.Response(200, json={"access_token": token, "token_type": "Bearer"})


@pytest.fixture
def issuer() -> Issuer:
    return Issuer()


@pytest.fixture
async def browser(settings: Settings, pool: Pool, issuer: Issuer, tmp_path: Path) -> httpx.AsyncClient:
    """A browser before the pages of a service whose people sign in at the issuer."""
    known = settings.model_copy(
        update={
            "issuer_url": ISSUER,
            "issuer_audience": "liandong",
            "issuer_client_id": "liandong-district",
            "issuer_client_secret": SecretStr("hush"),
            "public_url": HERE,
        }
    )
    asking = httpx.AsyncClient(transport=httpx.MockTransport(issuer))
    app: FastAPI = app_of("district_center")
    app.state.identity = await open_identity(known, pool, asking)
    app.state.desk = SimpleNamespace(clock=LegalClock(None), settings=known)
    open_gate(app.state, Gate(verifier=app.state.identity.verifier, units=frozenset({UnitCode("610113")})))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HERE)


async def test_one_signs_in_at_the_issuer_and_comes_back_to_the_page_he_wanted(
    browser: httpx.AsyncClient, issuer: Issuer
) -> None:
    asked = await browser.get("/sign-in?to=/inbox")
    off = await browser.get("/sign-in/issuer?to=/inbox")
    back = await browser.get(issuer.signs_in(off.headers["location"]))

    assert "/sign-in/issuer?to=/inbox" in asked.text
    assert (back.status_code, back.headers["location"]) == (303, "/inbox")
    cookies = " ".join(back.headers.get_list("set-cookie"))
    assert "__Host-liandong-district-center=" in cookies
    assert "HttpOnly" in cookies
    assert "Secure" in cookies


async def test_a_code_that_this_browser_did_not_ask_for_is_not_taken(
    browser: httpx.AsyncClient, issuer: Issuer
) -> None:
    off = await browser.get("/sign-in/issuer?to=/inbox")
    back = issuer.signs_in(off.headers["location"])
    foreign = back.replace("state=", "state=x")
    browser.cookies.clear()

    assert (await browser.get(back)).status_code == 400
    await browser.get("/sign-in/issuer?to=/inbox")
    assert (await browser.get(foreign)).status_code == 400


async def test_a_code_counts_once(browser: httpx.AsyncClient, issuer: Issuer) -> None:
    off = await browser.get("/sign-in/issuer?to=//evil.example")
    kept = dict(browser.cookies)
    back = issuer.signs_in(off.headers["location"])

    first = await browser.get(back)
    for name, value in kept.items():
        browser.cookies.set(name, value)
    again = await browser.get(back)

    assert (first.status_code, first.headers["location"]) == (303, "/")
    assert (again.status_code, "没有完成登录" in again.text) == (403, True)


async def test_an_account_without_a_unit_is_told_so_and_not_sent_round(
    browser: httpx.AsyncClient, issuer: Issuer
) -> None:
    issuer.claims = {"sub": "0017", "roles": ["clerk"]}
    off = await browser.get("/sign-in/issuer")

    back = await browser.get(issuer.signs_in(off.headers["location"]))

    assert (back.status_code, "令牌未写明单位和岗位" in back.text) == (403, True)


async def test_a_form_that_waited_can_be_sent_once_signed_in_elsewhere(
    browser: httpx.AsyncClient, issuer: Issuer
) -> None:
    from_here = {"Sec-Fetch-Site": "same-origin"}
    form = {"_to": "/cases/610113-261130-00001G/acts/pause", "kept.text": "委托检测"}

    before = await browser.post("/sign-in/resume", data=form, headers=from_here)
    await browser.get(issuer.signs_in((await browser.get("/sign-in/issuer")).headers["location"]))
    after = await browser.post("/sign-in/resume", data=form, headers=from_here)

    assert (before.status_code, 'name="kept.text" value="委托检测"' in before.text) == (401, True)
    assert (after.status_code, 'name="text" value="委托检测"' in after.text) == (200, True)
    assert 'name="_token" value=""' not in after.text
