"""Signing in at an external OpenID Connect issuer: the authorization code flow with PKCE (RFC 6749, RFC 7636)."""

import base64
import hashlib
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

import httpx
import structlog

from liandong.infrastructure.identity.described import NOT_SAID, described_by, issuer_away
from liandong.terms.refusal import Nature, Refused

KNOWN_FOR_SECONDS: Final = 600.0

log = structlog.stdlib.get_logger("liandong.identity")


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """This platform as the issuer knows it; a public client has no secret."""

    id: str
    secret: str | None


class AuthorizationCode:
    """Sends a browser to the issuer and takes what it comes back with for a token."""

    def __init__(self, issuer_url: str, client: Client, http: httpx.AsyncClient) -> None:
        self._url = issuer_url.rstrip("/")
        self._client = client
        self._http = http
        self._described: tuple[float, Mapping[str, str]] | None = None

    async def address(self, *, back_to: str, state: str, verifier: str) -> str:
        """Where the browser signs in. Raises Refused(UNAVAILABLE) while the issuer does not answer."""
        described = await self._describe()
        asked = {
            "response_type": "code",
            "client_id": self._client.id,
            "redirect_uri": back_to,
            "scope": "openid",
            "state": state,
            "code_challenge": _challenge(verifier),
            "code_challenge_method": "S256",
        }
        return f"{described['authorization_endpoint']}?{urlencode(asked)}"

    async def token(self, code: str, *, back_to: str, verifier: str) -> str:
        """The access token for a code; it is verified like any other. Raises Refused."""
        described = await self._describe()
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": back_to,
            "code_verifier": verifier,
            "client_id": self._client.id,
        }
        auth = None if self._client.secret is None else httpx.BasicAuth(self._client.id, self._client.secret)
        try:
            answer = await self._http.post(
                described["token_endpoint"], data=form, auth=auth or httpx.USE_CLIENT_DEFAULT
            )
            given = answer.json()
        except NOT_SAID as error:
            log.warning("issuer did not answer", issuer=self._url, error=type(error).__name__)
            raise issuer_away() from error
        token = given.get("access_token") if answer.is_success and isinstance(given, dict) else None
        if not isinstance(token, str):
            log.warning("issuer gave no token", issuer=self._url, status=answer.status_code)
            reason = "统一身份认证没有完成登录，请重新登录；仍不成功的请联系运维人员"
            raise Refused("identity.not-given", reason, nature=Nature.FORBIDDEN)
        return token

    async def _describe(self) -> Mapping[str, str]:
        now = time.monotonic()
        if self._described is None or now - self._described[0] > KNOWN_FOR_SECONDS:
            self._described = now, await self._fetch()
        return self._described[1]

    async def _fetch(self) -> Mapping[str, str]:
        try:
            return await described_by(self._url, "authorization_endpoint", "token_endpoint", http=self._http)
        except NOT_SAID as error:
            log.warning("issuer did not answer", issuer=self._url, error=type(error).__name__)
            raise issuer_away() from error


def _challenge(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
