"""Reads a form with one file (multipart/form-data, RFC 7578) while it arrives: nothing but one part is in memory."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, Protocol, TypeVar, runtime_checkable

from fastapi import Depends
from fastapi.exceptions import RequestValidationError
from fastapi.params import Depends as Dependency
from pydantic import ValidationError
from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect, Request

from liandong.infrastructure.http.body import is_storable
from liandong.infrastructure.http.fields import In
from liandong.infrastructure.http.problem import EdgeRefusal

MEDIA_TYPE = "multipart/form-data"
FILE = "file"
"""The name of the part that carries the file."""
MOST_FIELDS = 20
LONGEST_FIELD = 4_096
AROUND_THE_FILE = 128 * 1024
"""Bytes allowed for boundaries, headers and fields beside the file."""

F = TypeVar("F", bound=In)
Sink = Callable[[bytes], Awaitable[None]]


@runtime_checkable
class Roomy(Protocol):
    """A dependency that lets a request be larger than others."""

    max_body_bytes: int


@dataclass(frozen=True, slots=True)
class Sent(Generic[F]):
    """What came with the file: its name as sent, and the fields beside it."""

    name: str
    fields: F


def FileFormOf(shape: type[In], max_file_bytes: int) -> Dependency:  # reads as a type in a signature
    """`form: Annotated[FileForm[UploadIn], FileFormOf(UploadIn, MAX)]`: 415 for another media type; read by `receive`.

    The body may be as large as the file and a little more, whatever the limit of others is.
    """
    dependency: Dependency = Depends(_FileForm(shape, max_file_bytes))
    return dependency


class FileForm(Generic[F]):
    """A form that is still on its way."""

    def __init__(self, request: Request, boundary: bytes, shape: type[F], max_file_bytes: int) -> None:
        self._request = request
        self._boundary = boundary
        self._shape = shape
        self._max_file_bytes = max_file_bytes

    async def receive(self, sink: Sink) -> Sent[F]:
        """Gives the file to `sink` part by part as it arrives; then what came with it.

        Raises EdgeRefusal: 422 `request.unreadable-form`, `file.missing`; 413 `file.too-large`. RequestValidationError.
        """
        parts = _Parts()
        parser = MultipartParser(self._boundary, parts.callbacks())
        size = 0
        try:
            async for chunk in self._request.stream():
                parser.write(chunk)
                for data in parts.taken():
                    size += len(data)
                    if size > self._max_file_bytes:
                        raise too_large(self._max_file_bytes)
                    await sink(data)
            parser.finalize()
        except MultipartParseError as error:
            raise _unreadable() from error
        except ClientDisconnect as error:
            raise EdgeRefusal(400, "request.cut-off", "内容没有传完，连接已断开，请重新上传") from error
        if not parts.is_complete:
            raise _unreadable()
        if parts.name is None:
            raise _missing()
        return Sent(parts.name, self._fields(parts.fields))

    def _fields(self, sent: Mapping[str, str]) -> F:
        try:
            return self._shape.model_validate(sent)
        except ValidationError as error:
            raise RequestValidationError([each | {"loc": ("body", *each["loc"])} for each in error.errors()]) from error


class _FileForm(Generic[F]):
    problems: ClassVar[Mapping[int, str]] = {
        413: "文件或者内容超过上限",
        415: "内容类型不是 multipart/form-data",
        422: "填写内容不符合要求，或者文件不能收取",
    }
    parameters: ClassVar[tuple[Mapping[str, Any], ...]] = ()

    def __init__(self, shape: type[F], max_file_bytes: int) -> None:
        self.shape = shape
        self.max_file_bytes = max_file_bytes
        self.max_body_bytes = max_file_bytes + AROUND_THE_FILE
        schema = shape.model_json_schema()
        schema["properties"] = schema.get("properties", {}) | {FILE: {"type": "string", "format": "binary"}}
        schema["required"] = [*schema.get("required", []), FILE]
        self.request_body: Mapping[str, Any] | None = {"required": True, "content": {MEDIA_TYPE: {"schema": schema}}}

    async def __call__(self, request: Request) -> FileForm[F]:
        media, options = parse_options_header(request.headers.get("content-type"))
        boundary = options.get(b"boundary", b"")
        if media.decode("latin-1").lower() != MEDIA_TYPE or not 0 < len(boundary) <= 70:
            raise EdgeRefusal(415, "request.media-type", f"请以 {MEDIA_TYPE} 提交，文件项名为 {FILE}")
        return FileForm(request, boundary, self.shape, self.max_file_bytes)


class _Parts:
    """What the parser says, put in order: fields whole, the file in the pieces it comes in."""

    def __init__(self) -> None:
        self.name: str | None = None
        self.fields: dict[str, str] = {}
        self.is_complete = False
        self._header = b""
        self._headers: dict[bytes, bytes] = {}
        self._value = b""
        self._field: str | None = None
        self._data = bytearray()
        self._waiting: list[bytes] = []

    def callbacks(self) -> Any:
        return {
            "on_part_begin": self._begin,
            "on_header_field": self._header_name,
            "on_header_value": self._header_value,
            "on_header_end": self._header_end,
            "on_headers_finished": self._named,
            "on_part_data": self._take,
            "on_part_end": self._end,
            "on_end": self._all,
        }

    def taken(self) -> list[bytes]:
        """What has come of the file since the last look."""
        waiting, self._waiting = self._waiting, []
        return waiting

    def _begin(self) -> None:
        self._headers, self._header, self._value, self._field = {}, b"", b"", None
        self._data.clear()

    def _header_name(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        self._headers[self._header.lower()] = self._value
        self._header, self._value = b"", b""

    def _named(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition"))
        field = _text(options.get(b"name", b""))
        if field == FILE:
            if self.name is not None:
                raise _unreadable()
            self.name = _text(options.get(b"filename", b""))
            return
        if b"filename" in options or not field or field in self.fields or len(self.fields) >= MOST_FIELDS:
            raise _unreadable()
        self._field = field

    def _take(self, data: bytes, start: int, end: int) -> None:
        if self._field is None:
            self._waiting.append(data[start:end])
            return
        self._data += data[start:end]
        if len(self._data) > LONGEST_FIELD:
            raise _unreadable()

    def _end(self) -> None:
        if self._field is None:
            return
        value = _text(bytes(self._data))
        if not is_storable(value):
            raise _unreadable()
        if value:  # a page sends what was left empty too
            self.fields[self._field] = value

    def _all(self) -> None:
        self.is_complete = True


def _text(sent: bytes) -> str:
    try:
        text = sent.decode()
    except UnicodeDecodeError as error:
        raise _unreadable() from error
    return text


def _unreadable() -> EdgeRefusal:
    return EdgeRefusal(
        422, "request.unreadable-form", "表单内容无法读取：编码须为 UTF-8，各项不得重复或者过长，且只能有一个文件"
    )


def _missing() -> EdgeRefusal:
    return EdgeRefusal(
        422,
        "file.missing",
        "没有收到文件，请选择一个文件后再提交",
        errors=({"pointer": f"/{FILE}", "detail": "请选择文件", "in": "body"},),
    )


def too_large(limit: int) -> EdgeRefusal:
    """What a file over the limit (bytes) is answered."""
    return EdgeRefusal(413, "file.too-large", f"单个文件不得超过 {limit // 1024 // 1024} MB，请压缩或者拆分后上传")
