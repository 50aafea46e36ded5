"""Whether a bearer token is good, and whose it is."""

import time
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from joserfc import jws, jwt
from joserfc.errors import ExpiredTokenError, JoseError, SecurityWarning
from joserfc.jwk import KeySet

from liandong.infrastructure.http.problem import EdgeRefusal, unauthenticated
from liandong.infrastructure.identity.claims import UnreadableClaims, principal_of
from liandong.terms.codes import StaffId, UnitCode
from liandong.terms.principal import Principal

ALLOWED = ["Ed25519", "EdDSA", "ES256", "RS256"]
LEEWAY_SECONDS = 10
"""For clocks that differ, on `nbf` and `iat`; expiry is exact."""
REMEMBERED = 10_000
MAX_TOKEN_LENGTH = 8_192


class Keys(Protocol):
    """Where the issuer's public keys are."""

    async def key_set(self, kid: str | None) -> KeySet: ...


class Revoked(Protocol):
    """Which tokens no longer count (`Revocations`)."""

    async def refresh(self) -> None: ...

    def void(self, unit: UnitCode, staff: StaffId, issued_at: float) -> bool: ...


@dataclass(frozen=True, slots=True)
class OwnKeys:
    """The key of the embedded issuer."""

    keys: KeySet

    async def key_set(self, kid: str | None) -> KeySet:
        return self.keys


@dataclass(frozen=True, slots=True)
class Verified:
    """A token whose signature and claims held; times in seconds since 1970."""

    principal: Principal
    issued_at: float
    expires_at: float


class TokenVerifier:
    """Verifies a token once and remembers it until it expires; revocation is looked at every time.

    `issuer` is the `iss` accepted (with or without a slash at its end), `audience` the values of `aud` of which one
    must be present.
    """

    def __init__(
        self,
        *,
        issuer: str,
        audience: frozenset[str],
        keys: Keys,
        revocations: Revoked,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._issuers = [issuer.rstrip("/"), issuer.rstrip("/") + "/"]
        self._audience = sorted(audience)
        self._keys = keys
        self._revocations = revocations
        self._now = now
        self._known: dict[str, Verified] = {}

    async def principal(self, token: str) -> Principal:
        """Whose token it is. Raises EdgeRefusal 401 for one that is not good, or no longer."""
        await self._revocations.refresh()
        known = self._known.get(token)
        if known is None:
            known = await self._verify(token)
            self._remember(token, known)
        if known.expires_at <= self._now():
            self._known.pop(token, None)
            raise _expired()
        if self._revocations.void(known.principal.unit, known.principal.id, known.issued_at):
            raise unauthenticated("identity.token-revoked", "账号信息已变更或停用，请重新登录")
        return known.principal

    async def _verify(self, token: str) -> Verified:
        try:
            kid = _kid_of(token)
            keys = await self._keys.key_set(kid)
            claims = _claims_of(token, keys)
            self._must_be_ours(claims)
            return Verified(principal_of(claims), float(claims["iat"]), float(claims["exp"]))
        except ExpiredTokenError as error:
            raise _expired() from error
        except (JoseError, UnreadableClaims, ValueError) as error:
            raise unauthenticated("identity.token-invalid", "令牌无效，请重新登录") from error

    def _must_be_ours(self, claims: Mapping[str, Any]) -> None:
        now = int(self._now())
        jwt.JWTClaimsRegistry(
            now=now,
            leeway=LEEWAY_SECONDS,
            iss={"essential": True, "values": self._issuers},
            aud={"essential": True, "values": self._audience},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
        ).validate(dict(claims))

    def _remember(self, token: str, verified: Verified) -> None:
        if len(self._known) >= REMEMBERED:
            now = self._now()
            self._known = {each: known for each, known in self._known.items() if known.expires_at > now}
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        self._known[token] = verified


def _expired() -> EdgeRefusal:
    return unauthenticated("identity.token-expired", "登录已过期，请重新登录")


def _claims_of(token: str, keys: KeySet) -> dict[str, Any]:
    with warnings.catch_warnings():
        # "EdDSA" is an old name of Ed25519 that issuers still use; the curve is checked with the key
        warnings.simplefilter("ignore", SecurityWarning)
        return jwt.decode(token, keys, algorithms=ALLOWED).claims


def _kid_of(token: str) -> str | None:
    if len(token) > MAX_TOKEN_LENGTH:
        raise ValueError("too long for a token")
    kid = jws.extract_compact(token.encode()).headers().get("kid")
    return kid if isinstance(kid, str) else None
