"""How often a public route may be asked: quotas per window, told in RateLimit headers (draft-ietf-httpapi-ratelimit).

Counted in this process alone; replicas of a service each give their own quota.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv6Address, IPv6Network, ip_address
from math import ceil
from typing import Annotated, Any, Final

from fastapi import Depends
from limits import RateLimitItemPerSecond
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import FixedWindowRateLimiter
from starlette.requests import Request
from starlette.responses import Response

from liandong.infrastructure.http.problem import EdgeRefusal

IPV6_NETWORK_BITS: Final = 64
"""One household has so many addresses; it is one client."""
HEADERS: Final[Mapping[str, Any]] = {
    "RateLimit-Policy": {
        "description": '每个时间窗内的次数：名称、q 次数、w 秒，如 "address";q=60;w=60',
        "schema": {"type": "string"},
    },
    "RateLimit": {
        "description": '尚余次数：名称、r 次数、t 秒后重新计算，如 "address";r=59;t=42',
        "schema": {"type": "string"},
    },
}
"""For the documentation of a response."""


@dataclass(frozen=True, slots=True)
class Policy:
    """So many requests in so many seconds for one key; `name` is what the headers call it."""

    name: str
    quota: int
    seconds: int

    @property
    def item(self) -> RateLimitItemPerSecond:
        return RateLimitItemPerSecond(self.quota, self.seconds, namespace=self.name)


class Quotas:
    """What is left to whom."""

    def __init__(self) -> None:
        self._limiter = FixedWindowRateLimiter(MemoryStorage())

    async def take(self, asked: Sequence[tuple[Policy, str]]) -> dict[str, str]:
        """Takes one of each policy for its key; the headers of the answer. Raises EdgeRefusal 429 with them."""
        left: list[str] = []
        refused = 0
        for policy, key in asked:
            allowed = await self._limiter.hit(policy.item, key)
            stats = await self._limiter.get_window_stats(policy.item, key)
            wait = max(1, ceil(stats.reset_time - time.time()))
            left.append(f'"{policy.name}";r={max(0, stats.remaining)};t={wait}')
            if not allowed:
                refused = max(refused, wait)
        policies = ", ".join(f'"{policy.name}";q={policy.quota};w={policy.seconds}' for policy, _ in asked)
        headers = {"RateLimit-Policy": policies, "RateLimit": ", ".join(left)}
        if refused:
            headers["Retry-After"] = str(refused)
            raise EdgeRefusal(429, "request.too-many", f"查询过于频繁，请 {refused} 秒后再试", headers=headers)
        return headers


async def quotas_of(request: Request) -> Quotas:
    """The quotas of this process."""
    state = request.app.state
    if not hasattr(state, "quotas"):
        state.quotas = Quotas()
    quotas: Quotas = state.quotas
    return quotas


def limited(policy: Policy) -> Any:
    """For the `dependencies` of a public route: so many requests from one client; what is left stands in the answer."""

    async def limit(request: Request, response: Response, quotas: Annotated[Quotas, Depends(quotas_of)]) -> None:
        response.headers.update(await quotas.take([(policy, client_of(request))]))

    return Depends(limit)


def client_of(request: Request) -> str:
    """Whom a request counts for: its address, or the network of an IPv6 address."""
    host = "" if request.client is None else request.client.host
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv6Address):
        return str(IPv6Network((address, IPV6_NETWORK_BITS), strict=False))
    return str(address)
