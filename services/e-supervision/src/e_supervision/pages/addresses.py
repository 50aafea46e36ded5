"""Where a number leads to: the list of exactly the matters it counts."""

from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import urlencode

from e_supervision.board.matrix import Column, Line

UNKNOWN: Final = "-"
"""Stands for a department that is not known yet, as its entry has not been heard."""


def list_of(units: Iterable[str], departments: Iterable[str], light: str = "", cursor: str = "") -> str:
    """The page of matters at work at any of these units in any of these departments; none named are all."""
    chosen = [
        *(("unit", unit) for unit in units),
        *(("department", name) for name in departments),
        *((name, value) for name, value in (("light", light), ("cursor", cursor)) if value),
    ]
    return "/wall/matters" + (f"?{urlencode(chosen)}" if chosen else "")


def list_behind(column: Column, line: Line) -> str:
    """The page of the matters that this cell counts."""
    return list_of((place.unit for place in column.places), (name or UNKNOWN for name in line.departments))


def departments_of(names: Sequence[str]) -> tuple[list[str], bool]:
    """The departments named in such an address, and whether those are meant, too, that are not known yet."""
    return [name for name in names if name != UNKNOWN], UNKNOWN in names
