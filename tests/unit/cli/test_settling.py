"""When a demo is at rest: everybody at one legal time, drained, and nothing on its way."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from liandong.cli.clock import ClockRefused, file_of, move
from liandong.cli.settling import NotAtRest, Shown, settle, waits_for
from liandong.cli.stack.state import Part, State
from liandong.cli.token import NotTheDemo
from liandong.infrastructure.clock import read_offset, write_offset

CITY = Part(name="city-center", url="http://127.0.0.1:9", units=["610100"])
DISTRICT = Part(name="district-center", url="http://127.0.0.1:9", units=["610113"])
WITNESS = Part(name="e-supervision", url="http://127.0.0.1:9", units=["610100900"])


def answer(**told: Any) -> dict[str, Any]:
    return {"offset_seconds": 60, "drained": True, "said": {}, "heard": {}} | told


def calm(city: dict[str, Any], district: dict[str, Any], witness: dict[str, Any]) -> list[str]:
    return waits_for([Shown(CITY, city), Shown(DISTRICT, district), Shown(WITNESS, witness)], 60)


def test_all_drained_at_the_same_offset_is_rest() -> None:
    assert calm(answer(), answer(), answer()) == []


def test_each_reason_to_wait_is_named() -> None:
    assert waits_for([Shown(CITY, None)], 60) == ["city-center does not answer"]
    assert calm(answer(offset_seconds=0), answer(drained=False), answer()) == [
        "city-center has not confirmed the offset 60",
        "district-center is not drained",
    ]


@pytest.mark.parametrize(
    ("way", "listener"),
    [("610100>610113", "district-center"), ("610100>", "e-supervision")],
)
def test_what_was_said_and_not_heard_is_on_its_way(way: str, listener: str) -> None:
    assert calm(answer(said={way: 3}), answer(), answer()) == [f"{listener} has heard 0 of 3 on {way}"]
    heard = answer(heard={way: 3})
    assert calm(answer(said={way: 3}), heard, heard) == []


def test_a_publication_is_heard_by_everybody_or_still_on_its_way() -> None:
    said, heard = answer(said={"610100>*": 2}, heard={"610100>*": 2}), answer(heard={"610100>*": 2})
    assert calm(said, heard, answer(heard={"610100>*": 1})) == ["e-supervision has heard 1 of 2 on 610100>*"]
    assert calm(said, heard, heard) == []


async def test_a_process_that_does_not_answer_ends_the_wait_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(NotAtRest, match="not at rest within 0 s: city-center does not answer"):
        await settle([CITY], tmp_path / "clock.json", within=0)


async def test_the_clock_never_goes_back(tmp_path: Path) -> None:
    file = tmp_path / "clock.json"
    write_offset(file, timedelta(hours=1))
    state = State(runner=1, environments={"city_center": {"LIANDONG_CLOCK_FILE": str(file)}})
    with pytest.raises(ClockRefused):
        await move(state, timedelta(seconds=-1))
    assert read_offset(file) == timedelta(hours=1)


def test_outside_the_demo_there_is_no_clock_to_set() -> None:
    with pytest.raises(NotTheDemo):
        file_of(State(runner=1, environments={"city_center": {"LIANDONG_PORT": "8610"}}))
