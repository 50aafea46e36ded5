"""Whatever is sent, the answer is a problem document that says what to do; never a 500."""

import json
from typing import Any

import httpx
import pytest

from liandong.infrastructure.http.problem import PROBLEM_SCHEMA

from .conftest import CLERK, SEND

THINGS = "/v1/units/610113/things"
GOOD = {"name": "某某建设有限公司", "on": "2026-11-02"}


def problem(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    document: dict[str, Any] = answer.json()
    assert set(document) <= set(PROBLEM_SCHEMA["properties"])
    assert document["status"] == status
    assert document["code"] == code
    assert not document["detail"].isascii()
    return document


async def send(client: httpx.AsyncClient, content: bytes, **headers: str) -> httpx.Response:
    given = SEND | {"Content-Type": "application/json"} | headers
    return await client.post(THINGS, content=content, headers=given)


async def test_what_is_right_is_accepted(client: httpx.AsyncClient) -> None:
    answer = await client.post(THINGS, json=GOOD, headers=SEND)

    assert (answer.status_code, answer.headers["etag"], answer.headers["location"]) == (201, '"1"', "/v1/things/1")
    assert answer.json()["id"] == "某某建设有限公司"


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"",
        b"{'name': 1}",
        b'{"name": NaN}',
        b'{"name": Infinity}',
        b'{"name": "\xff"}',
        b'{"name": "\xed\xa0\x80"}',
        b'{"name": "a\x00b"}',
        '{"name": "x"}'.encode("utf-16"),
        b"[" * 50_000,
        b'{"copies": ' + b"9" * 5000 + b"}",
    ],
    ids=[
        "cut",
        "empty",
        "single-quotes",
        "nan",
        "infinity",
        "not-utf8",
        "raw-surrogate",
        "raw-nul",
        "utf16",
        "deep",
        "huge",
    ],
)
async def test_what_is_not_json_is_malformed(client: httpx.AsyncClient, content: bytes) -> None:
    answer = await send(client, content)

    if content:
        problem(answer, 400, "request.malformed")
    else:
        problem(answer, 422, "request.invalid")


@pytest.mark.parametrize("spelled", ["\\u0000", "\\ud800", "\\udc00x", "\\udc00\\ud800"])
@pytest.mark.parametrize(
    ("shape", "pointer"),
    [
        ('{"name": "a%s", "on": "2026-11-02"}', "/name"),
        ('{"name": "a", "on": "2026-11-02", "parts": ["A", "%s"]}', "/parts/1"),
        ('{"name": "a", "on": "2026-11-02", "x/%s": 1}', ""),
    ],
)
async def test_characters_no_database_can_hold_are_pointed_at(
    client: httpx.AsyncClient, spelled: str, shape: str, pointer: str
) -> None:
    document = problem(await send(client, (shape % spelled).encode()), 422, "request.unstorable-text")

    assert document["errors"][0]["pointer"] == pointer


async def test_an_escaped_character_outside_the_basic_plane_is_fine(client: httpx.AsyncClient) -> None:
    answer = await send(client, b'{"name": "\\ud83d\\ude00", "on": "2026-11-02"}')

    assert answer.json()["id"] == "😀"


@pytest.mark.parametrize(
    ("change", "pointer", "detail"),
    [
        ({"name": None}, "/name", "须为文字"),
        ({"name": "  "}, "/name", "不能为空"),
        ({"name": "长" * 10_000}, "/name", "至多 200 个字"),
        ({"remark": "x" * 4001}, "/remark", "至多 4000 个字"),
        ({"on": "0001-01-01"}, "/on", "日期须在 2004-01-01 至 2100-12-31 之间"),
        ({"on": "9999-12-31"}, "/on", "日期须在 2004-01-01 至 2100-12-31 之间"),
        ({"on": "2026-02-30"}, "/on", "日期须写作 年-月-日，如 2026-11-02"),
        ({"on": 1_700_000_000}, "/on", "日期须写作 年-月-日，如 2026-11-02"),
        ({"on": "2026-11-02T00:00:00"}, "/on", "日期须写作 年-月-日，如 2026-11-02"),
        ({"copies": "1"}, "/copies", "须为整数"),
        ({"copies": -1}, "/copies", "不得小于 0"),
        ({"copies": 10**30}, "/copies", "不得大于 1000000"),
        ({"parts": ["A", "不是代码"]}, "/parts/1", "写法不符合要求"),
        ({"parts": "A"}, "/parts", "须为列表"),
        ({"colour/size~": 1}, "/colour~1size~0", "没有此项，请删除"),
    ],
)
async def test_each_field_at_fault_is_pointed_at(
    client: httpx.AsyncClient, change: dict[str, Any], pointer: str, detail: str
) -> None:
    document = problem(await client.post(THINGS, json=GOOD | change, headers=SEND), 422, "request.invalid")

    assert document["errors"] == [{"pointer": pointer, "detail": detail, "in": "body"}]


