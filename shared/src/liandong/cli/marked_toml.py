"""TOML files that an office keeps: read with the line of everything, so that a mistake is shown where it stands.

The parser tells no lines. So the file is read again and again, each time one line longer: what a line has brought is
what was not there before it.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from liandong.cli.marked_yaml import BadFile, Fault, Marked, Place

LINES_AT_MOST = 400
"""Of a file that is read once for every line."""
AT_LINE = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)")


def read_marked_toml(file: Path) -> Marked:
    """Reads a TOML file. Raises BadFile: too long, not UTF-8, not TOML, a key twice."""
    try:
        text = file.read_bytes().decode()
    except UnicodeDecodeError as wrong:
        raise BadFile([Fault(file=file.name, line=1, detail="文件应为UTF-8编码")]) from wrong
    lines = text.splitlines(keepends=True)
    if len(lines) > LINES_AT_MOST:
        raise BadFile([Fault(file=file.name, line=LINES_AT_MOST + 1, detail=f"文件不应超过{LINES_AT_MOST}行")])
    try:
        value = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        found = AT_LINE.search(str(wrong))
        line = int(found[1]) if found and found[1] else max(1, len(lines))
        raise BadFile([Fault(file=file.name, line=line, detail=f"不是正确的TOML：{wrong}")]) from wrong
    return Marked(file=file.name, value=value, lines=_marked(lines))


def _marked(lines: list[str]) -> dict[Place, int]:
    """The line on which each key and element begins."""
    marks: dict[Place, int] = {(): 1}
    begun, known = 0, set[Place]()
    for end in range(1, len(lines) + 1):
        whole = _read("".join(lines[:end]))
        if whole is None:
            continue  # within a value of several lines
        fresh = [place for place in _places(whole) if place not in known]
        first = next((n for n in range(begun, end) if lines[n].split("#")[0].strip()), begun)
        for place in fresh:
            marks[place] = _line_of_element(lines, first, end, place, whole) or first + 1
        known.update(fresh)
        begun = end
    return marks


def _line_of_element(lines: list[str], first: int, end: int, place: Place, whole: Any) -> int | None:
    """An element of a list of several lines stands where the list, ended there, first has it."""
    if end - first < 2 or not isinstance(place[-1], int) or isinstance(_at(whole, place), dict | list):
        return None
    for line in range(first + 1, end + 1):
        read = _read("".join(lines[first:line]) + "\n]")
        held = next(iter(read.values()), None) if read else None
        if isinstance(held, list) and len(held) > place[-1]:
            return line
    return end


def _read(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _at(value: Any, place: Place) -> Any:
    for part in place:
        value = value[part]
    return value


def _places(value: Any, place: Place = ()) -> Iterator[Place]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, held in inner:
        here = (*place, key)
        yield here
        yield from _places(held, here)
