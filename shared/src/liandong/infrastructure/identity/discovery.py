"""The public keys of an external OpenID Connect issuer: found, kept, and asked for again when a new one appears."""

import asyncio
import time
from collections.abc import Callable

import httpx
import structlog
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from liandong.infrastructure.identity.described import NOT_SAID, described_by, issuer_away

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
            raise issuer_away()
        return self._keys

    def _knows(self, kid: str | None) -> bool:
        return self._keys is not None and (kid is None or any(key.kid == kid for key in self._keys))

    async def _ask(self) -> None:
        self._ask_after = self._monotonic() + TRY_AGAIN_SECONDS
        try:
            self._keys = await self._fetch()
        except (*NOT_SAID, JoseError, KeyError, TypeError) as error:
            log.warning("issuer did not answer", issuer=self._url, error=type(error).__name__)
        else:
            self._ask_after = self._monotonic() + ASK_AGAIN_SECONDS

    async def _fetch(self) -> KeySet:
        described = await described_by(self._url, "jwks_uri", http=self._client)
        published = (await self._client.get(described["jwks_uri"])).raise_for_status().json()
        signing = [key for key in published["keys"] if _signs(key)]
        return KeySet.import_key_set({"keys": signing})


def _signs(key: object) -> bool:
    return isinstance(key, dict) and key.get("kty") in SIGNING_TYPES and key.get("use") != "enc"
