"""Quotas of a public route: what is left is told, nothing is answered beyond, and each key has its own."""

import pytest
from starlette.requests import Request

from liandong.infrastructure.http.problem import EdgeRefusal
from liandong.infrastructure.http.quota import Policy, Quotas, client_of

TWO, FIVE = Policy("number", quota=2, seconds=300), Policy("address", quota=5, seconds=60)


async def test_what_is_left_is_told_for_every_policy() -> None:
    headers = await Quotas().take([(FIVE, "10.0.0.1"), (TWO, "610113-261123-00001Z")])
    assert headers["RateLimit-Policy"] == '"address";q=5;w=60, "number";q=2;w=300'
    address, number = headers["RateLimit"].split(", ")
    assert address.startswith('"address";r=4;t=')
    assert number.startswith('"number";r=1;t=')
    assert 1 <= int(number.rpartition("=")[2]) <= 300


async def test_beyond_a_quota_is_refused_with_the_time_to_wait() -> None:
    quotas = Quotas()
    for _ in range(2):
        await quotas.take([(FIVE, "10.0.0.1"), (TWO, "a")])
    with pytest.raises(EdgeRefusal) as refused:
        await quotas.take([(FIVE, "10.0.0.1"), (TWO, "a")])
    assert (refused.value.status_code, refused.value.code) == (429, "request.too-many")
    headers = refused.value.headers or {}
    assert '"number";r=0;t=' in headers["RateLimit"]
    assert 1 <= int(headers["Retry-After"]) <= 300


async def test_each_key_has_its_own_quota() -> None:
    quotas = Quotas()
    for number in ("a", "b", "a", "b"):
        await quotas.take([(TWO, number)])
    with pytest.raises(EdgeRefusal):
        await quotas.take([(TWO, "b")])


def _from(host: str) -> Request:
    return Request({"type": "http", "client": (host, 4711), "headers": []})


def test_a_household_is_one_client() -> None:
    assert client_of(_from("192.0.2.7")) == "192.0.2.7"
    assert client_of(_from("2001:db8:1:2:3::4")) == client_of(_from("2001:db8:1:2::9")) == "2001:db8:1:2::/64"
    assert client_of(_from("2001:db8:1:3::9")) != client_of(_from("2001:db8:1:2::9"))
    assert client_of(Request({"type": "http", "client": None, "headers": []})) == ""
