"""Whose token it is, and every way a token can be no good."""

import base64
import hmac
import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OKPKey, RSAKey

from liandong.infrastructure.http import EdgeRefusal
from liandong.infrastructure.identity.claims import claims_of
from liandong.infrastructure.identity.issuer import EmbeddedIssuer, issuer_name, open_issuer
from liandong.infrastructure.identity.verifier import TokenVerifier
from liandong.terms.codes import UnitCode
from liandong.terms.principal import Principal, platform
from liandong.terms.roles import Role

from .conftest import CHIEF, NOON, Clock, Revoked, verifier_with

HOUR = 3600


async def refused(verifier: TokenVerifier, token: str) -> str:
    with pytest.raises(EdgeRefusal) as refusal:
        await verifier.principal(token)
    assert refusal.value.status_code == 401
    assert "WWW-Authenticate" in (refusal.value.headers or {})
    return refusal.value.code


def signed(key: OKPKey, *, header: dict[str, Any] | None = None, **changes: Any) -> str:
    """A good token with some claims changed; None takes a claim away."""
    claims = claims_of(CHIEF) | {
        "iss": "urn:liandong:issuer:610113:main",
        "aud": ["610113"],
        "iat": NOON,
        "nbf": int(NOON),
        "exp": int(NOON) + HOUR,
        "jti": "j1",
    }
    told = {name: value for name, value in (claims | changes).items() if value is not None}
    return jwt.encode({"alg": "Ed25519", "kid": key.kid} | (header or {}), told, key, algorithms=["Ed25519"])


async def test_a_token_tells_whose_it_is(issuer: EmbeddedIssuer, verifier: TokenVerifier) -> None:
    assert await verifier.principal(issuer.issue(CHIEF, now=NOON)) == CHIEF


async def test_it_is_good_until_it_expires_and_not_a_second_longer(
    issuer: EmbeddedIssuer, verifier: TokenVerifier, clock: Clock
) -> None:
    token = issuer.issue(CHIEF, now=NOON, lifetime=HOUR)
    clock.now = int(NOON) + HOUR - 1
    await verifier.principal(token)
    clock.now = int(NOON) + HOUR

    assert await refused(verifier, token) == "identity.token-expired"
    assert await refused(verifier, token) == "identity.token-expired"  # no longer remembered, found expired anew
    clock.now += HOUR
    assert await refused(verifier, token) == "identity.token-expired"


async def test_a_remembered_token_is_not_verified_again_but_revocation_is_looked_at(
    issuer: EmbeddedIssuer, revoked: Revoked, clock: Clock
) -> None:
    class Counted:
        asked = 0

        async def key_set(self, kid: str | None) -> KeySet:
            self.asked += 1
            return issuer.key_set()

    keys, token = Counted(), issuer.issue(CHIEF, now=NOON)
    verifier = TokenVerifier(
        issuer=issuer.name, audience=frozenset({"610113"}), keys=keys, revocations=revoked, now=clock
    )
    for _ in range(5):
        await verifier.principal(token)

    assert (keys.asked, revoked.looked) == (1, 5)


async def test_a_revoked_token_ends_at_once_though_it_is_remembered(
    issuer: EmbeddedIssuer, verifier: TokenVerifier, revoked: Revoked
) -> None:
    before, after = issuer.issue(CHIEF, now=NOON), issuer.issue(CHIEF, now=NOON + 0.002)
    await verifier.principal(before)
    revoked.valid_from["610113", "0017"] = NOON + 0.001

    assert await refused(verifier, before) == "identity.token-revoked"
    assert await verifier.principal(after) == CHIEF


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "urn:liandong:issuer:610114:main"},
        {"iss": None},
        {"aud": ["610112"]},
        {"aud": None},
        {"aud": []},
        {"exp": None},
        {"exp": "never"},
        {"exp": float("inf")},
        {"nbf": int(NOON) + 60},
        {"iat": NOON + 60},
        {"iat": None},
        {"iat": True},
        {"sub": None},
        {"sub": ""},
        {"sub": "a\x00b"},
        {"sub": "x" * 129},
        {"sub": 17},
        {"unit": None},
        {"roles": "chief"},
        {"roles": [["chief"]]},
        {"relations": {"department": "住建"}},
        {"items": "A01"},
    ],
    ids=str,
)
async def test_claims_that_are_not_as_they_must_be_are_refused(
    key: OKPKey, verifier: TokenVerifier, changes: dict[str, Any]
) -> None:
    assert await verifier.principal(signed(key)) == CHIEF
    assert await refused(verifier, signed(key, **changes)) == "identity.token-invalid"


@pytest.mark.parametrize(
    "token", ["", "a", "a.b.c", "...", "e30.e30.", "é.é.é", "x" * 9000, "eyJhbGciOiJub25lIn0.e30."]
)
async def test_what_is_no_token_is_refused(verifier: TokenVerifier, token: str) -> None:
    assert await refused(verifier, token) == "identity.token-invalid"


async def test_another_issuers_signature_is_refused(verifier: TokenVerifier, key: OKPKey) -> None:
    stranger = OKPKey.generate_key("Ed25519", {"kid": str(key.kid)})

    assert await refused(verifier, signed(stranger)) == "identity.token-invalid"


