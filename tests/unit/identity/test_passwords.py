"""Passwords and how often they may be tried."""

import pytest

from liandong.infrastructure.http import EdgeRefusal
from liandong.infrastructure.identity.attempts import Attempts
from liandong.infrastructure.identity.passwords import Passwords, must_be_strong
from liandong.terms.refusal import Refused

from .conftest import Clock


@pytest.mark.parametrize("password", ["short pass1", "x" * 129, "aaaaaaaaaaaa", "121212121212", "My-CLERK01-is-it"])
def test_a_weak_password_is_refused(password: str) -> None:
    with pytest.raises(Refused) as refusal:
        must_be_strong(password, "clerk01")

    assert refusal.value.code == "account.weak-password"
    assert refusal.value.errors[0].pointer == "/password"
    assert password not in refusal.value.reason


@pytest.mark.parametrize("password", ["correct horse battery", "长江长河又长又宽二〇二六年", "a1b2c3d4e5f6"])
def test_a_long_password_of_any_kind_will_do(password: str) -> None:
    must_be_strong(password, "clerk01")


async def test_only_the_password_opens() -> None:
    passwords = Passwords()
    kept = await passwords.hash("correct horse battery")

    assert kept.startswith("$argon2id$")
    assert await passwords.matches(kept, "correct horse battery")
    assert not await passwords.matches(kept, "correct horse battery ")
    assert not await passwords.matches("not a hash", "correct horse battery")


async def test_where_there_is_no_account_no_password_opens() -> None:
    assert not await Passwords().matches(None, "nobody has this password")


def test_tries_are_counted_for_each_name_and_forgotten_after_a_minute(clock: Clock) -> None:
    attempts = Attempts(monotonic=clock)
    for _ in range(10):
        attempts.count("clerk01")
    attempts.count("clerk02")
    with pytest.raises(EdgeRefusal) as refusal:
        attempts.count("clerk01")
    assert (refusal.value.status_code, refusal.value.code) == (429, "identity.too-many-attempts")
    assert (refusal.value.headers or {})["Retry-After"] == "60"

    clock.now += 60
    attempts.count("clerk01")


def test_the_memory_for_names_has_an_end(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("liandong.infrastructure.identity.attempts.REMEMBERED", 3)
    attempts = Attempts(monotonic=clock)
    for number in range(50):
        clock.now += 30
        attempts.count(f"name{number}")

    assert len(attempts._tries) <= 4


def test_a_flood_of_names_makes_nobody_forget_the_one_that_is_guessed_at(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("liandong.infrastructure.identity.attempts.REMEMBERED", 4)
    attempts = Attempts(monotonic=clock)
    for _ in range(10):
        attempts.count("clerk01")
    for number in range(50):
        attempts.count(f"name{number}")

    assert len(attempts._tries) <= 4
    with pytest.raises(EdgeRefusal):
        attempts.count("clerk01")
