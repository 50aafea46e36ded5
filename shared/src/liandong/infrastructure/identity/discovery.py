"""The public keys of an external OpenID Connect issuer: found, kept, and asked for again when a new one appears."""

import asyncio
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import httpx
import structlog
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from liandong.terms.refusal import Nature, Refused

ASK_AGAIN_SECONDS = 60.0
"""For a key id not known, at most this often."""
TRY_AGAIN_SECONDS = 5.0
"""When the issuer did not answer."""
SIGNING_TYPES = frozenset({"OKP", "EC", "RSA"})

log = structlog.stdlib.get_logger("liandong.identity")


class DiscoveredKeys:
    """Keys of the issuer at `issuer_url`; what is known stays in use while the issuer is away."""

    def __init__(
        self, issuer_url: str, client: httpx.AsyncClient, *, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._url = issuer_url.rstrip("/")
        self._client = client
        self._monotonic = monotonic
        self._keys: KeySet | None = None
        self._ask_after = float("-inf")
        self._asking = asyncio.Lock()

    async def key_set(self, kid: str | None) -> KeySet:
        """The issuer's keys, asked for again if `kid` is not among them. Raises Refused when there are none at all."""
        if not self._knows(kid):
            async with self._asking:
                if not self._knows(kid) and self._monotonic() >= self._ask_after:
                    await self._ask()
        if self._keys is None:
            raise Refused("identity.issuer-away", "统一身份认证暂时无法连接，请稍后重试", nature=Nature.UNAVAILABLE)
        return self._keys

    def _knows(self, kid: str | None) -> bool:
        return self._keys is not None and (kid is None or any(key.kid == kid for key in self._keys))

    async def _ask(self) -> None:
        self._ask_after = self._monotonic() + TRY_AGAIN_SECONDS
        try:
            self._keys = await self._fetch()
        except (httpx.HTTPError, JoseError, ValueError, KeyError, TypeError) as error:
            log.warning("issuer did not answer", issuer=self._url, error=type(error).__name__)
        else:
            self._ask_after = self._monotonic() + ASK_AGAIN_SECONDS

    async def _fetch(self) -> KeySet:
        described = await self._get(f"{self._url}/.well-known/openid-configuration")
        if described["issuer"].rstrip("/") != self._url:
            raise ValueError("the issuer names itself otherwise")
        if urlsplit(described["jwks_uri"]).scheme != urlsplit(self._url).scheme:
            raise ValueError("the keys are published on another scheme")
        published = await self._get(described["jwks_uri"])
        signing = [key for key in published["keys"] if key.get("kty") in SIGNING_TYPES and key.get("use") != "enc"]
        return KeySet.import_key_set({"keys": signing})

    async def _get(self, url: str) -> dict[str, Any]:
        answer = await self._client.get(url)
        answer.raise_for_status()
        document: dict[str, Any] = answer.json()
        return document
