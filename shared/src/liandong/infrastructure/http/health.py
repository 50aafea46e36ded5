"""Whether the service lives, whether it is ready, what it is, and how it is doing."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from starlette.responses import JSONResponse, Response

from liandong.infrastructure.http.fields import Out
from liandong.infrastructure.http.marks import public
from liandong.infrastructure.http.metrics import Meter
from liandong.infrastructure.http.router import Router

Probe = Callable[[], Awaitable[None]]
"""Returns when the thing is ready; raises NotReady with a sentence, or anything else, when it is not; Warned."""
PROBE_SECONDS = 2.0


class NotReady(Exception):
    """A dependency is not ready; the sentence is shown to operators and names no secret."""


class Warned(Exception):
    """A dependency is ready and soon may not be; the sentence says what to do, and the service stays ready."""


class Alive(Out):
    alive: bool


class Readiness(Out):
    ready: bool
    probes: dict[str, str]
    """Name of each probe and "ok" or what is missing."""
    warnings: dict[str, str]
    """Of probes that are "ok": what should be done before they are not."""


class Version(Out):
    service: str
    version: str


def health_router(*, service: str, version: str, probes: Mapping[str, Probe], meter: Meter) -> Router:
    """`/healthz` asks nobody, `/readyz` asks every probe (never a peer), `/version`, `/metrics`."""
    router = Router(tags=["运行状态"])

    @router.get(
        "/healthz", operation_id="isAlive", summary="进程是否在运行", dependencies=[public("liveness tells nothing")]
    )
    async def is_alive() -> Alive:
        return Alive(alive=True)

    @router.get(
        "/readyz",
        operation_id="isReady",
        summary="是否可以受理请求",
        response_model=Readiness,
        responses={503: {"model": Readiness, "description": "尚未就绪"}},
        dependencies=[public("a load balancer asks without a token; the answer names parts, not data")],
    )
    async def is_ready() -> Response:
        asked = dict(zip(probes, await asyncio.gather(*map(_ask, probes.values())), strict=True))
        found = {name: said for name, (said, _) in asked.items()}
        warnings = {name: warning for name, (_, warning) in asked.items() if warning is not None}
        ready = all(answer == "ok" for answer in found.values())
        shown = Readiness(ready=ready, probes=found, warnings=warnings)
        return JSONResponse(shown.model_dump(), 200 if ready else 503)

    @router.get(
        "/version",
        operation_id="getVersion",
        summary="服务名称与版本",
        dependencies=[public("operators compare versions across tiers")],
    )
    async def get_version() -> Version:
        return Version(service=service, version=version)

    @router.get(
        "/metrics",
        operation_id="getMetrics",
        summary="监测指标",
        response_class=MetricsResponse,
        dependencies=[public("counts and durations only; the proxy does not pass it on")],
    )
    async def get_metrics() -> Response:
        return MetricsResponse(meter.show())

    return router


class MetricsResponse(Response):
    media_type = "text/plain; version=0.0.4; charset=utf-8"


async def _ask(probe: Probe) -> tuple[str, str | None]:
    """What a probe says, and what it warns of."""
    try:
        async with asyncio.timeout(PROBE_SECONDS):
            await probe()
    except Warned as warning:
        return "ok", str(warning)
    except NotReady as missing:
        return str(missing), None
    except TimeoutError:
        return f"no answer within {PROBE_SECONDS:g} s", None
    except Exception as error:  # a probe reports whatever stops it
        return type(error).__name__, None
    return "ok", None
