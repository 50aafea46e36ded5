"""YAML files that an office keeps: read with the line of everything, so that a mistake is shown where it stands."""

import dataclasses
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any, TypeVar, get_type_hints

import yaml
from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

T = TypeVar("T")
Place = tuple[str | int, ...]
"""Where in a file: keys and indices from the top."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One mistake: the file, its line (from 1), and the sentence for its editor."""

    file: str
    line: int
    detail: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.detail}"


class BadFile(Exception):
    """These files can not be used; every fault is told at once."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """What a file says, and on which lines."""

    file: str
    value: Any
    lines: Mapping[Place, int]

    def fault(self, place: Place, detail: str) -> Fault:
        """A fault at a place, or at the nearest thing around it that the file has."""
        while place not in self.lines:
            place = place[:-1]
        return Fault(file=self.file, line=self.lines[place], detail=detail)

    def list_at(self, key: str) -> list[Any]:
        """The list the file has under a key of its top. Raises BadFile."""
        listed = self.value.get(key) if isinstance(self.value, dict) else None
        if not isinstance(listed, list):
            raise BadFile([self.fault((), f"文件应当是以“{key}:”开头的列表")])
        return listed

    def shaped(self, place: Place, value: Any, shape: type[T]) -> T:
        """A part of the file as a dataclass; keys it does not have are faults. Raises BadFile."""
        unknown = [self.fault((*place, *extra), f"没有“{extra[-1]}”这一项") for extra in _unknown_keys(value, shape)]
        try:
            read: T = TypeAdapter(shape).validate_json(json.dumps(value, default=str), strict=True)
        except ValidationError as wrong:
            faults = [self.fault((*place, *error["loc"]), _sentence(error)) for error in wrong.errors()]
            raise BadFile(unknown + faults) from wrong
        if unknown:
            raise BadFile(unknown)
        return read


def read_marked(file: Traversable, shown: str | None = None) -> Marked:
    """Reads a YAML file, called `shown` in its faults. Raises BadFile: not UTF-8, not YAML, a key twice, an alias."""
    name = shown or file.name
    try:
        text = file.read_bytes().decode()
        loader = yaml.SafeLoader(text)
        node = loader.get_single_node()
        if node is None:
            raise BadFile([Fault(file=name, line=1, detail="文件是空的")])
        lines: dict[Place, int] = {}
        faults = list(_mark(node, (), lines, name, set()))
        if faults:
            raise BadFile(faults)
        return Marked(file=name, value=loader.construct_document(node), lines=lines)
    except UnicodeDecodeError as wrong:
        raise BadFile([Fault(file=name, line=1, detail="文件应为UTF-8编码")]) from wrong
    except yaml.MarkedYAMLError as wrong:
        line = wrong.problem_mark.line + 1 if wrong.problem_mark else 1
        raise BadFile([Fault(file=name, line=line, detail=f"不是正确的YAML：{wrong.problem}")]) from wrong
    except yaml.YAMLError as wrong:
        raise BadFile([Fault(file=name, line=1, detail=f"不是正确的YAML：{wrong}")]) from wrong


def _mark(node: yaml.Node, place: Place, lines: dict[Place, int], file: str, seen: set[int]) -> Iterator[Fault]:
    """Notes the line of every key and element; faults are keys said twice and aliases (one place, one meaning)."""
    line = node.start_mark.line + 1
    lines.setdefault(place, line)
    if id(node) in seen:
        yield Fault(file=file, line=line, detail="请写出全文，不使用锚点和别名")
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here = (*place, str(key.value))
            if here in lines:
                yield Fault(file=file, line=key.start_mark.line + 1, detail=f"“{key.value}”重复出现")
            lines[here] = key.start_mark.line + 1
            yield from _mark(value, here, lines, file, seen)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _mark(value, (*place, index), lines, file, seen)


def _unknown_keys(value: Any, shape: Any) -> Iterator[Place]:
    """Places of keys that the dataclass, or the dataclasses its tuples and mappings hold, do not have."""
    held = getattr(shape, "__args__", ())
    if dataclasses.is_dataclass(shape) and isinstance(value, dict):
        hints = get_type_hints(shape)
        for key, inner in value.items():
            if key not in hints:
                yield (key,)
            else:
                yield from ((key, *extra) for extra in _unknown_keys(inner, hints[key]))
    elif held and isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from ((key, *extra) for extra in _unknown_keys(inner, held[-1 if isinstance(value, dict) else 0]))


def _sentence(error: ErrorDetails) -> str:
    match error["type"]:
        case "missing":
            return f"缺少“{error['loc'][-1]}”"
        case "enum":
            return f"应为{error['ctx']['expected'].replace(' or ', ', ')}之一"
        case "string_type":
            return "应为文字（数字编码请加引号）"
        case "int_type" | "int_parsing":
            return "应为整数"
        case "bool_type":
            return "应为 true 或者 false"
        case "tuple_type":
            return "应为列表"
        case _:
            return f"取值不对：{error['msg']}"