async def test_a_changed_claim_breaks_the_signature(verifier: TokenVerifier, key: OKPKey) -> None:
    header, payload, signature = signed(key).split(".")
    claims = json.loads(base64.urlsafe_b64decode(payload + "==")) | {"roles": ["operator"]}
    changed = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")

    assert await refused(verifier, f"{header}.{changed}.{signature}") == "identity.token-invalid"


async def test_a_token_signed_with_the_public_key_as_a_secret_is_refused(verifier: TokenVerifier, key: OKPKey) -> None:
    claims = json.loads(base64.urlsafe_b64decode(signed(key).split(".")[1] + "=="))
    parts = [{"alg": "HS256", "kid": key.kid}, claims]
    words = ".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts)
    signature = hmac.digest(key.as_pem(private=False), words.encode(), "sha256")
    token = f"{words}.{base64.urlsafe_b64encode(signature).decode().rstrip('=')}"

    assert await refused(verifier, token) == "identity.token-invalid"


@pytest.mark.parametrize(
    ("algorithm", "make"),
    [
        ("EdDSA", lambda: OKPKey.generate_key("Ed25519", auto_kid=True)),
        ("ES256", lambda: ECKey.generate_key("P-256", auto_kid=True)),
        ("RS256", lambda: RSAKey.generate_key(2048, auto_kid=True)),
    ],
)
@pytest.mark.filterwarnings("ignore:EdDSA is deprecated")
async def test_the_algorithms_of_external_issuers_are_taken(
    algorithm: str, make: Callable[[], Any], revoked: Revoked, clock: Clock
) -> None:
    key = make()
    claims = claims_of(CHIEF) | {"iss": "urn:liandong:issuer:610113:main", "aud": "610114", "iat": int(NOON)}
    token = jwt.encode(
        {"alg": algorithm, "kid": key.kid}, claims | {"exp": int(NOON) + HOUR}, key, algorithms=[algorithm]
    )

    assert await verifier_with(KeySet([key]), revoked, clock).principal(token) == CHIEF


@pytest.mark.parametrize("algorithm", ["ES384", "RS512", "PS256"])
async def test_other_algorithms_are_not(algorithm: str, revoked: Revoked, clock: Clock) -> None:
    key = (
        ECKey.generate_key("P-384", auto_kid=True) if algorithm == "ES384" else RSAKey.generate_key(2048, auto_kid=True)
    )
    claims = claims_of(CHIEF) | {"iss": "urn:liandong:issuer:610113:main", "aud": "610114", "iat": int(NOON)}
    token = jwt.encode(
        {"alg": algorithm, "kid": key.kid}, claims | {"exp": int(NOON) + HOUR}, key, algorithms=[algorithm]
    )

    assert await refused(verifier_with(KeySet([key]), revoked, clock), token) == "identity.token-invalid"


async def test_roles_unknown_here_are_left_out(key: OKPKey, verifier: TokenVerifier) -> None:
    principal = await verifier.principal(signed(key, roles=["chief", "printer", "offline_access"]))

    assert principal.roles == {Role.CHIEF}


async def test_nobody_logs_in_as_the_platform(issuer: EmbeddedIssuer, verifier: TokenVerifier) -> None:
    principal = await verifier.principal(issuer.issue(platform(UnitCode("610113")), now=NOON))

    assert principal.roles == frozenset()


async def test_no_items_is_not_the_same_as_no_restriction(issuer: EmbeddedIssuer, verifier: TokenVerifier) -> None:
    unbound = Principal(id=CHIEF.id, unit=CHIEF.unit, roles=CHIEF.roles)
    empty = Principal(id=CHIEF.id, unit=CHIEF.unit, roles=CHIEF.roles, items=frozenset())

    assert (await verifier.principal(issuer.issue(unbound, now=NOON))).items is None
    assert (await verifier.principal(issuer.issue(empty, now=NOON))).items == frozenset()


async def test_the_memory_for_tokens_has_an_end(
    issuer: EmbeddedIssuer, verifier: TokenVerifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("liandong.infrastructure.identity.verifier.REMEMBERED", 3)
    for _ in range(10):
        await verifier.principal(issuer.issue(CHIEF, now=NOON))

    assert len(verifier._known) <= 3


def test_the_key_is_made_once_and_kept_private(tmp_path: Path) -> None:
    first = open_issuer(tmp_path / "keys", "urn:x")
    second = open_issuer(tmp_path / "keys", "urn:x")

    assert first.jwks() == second.jwks()
    assert stat.S_IMODE((tmp_path / "keys" / "issuer.jwk").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700
    assert [file.name for file in (tmp_path / "keys").iterdir()] == ["issuer.jwk"]


def test_the_published_key_tells_no_secret(issuer: EmbeddedIssuer) -> None:
    (published,) = issuer.jwks()["keys"]

    assert set(published) == {"kty", "crv", "x", "kid", "use", "alg"}


def test_replicas_of_a_service_are_one_issuer_and_other_services_another() -> None:
    assert issuer_name(["610113", "610112"], "main") == issuer_name(["610112", "610113"], "main")
    assert issuer_name(["610112"], "main") != issuer_name(["610100"], "main")
