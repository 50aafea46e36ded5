"""Reads a request's JSON strictly: UTF-8 only, no NaN, no NUL characters, no halves of surrogate pairs."""

import re
from json import JSONDecodeError, JSONDecoder
from typing import Any, NoReturn

from starlette.requests import Request

from liandong.infrastructure.http.problem import EdgeRefusal


class StrictRequest(Request):
    """A request whose JSON can be stored: what PostgreSQL or UTF-8 could not hold is refused here.

    Raises EdgeRefusal 400 `request.malformed` for what is not JSON, 422 `request.unstorable-text` for such characters.
    """

    async def json(self) -> Any:
        if not hasattr(self, "_json"):
            self._json = read_json(await self.body())
        return self._json


def read_json(body: bytes) -> Any:
    """The JSON value of these bytes; errors as for StrictRequest."""
    try:
        value = _DECODER.decode(body.decode())
    except JSONDecodeError as error:
        raise _malformed(f"第 {error.lineno} 行第 {error.colno} 列附近有误") from error
    except (ValueError, RecursionError) as error:
        raise _malformed("编码须为 UTF-8，数值须有限，层次不能过深") from error
    if b"\\u" in body:  # only an escape can spell NUL or half a surrogate pair in valid UTF-8 JSON
        _must_be_storable(value, "")
    return value


def is_storable(text: str) -> bool:
    """Whether PostgreSQL and UTF-8 can hold this text."""
    return _UNSTORABLE.search(text) is None


def storable(text: str) -> str:
    """The text without what cannot be held."""
    return _UNSTORABLE.sub("", text)


def _must_be_storable(value: object, pointer: str) -> None:
    match value:
        case str():
            if not is_storable(value):
                raise EdgeRefusal(
                    422,
                    "request.unstorable-text",
                    "文字中含有不能保存的字符（空字符或不完整的编码），请删除后重试",
                    errors=({"pointer": pointer, "detail": "含有不能保存的字符", "in": "body"},),
                )
        case list():
            for index, inner in enumerate(value):
                _must_be_storable(inner, f"{pointer}/{index}")
        case dict():
            for key, inner in value.items():
                _must_be_storable(key, pointer)
                _must_be_storable(inner, f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}")
        case _:
            pass


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


_DECODER = JSONDecoder(parse_constant=_no_constant)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def _malformed(where: str) -> EdgeRefusal:
    return EdgeRefusal(400, "request.malformed", f"请求内容不是有效的 JSON：{where}")
