"""TOML files that an office keeps: read with the line of everything, as YAML files are."""

import re
import tomllib
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from typing import Any

from liandong.cli.marked_yaml import BadFile, Fault, Marked, Place

AT_LINE = re.compile(r"at line (\d+)")


def read_marked_toml(file: Traversable, shown: str | None = None) -> Marked:
    """Reads a TOML file, called `shown` in its faults. Raises BadFile: not UTF-8, not TOML, empty."""
    name = shown or file.name
    try:
        text = file.read_bytes().decode().replace("\r\n", "\n")
        value = tomllib.loads(text)
    except UnicodeDecodeError as wrong:
        raise BadFile([Fault(file=name, line=1, detail="文件应为UTF-8编码")]) from wrong
    except tomllib.TOMLDecodeError as wrong:
        place = AT_LINE.search(str(wrong))
        line = int(place[1]) if place else max(1, len(text.splitlines()))
        raise BadFile([Fault(file=name, line=line, detail=f"不是正确的TOML：{wrong}")]) from wrong
    if not value:
        raise BadFile([Fault(file=name, line=1, detail="文件是空的")])
    return Marked(file=name, value=value, lines=_lines_of(text))


def _lines_of(text: str) -> dict[Place, int]:
    """The line of every key and element of a document that is known to be good."""
    lines: dict[Place, int] = {(): 1}
    tables: dict[Place, int] = {}
    here: Place = ()
    for line, statement in _statements(text):
        said = tomllib.loads(statement)
        if statement.lstrip().startswith("["):
            here = _table(said, tables)
            for depth in range(1, len(here) + 1):
                lines.setdefault(here[:depth], line)
        else:
            for place, offset in _places(said, statement):
                lines.setdefault((*here, *place), line + offset)
    return lines


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Headers and key-value pairs with their first lines: what is good TOML by itself, as soon as it is."""
    first = 1
    open_lines: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not open_lines:
            first = number
        open_lines.append(line)
        statement = "\n".join(open_lines)
        if _is_good(statement):
            open_lines = []
            if tomllib.loads(statement):
                yield first, statement


def _is_good(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _table(header: dict[str, Any], tables: dict[Place, int]) -> Place:
    """The place that a header opens; `tables` counts the elements of each array of tables so far."""
    place: Place = ()
    inner: Any = header
    while inner:
        [key] = inner
        place, inner = (*place, key), inner[key]
        opens = isinstance(inner, list)
        if opens:
            tables[place] = tables.get(place, -1) + 1
            inner = inner[0]
        if place in tables:
            place = (*place, tables[place])
    return place


def _places(said: Any, statement: str) -> Iterator[tuple[Place, int]]:
    """Every place within one pair, with how many lines below the first it stands."""
    for place, value in _within(said, ()):
        yield place, 0
        if isinstance(value, list) and "\n" in statement and _is_whole(said, place):
            for index, offset in _elements(statement, place):
                yield from (((*place, index, *inner), offset) for inner, _ in _within(value[index], ()))
                yield (*place, index), offset


def _is_whole(said: Any, place: Place) -> bool:
    """Whether the place is all that the pair says: `a.b = [...]` and not a list inside."""
    for key in place:
        if not isinstance(said, dict) or len(said) != 1:
            return False
        said = said[key]
    return True


def _elements(statement: str, place: Place) -> Iterator[tuple[int, int]]:
    """On which line of a list over several lines each element ends, told by closing the list after that line."""
    seen = 0
    parts = statement.split("\n")
    for offset in range(len(parts)):
        closed = "\n".join(parts[: offset + 1]) + ("\n]" if offset < len(parts) - 1 else "")
        if not _is_good(closed):
            continue
        found: Any = tomllib.loads(closed)
        for key in place:
            found = found[key]
        yield from ((index, offset) for index in range(seen, len(found)))
        seen = len(found)


def _within(value: Any, place: Place) -> Iterator[tuple[Place, Any]]:
    """Every place within a value, itself left out at the top."""
    if place:
        yield place, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _within(inner, (*place, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _within(inner, (*place, index))
