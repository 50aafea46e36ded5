"""Reports of services judged together: what supervision or an addressee does not hold as it was said."""

from collections.abc import Mapping
from typing import Any

import pytest

from liandong.cli.verdict import Report, Verdict, judge
from liandong.cli.verify import SUPERVISION, converge

GENESIS = bytes(32).hex()


def end(seq: int, letter: str = "") -> dict[str, Any]:
    return {"seq": seq, "hash": letter or f"hash {seq}" if seq else GENESIS}


def owner(seq: int = 5, mark: int | None = None, **told: Any) -> Report:
    """District 610113 with so many entries, asked for its history as of entry `mark`."""
    at = seq if mark is None else mark
    return {
        "service": "district",
        "units": ["610113"],
        "heads": {"610113": end(seq)},
        "marks": {"610113": end(at)["hash"]},
        "said": {},
        "heard": {},
        "histories": {"610113/case:1": f"digest at {at}"} if at else {},
        "violations": [],
        "counts": {"entries": seq},
    } | told


def witness(seq: int = 5, **told: Any) -> Report:
    return {
        "service": "supervision",
        "units": ["610100900"],
        "heads": {"610113": end(seq)} if seq else {},
        "marks": {},
        "said": {},
        "heard": {},
        "histories": {"610113/case:1": f"digest at {seq}"} if seq else {},
        "violations": [],
        "counts": {"entries": 2},
    } | told


def found(verdict: Verdict) -> list[tuple[str, str]]:
    return [(one["invariant"], one["subject"]) for one in verdict.violations]


def test_supervision_that_holds_what_was_said_is_no_violation() -> None:
    verdict = judge([owner()], witness())
    assert found(verdict) == []
    assert verdict.counts == {"entries": 7}
    assert verdict.heads == {"610113": end(5)}


@pytest.mark.parametrize(
    ("owners", "held", "expected"),
    [
        (owner(5, mark=3), witness(3), [("I8", "610113")]),
        (owner(5, mark=0), witness(0), [("I8", "610113")]),
        (owner(4), witness(5), [("I1", "610113")]),
        (owner(5), witness(5, heads={"610113": end(5, "another")}), [("I3", "610113")]),
        (owner(5), witness(5, histories={"610113/case:1": "another"}), [("I3", "610113/case:1")]),
        (owner(5), witness(5, histories={}), [("I3", "610113/case:1")]),
        (owner(5, histories={}), witness(5), [("I3", "610113/case:1")]),
    ],
)
def test_what_supervision_does_not_hold_as_it_was_said_is_named(
    owners: Report, held: Report, expected: list[tuple[str, str]]
) -> None:
    assert found(judge([owners], held)) == expected


def test_every_services_own_findings_are_in_the_verdict() -> None:
    own = {"invariant": "I6", "subject": "610113:1:2", "detail": "broken"}
    light = {"invariant": "I5", "subject": "610113/case:1", "detail": "wrong"}
    assert found(judge([owner(violations=[own])], witness(violations=[light]))) == [
        ("I6", "610113:1:2"),
        ("I5", "610113/case:1"),
    ]


def test_a_message_must_have_been_heard_by_its_addressee() -> None:
    asker = owner(said={"610113>610100": end(2)})
    city = dict(owner()) | {"service": "city", "units": ["610100"], "heads": {}, "marks": {}, "histories": {}}
    assert found(judge([asker, city], witness())) == [("I8", "610113>610100")]
    heard = city | {"heard": {"610113>610100": end(2)}}
    assert found(judge([asker, heard], witness())) == []
    another = city | {"heard": {"610113>610100": end(2, "another")}}
    assert found(judge([asker, another], witness())) == [("I6", "610113>610100")]


def test_a_publication_must_have_been_heard_by_every_service() -> None:
    city = owner(said={"610113>*": end(3)}, heard={"610113>*": end(3)})
    assert found(judge([city], witness())) == [("I8", "610113>*")]
    assert found(judge([city], witness(heard={"610113>*": end(3)}))) == []


async def test_it_waits_for_what_is_still_on_its_way_but_not_for_what_was_said_later() -> None:
    looks = iter([(3, 5), (5, 9)])
    now = (0, 0)

    async def ask(module: str, at: Mapping[str, int] | None) -> Report:
        nonlocal now
        if module == SUPERVISION:
            now = next(looks)
            waiting = {"invariant": "I8", "subject": "610113:1:7", "detail": "pending"}
            return witness(now[0], violations=[waiting] if now[1] == 9 else [])
        assert at == {"610113": now[0]}
        return owner(now[1], mark=now[0])

    assert found(await converge(ask, ["district"], within=10)) == []


async def test_what_never_arrives_is_a_violation_after_a_bounded_wait() -> None:
    async def ask(module: str, at: Mapping[str, int] | None) -> Report:
        return witness(3) if module == SUPERVISION else owner(5, mark=3)

    assert found(await converge(ask, ["district"], within=0)) == [("I8", "610113")]
