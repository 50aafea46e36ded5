"""Nobody waits for the console: a terminal that is paused loses lines, and is told how many."""

import os
import time
from collections.abc import Iterator
from typing import TextIO

import pytest

from liandong.cli.stack.console import ROOM, Console


@pytest.fixture
def ends() -> Iterator[tuple[int, TextIO]]:
    """Where a terminal reads, and what the stack writes to."""
    reading, writing = os.pipe()
    with os.fdopen(writing, "w", encoding="utf-8") as out, os.fdopen(reading, "rb", buffering=0):
        yield reading, out


def test_what_is_said_is_printed_in_its_order(ends: tuple[int, TextIO]) -> None:
    reading, out = ends
    console = Console(out)
    console.say("启动")
    console.say("ready")
    console.close()
    assert os.read(reading, 100).decode() == "启动\nready\n"


def test_a_paused_terminal_holds_nobody_up_and_learns_how_much_it_missed(ends: tuple[int, TextIO]) -> None:
    reading, out = ends
    console = Console(out)
    line = "x" * 99
    began = time.monotonic()
    for _ in range(3 * ROOM):
        console.say(line)
    console.close(within=0.1)
    assert time.monotonic() - began < 5
    taken = b""
    while len(taken) < ROOM * 100:
        taken += os.read(reading, 65536)
    console.say("again")
    while not taken.endswith(b"again\n"):
        taken += os.read(reading, 65536)
    console.close()
    gaps = [gap for gap in taken.decode().splitlines() if gap.startswith("-- ")]
    assert all(gap.endswith(" lines are missing here: the terminal did not take them") for gap in gaps)
    missing = sum(int(gap.split()[1]) for gap in gaps)
    assert 0 < missing < 3 * ROOM
    assert taken.count(b"x\n") + missing == 3 * ROOM


def test_a_terminal_that_went_away_is_not_missed() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    out = os.fdopen(writing, "w", encoding="utf-8")
    console = Console(out)
    console.say("nobody hears this")
    console.say("nor this")
    console.close()
    out.close()
