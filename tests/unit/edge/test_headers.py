"""If-Match, Idempotency-Key and cursors: what is read, what is refused."""

from datetime import UTC, date, datetime

import httpx
import pytest

from liandong.infrastructure.http import Cursor, EdgeRefusal

from .conftest import CLERK, SEND

THINGS = "/v1/units/610113/things"
CHIEF = {"Authorization": "Bearer chief"}
GOOD = {"name": "甲", "on": "2026-11-02"}


@pytest.mark.parametrize("tag", ['"3"', 'W/"3"', ' "3" '])
async def test_a_change_names_the_version_it_read(client: httpx.AsyncClient, tag: str) -> None:
    answer = await client.patch(f"{THINGS}/A1", headers=CHIEF | {"If-Match": tag})

    assert (answer.status_code, answer.headers["etag"]) == (200, '"4"')


async def test_a_change_of_an_older_version_is_stale_and_told_the_current_one(client: httpx.AsyncClient) -> None:
    answer = await client.patch(f"{THINGS}/A1", headers=CHIEF | {"If-Match": '"2"'})

    assert (answer.status_code, answer.json()["code"], answer.headers["etag"]) == (412, "etag.stale", '"3"')


async def test_a_change_without_a_version_is_asked_for_one(client: httpx.AsyncClient) -> None:
    answer = await client.patch(f"{THINGS}/A1", headers=CHIEF)

    assert (answer.status_code, answer.json()["code"]) == (428, "etag.missing")


@pytest.mark.parametrize("tag", ["*", "3", '""', '"x"', '"3", "4"', '"-1"', '"1234567890123456"', "W/3"])
async def test_only_one_version_will_do(client: httpx.AsyncClient, tag: str) -> None:
    answer = await client.patch(f"{THINGS}/A1", headers=CHIEF | {"If-Match": tag})

    assert (answer.status_code, answer.json()["code"]) == (400, "etag.malformed")


async def test_two_if_match_headers_are_refused(client: httpx.AsyncClient) -> None:
    headers = [("Authorization", "Bearer chief"), ("If-Match", '"3"'), ("If-Match", '"3"')]

    assert (await client.patch(f"{THINGS}/A1", headers=headers)).json()["code"] == "etag.malformed"


async def test_a_submission_without_a_key_is_asked_for_one(client: httpx.AsyncClient) -> None:
    answer = await client.post(THINGS, json=GOOD, headers=CLERK)

    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency.key-missing")


@pytest.mark.parametrize(
    "key", [b"short", b"x" * 129, b"has space inside", "钥匙钥匙钥匙钥匙".encode(), b'"unclosed-quote', b""]
)
async def test_a_key_has_the_shape_of_a_key(client: httpx.AsyncClient, key: bytes) -> None:
    answer = await client.post(
        THINGS, json=GOOD, headers=[(b"Authorization", b"Bearer clerk"), (b"Idempotency-Key", key)]
    )

    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency.key-malformed")


async def test_two_keys_are_none(client: httpx.AsyncClient) -> None:
    headers = [*CLERK.items(), ("Idempotency-Key", "aaaaaaaa"), ("Idempotency-Key", "bbbbbbbb")]

    assert (await client.post(THINGS, json=GOOD, headers=headers)).json()["code"] == "idempotency.key-malformed"


async def test_the_same_request_has_the_same_hash_however_it_is_spelled(client: httpx.AsyncClient) -> None:
    headers = SEND | {"Content-Type": "application/json"}
    one = await client.post(THINGS, content=b'{"name":"a","on":"2026-11-02"}', headers=headers)
    same = await client.post(THINGS, content=b'{ "on":"2026-11-02", "name":"\\u0061" }', headers=headers)
    other = await client.post(THINGS, content=b'{"name":"b","on":"2026-11-02"}', headers=headers)

    assert one.json()["hash"] == same.json()["hash"] != other.json()["hash"]
    assert one.json()["route"] == "makeThing"


BY_RECEIPT = Cursor("cases.by-receipt", datetime, str)


def test_a_cursor_leads_back_to_its_position() -> None:
    position = (datetime(2026, 11, 2, 9, 30, 1, 25, tzinfo=UTC), "610113-2026-000017")

    assert BY_RECEIPT.read(BY_RECEIPT.write(*position)) == position
    assert BY_RECEIPT.read(None) is None


def words_of_no_such_listing() -> list[str]:
    other = Cursor("cases.by-number", datetime, str)
    return [
        "",
        "garbage",
        "é",
        "W10",
        "eyJhIjoxfQ",
        other.write(datetime(2026, 1, 1, tzinfo=UTC), "a"),
        Cursor("cases.by-receipt", datetime).write(datetime(2026, 1, 1, tzinfo=UTC)),
        Cursor("cases.by-receipt", str, str).write("yesterday", "a"),
        Cursor("cases.by-receipt", str, str).write("2026-01-01T00:00:00", "a"),
        Cursor("cases.by-receipt", str, str).write("0001-01-01T00:00:00Z", "a"),
        Cursor("cases.by-receipt", str, str).write("2026-01-01T00:00:00Z", "a\x00"),
        Cursor("cases.by-receipt", str, int).write("2026-01-01T00:00:00Z", 7),
    ]


@pytest.mark.parametrize("word", words_of_no_such_listing())
def test_a_word_of_no_such_listing_is_no_cursor(word: str) -> None:
    with pytest.raises(EdgeRefusal) as refusal:
        BY_RECEIPT.read(word)

    assert (refusal.value.status_code, refusal.value.code) == (400, "cursor.unreadable")


def test_numbers_beyond_the_databases_are_no_position() -> None:
    by_number = Cursor("n", int)

    with pytest.raises(EdgeRefusal):
        by_number.read(by_number.write(2**63))


def test_a_day_is_a_position_too() -> None:
    by_day = Cursor("d", date, str)

    assert by_day.read(by_day.write(date(2026, 11, 2), "甲/乙")) == (date(2026, 11, 2), "甲/乙")


async def test_a_listing_goes_on_from_its_cursor(client: httpx.AsyncClient) -> None:
    first = (await client.get(THINGS, headers=CLERK)).json()
    second = (await client.get(THINGS, params={"cursor": first["next"]}, headers=CLERK)).json()
    broken = await client.get(THINGS, params={"cursor": "garbage"}, headers=CLERK)

    assert (first["items"], second["items"]) == ([{"id": "first"}], [{"id": "a/b"}])
    assert (broken.status_code, broken.json()["code"]) == (400, "cursor.unreadable")
