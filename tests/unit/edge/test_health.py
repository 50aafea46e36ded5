"""Whether the service lives, is ready, and how it is doing."""

import asyncio
from collections.abc import MutableMapping
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from liandong.application.edge import open_edge
from liandong.infrastructure.http import health
from liandong.infrastructure.settings import Settings

from .conftest import CLERK, Mishap, Staff, made


async def test_liveness_asks_nobody(client: httpx.AsyncClient) -> None:
    answer = await client.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"alive": True})


async def test_readiness_names_what_is_missing(client: httpx.AsyncClient) -> None:
    answer = await client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json() == {
        "ready": False,
        "probes": {"database": "ok", "calendar": "工作日历不足 60 天"},
        "warnings": {},
    }


async def test_the_version_names_the_service(client: httpx.AsyncClient) -> None:
    assert (await client.get("/version")).json() == {"service": "trial", "version": "1.2.3"}


async def test_metrics_count_by_operation_and_never_by_path(settings: Settings, staff: Staff) -> None:
    client = httpx.AsyncClient(transport=httpx.ASGITransport(made(settings, staff, Mishap())), base_url="http://trial")
    await client.get("/v1/units/610113/things", headers=CLERK)
    await client.get("/v1/units/610113/things")
    await client.get("/nowhere/13800001111")

    text = (await client.get("/metrics")).text

    assert 'liandong_http_requests_total{operation="listThings",status="200"} 1.0' in text
    assert 'liandong_http_requests_total{operation="listThings",status="401"} 1.0' in text
    assert 'liandong_http_requests_total{operation="none",status="404"} 1.0' in text
    assert 'liandong_http_request_seconds_count{operation="listThings"} 2.0' in text
    assert "13800001111" not in text


async def test_the_request_log_tells_who_what_and_how_it_ended(
    client: httpx.AsyncClient, logged: list[MutableMapping[str, Any]]
) -> None:
    await client.get("/v1/units/610113/things?cursor=garbage", headers=CLERK)

    (entry,) = logged
    assert entry.pop("ms") >= 0
    assert entry == {
        "event": "request",
        "log_level": "info",
        "method": "GET",
        "path": "/v1/units/610113/things",
        "status": 400,
        "by": "0017",
        "code": "cursor.unreadable",
    }


async def test_what_nobody_foresaw_is_logged_with_its_error(
    client: httpx.AsyncClient, mishap: Mishap, logged: list[MutableMapping[str, Any]]
) -> None:
    mishap.error = ZeroDivisionError("ours")

    await client.get("/v1/units/610113/things/A1/mishap", headers=CLERK)

    assert [(entry["event"], entry["log_level"]) for entry in logged] == [("unexpected", "error"), ("request", "info")]
    assert logged[0]["exc_info"] is mishap.error


def made_with(settings: Settings, probe: health.Probe) -> FastAPI:
    return open_edge(settings, service="t", title="t", version="0", description="t", routers=[], probes={"it": probe})


async def ready(app: FastAPI) -> httpx.Response:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://t") as client:
        return await client.get("/readyz")


async def test_a_probe_that_breaks_tells_its_kind_only(settings: Settings) -> None:
    async def broken() -> None:
        raise ConnectionRefusedError("postgresql://user:password@host")

    answer = await ready(made_with(settings, broken))

    assert (answer.status_code, answer.json()["probes"]) == (503, {"it": "ConnectionRefusedError"})


async def test_a_warning_is_shown_and_the_service_stays_ready(settings: Settings) -> None:
    async def soon() -> None:
        raise health.Warned("正式放假安排只到 2026-12-31")

    answer = await ready(made_with(settings, soon))

    assert answer.status_code == 200
    assert answer.json() == {
        "ready": True,
        "probes": {"it": "ok"},
        "warnings": {"it": "正式放假安排只到 2026-12-31"},
    }


async def test_a_probe_that_hangs_is_not_waited_for(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "PROBE_SECONDS", 0.01)

    async def hanging() -> None:
        await asyncio.sleep(60)

    answer = await ready(made_with(settings, hanging))

    assert (answer.status_code, answer.json()["probes"]) == (503, {"it": "no answer within 0.01 s"})
