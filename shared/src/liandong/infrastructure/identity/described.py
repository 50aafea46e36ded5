"""What an external issuer says of itself (OpenID Connect Discovery 1.0): where to sign in, where its keys are."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

import httpx

from liandong.terms.refusal import Nature, Refused

NOT_SAID: Final = (httpx.HTTPError, httpx.InvalidURL, ValueError)
"""What `described_by` raises: no answer, or one that cannot be believed."""


async def described_by(issuer_url: str, *ends: str, http: httpx.AsyncClient) -> Mapping[str, str]:
    """The addresses the issuer names under `ends`. Raises one of NOT_SAID.

    An issuer that names itself otherwise is not believed, nor an address on another scheme than its own.
    """
    told = (await http.get(f"{issuer_url}/.well-known/openid-configuration")).raise_for_status().json()
    if not isinstance(told, dict) or str(told.get("issuer")).rstrip("/") != issuer_url:
        raise ValueError("the issuer names itself otherwise")
    found = {end: str(told.get(end)) for end in ends}
    if any(urlsplit(address).scheme != urlsplit(issuer_url).scheme for address in found.values()):
        raise ValueError("an address is missing, or on another scheme")
    return found


def issuer_away() -> Refused:
    return Refused("identity.issuer-away", "统一身份认证暂时无法连接，请稍后重试", nature=Nature.UNAVAILABLE)