async def test_all_faults_are_told_at_once(client: httpx.AsyncClient) -> None:
    document = problem(await client.post(THINGS, json={"copies": -1}, headers=SEND), 422, "request.invalid")

    assert [error["pointer"] for error in document["errors"]] == ["/name", "/on", "/copies"]


@pytest.mark.parametrize("body", ["[]", '"text"', "7", "null"])
async def test_json_that_is_no_object_is_refused(client: httpx.AsyncClient, body: str) -> None:
    problem(await send(client, body.encode()), 422, "request.invalid")


async def test_what_was_sent_is_never_repeated(client: httpx.AsyncClient) -> None:
    answer = await client.post(THINGS, json={"name": 13800001111, "on": "身份证"}, headers=SEND)

    assert "13800001111" not in answer.text
    assert "身份证" not in answer.text


@pytest.mark.parametrize("media_type", ["text/plain", "application/xml", "application/x-www-form-urlencoded", ""])
async def test_another_media_type_is_refused(client: httpx.AsyncClient, media_type: str) -> None:
    problem(await send(client, json.dumps(GOOD).encode(), **{"Content-Type": media_type}), 415, "request.media-type")


async def test_a_body_over_the_limit_is_refused_before_it_is_read(client: httpx.AsyncClient) -> None:
    problem(await send(client, b" " * 60_001), 413, "request.too-large")


async def test_a_body_of_unannounced_length_is_stopped_at_the_limit(client: httpx.AsyncClient) -> None:
    async def endless() -> Any:
        for _ in range(1000):
            yield b" " * 1000

    answer = await client.post(THINGS, content=endless(), headers=SEND | {"Content-Type": "application/json"})

    problem(answer, 413, "request.too-large")


async def test_a_length_that_is_no_number_is_refused(client: httpx.AsyncClient) -> None:
    problem(await send(client, b"{}", **{"Content-Length": "-5"}), 413, "request.too-large")


async def test_headers_over_the_limit_are_refused(client: httpx.AsyncClient) -> None:
    problem(await client.get("/version", headers={"X-Long": "x" * 40_000}), 431, "request.headers-too-large")


@pytest.mark.parametrize("path", [f"{THINGS}/%00/mishap", f"{THINGS}?state=%00", f"{THINGS}?%00=1", "/%00"])
async def test_a_nul_in_the_address_is_refused(client: httpx.AsyncClient, path: str) -> None:
    problem(await client.get(path, headers=CLERK), 422, "request.unstorable-text")


@pytest.mark.parametrize(
    "path", [f"{THINGS}/%ED%A0%80/mishap", f"{THINGS}/{'x' * 10_000}/mishap", f"{THINGS}/%20/mishap"]
)
async def test_a_code_in_the_address_has_the_shape_of_a_code(client: httpx.AsyncClient, path: str) -> None:
    document = problem(await client.get(path, headers=CLERK), 422, "request.invalid")

    assert document["errors"][0]["in"] == "path"


@pytest.mark.parametrize(
    "query", ["colour=red", "limit=50&limits=1", "limit=0", "limit=201", "limit=ten", "state=" + "x" * 65]
)
async def test_a_listing_takes_no_parameter_it_does_not_know(client: httpx.AsyncClient, query: str) -> None:
    document = problem(await client.get(f"{THINGS}?{query}", headers=CLERK), 422, "request.invalid")

    assert document["errors"][0]["in"] == "query"


async def test_paths_and_methods_that_do_not_exist_are_problems_too(client: httpx.AsyncClient) -> None:
    problem(await client.get("/nowhere"), 404, "request.no-such-path")
    problem(await client.get(f"{THINGS}/"), 404, "request.no-such-path")
    answer = await client.delete(THINGS)
    problem(answer, 405, "request.method-not-allowed")
    assert set(answer.headers["allow"].replace(" ", "").split(",")) <= {"GET", "POST"}


async def test_titles_are_english_for_who_prefers_it(client: httpx.AsyncClient) -> None:
    assert (await client.get("/nowhere")).json()["title"] == "没有找到"
    assert (await client.get("/nowhere", headers={"Accept-Language": "en-GB,zh;q=0.5"})).json()["title"] == "Not Found"
