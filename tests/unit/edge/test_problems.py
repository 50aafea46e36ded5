"""Whatever is raised below a route becomes one problem document, with nothing of our insides in it."""

from collections.abc import MutableMapping
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from starlette.requests import ClientDisconnect
from starlette.types import Message

from .conftest import CLERK, Mishap, refusals

PATH = "/v1/units/610113/things/A1/mishap"


@pytest.mark.parametrize(("error", "status", "code"), refusals(), ids=lambda value: type(value).__name__)
async def test_every_error_has_its_status_and_code(
    client: httpx.AsyncClient, mishap: Mishap, error: Exception, status: int, code: str
) -> None:
    mishap.error = error

    answer = await client.get(PATH, headers=CLERK)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert ("retry-after" in answer.headers) == (status == 503)


async def test_a_refusal_tells_its_legal_basis_and_the_fields(client: httpx.AsyncClient, mishap: Mishap) -> None:
    mishap.error = next(error for error, _, code in refusals() if code == "thing.field")
    mishap.error.basis = "行政许可法 32"  # type: ignore[attr-defined]

    document = (await client.get(PATH, headers=CLERK)).json()

    assert document["basis"] == "行政许可法 32"
    assert document["errors"] == [{"pointer": "/on", "detail": "太早", "in": "body"}]
    assert document["type"] == "urn:liandong:problem:thing.field"


async def test_our_own_mistakes_keep_their_insides_to_themselves(client: httpx.AsyncClient, mishap: Mishap) -> None:
    mishap.error = ZeroDivisionError("select secret from account")

    answer = await client.get(PATH, headers=CLERK)

    assert answer.status_code == 500
    assert "select" not in answer.text
    assert "Traceback" not in answer.text


async def test_every_answer_and_every_problem_can_be_traced(client: httpx.AsyncClient, mishap: Mishap) -> None:
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    headers = CLERK | {"traceparent": f"00-{trace}-00f067aa0ba902b7-01"}

    answer = await client.get(PATH, headers=headers)
    fine = await client.get("/healthz", headers=headers)

    assert answer.json()["trace"] == trace
    assert answer.headers["traceparent"].split("-")[1] == fine.headers["traceparent"].split("-")[1] == trace
    assert "00f067aa0ba902b7" not in answer.headers["traceparent"]


@pytest.mark.parametrize("header", ["garbage", f"00-{'0' * 32}-00f067aa0ba902b7-01", f"00-{'a' * 32}-{'0' * 16}-01"])
async def test_a_trace_header_that_is_none_is_ignored(client: httpx.AsyncClient, header: str) -> None:
    answer = await client.get("/healthz", headers={"traceparent": header})

    assert answer.headers["traceparent"].split("-")[1] not in header


async def test_two_requests_are_two_traces(client: httpx.AsyncClient) -> None:
    one, other = [(await client.get("/nowhere")).json()["trace"] for _ in range(2)]

    assert one != other


async def test_a_client_that_left_before_its_request_was_whole_is_no_error(
    app: FastAPI, mishap: Mishap, logged: list[MutableMapping[str, Any]]
) -> None:
    mishap.error = ClientDisconnect()
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(name.lower().encode(), value.encode()) for name, value in CLERK.items()]
    scope = {"type": "http", "method": "GET", "path": PATH, "root_path": "", "query_string": b"", "headers": headers}
    await app(scope, receive, send)
    assert sent == []
    assert [(each["event"], each["log_level"], each["status"]) for each in logged] == [("request", "info", 499)]


BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.mark.parametrize(
    ("method", "path", "more", "status", "told"),
    [
        ("POST", "/v1/units/610113/things", {"Content-Length": "70000000"}, 413, "请减少内容或者分几次提交"),
        ("GET", "/version", {"X-Long": "x" * 40_000}, 431, "请求头过大"),
        ("GET", "/nowhere/<script>", {}, 404, "没有这个地址"),
        ("DELETE", "/version", {}, 405, "不支持该方法"),
        ("GET", "/v1/units/610113/things/1/mishap", CLERK, 500, "未保存任何内容"),
    ],
)
async def test_where_no_page_can_answer_a_browser_is_answered_by_a_plain_one(
    client: httpx.AsyncClient, mishap: Mishap, method: str, path: str, more: dict[str, str], status: int, told: str
) -> None:
    mishap.error = RuntimeError("a secret of ours")
    page = await client.request(method, path, headers=BROWSER | more)
    document = await client.request(method, path, headers=more)

    assert (page.status_code, page.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert told in page.text
    assert "<script" not in page.text
    assert "secret" not in page.text
    assert document.headers["content-type"] == "application/problem+json"
    assert page.headers.get("allow") == document.headers.get("allow")
