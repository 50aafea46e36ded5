"""Reads a form (application/x-www-form-urlencoded), as OAuth 2 and plain HTML pages send it."""

from collections.abc import Mapping
from typing import Any, ClassVar, Generic, TypeVar
from urllib.parse import parse_qsl

from fastapi import Depends
from fastapi.exceptions import RequestValidationError
from fastapi.params import Depends as Dependency
from pydantic import ValidationError
from starlette.requests import Request

from liandong.infrastructure.http.body import is_storable
from liandong.infrastructure.http.fields import In
from liandong.infrastructure.http.problem import EdgeRefusal

MEDIA_TYPE = "application/x-www-form-urlencoded"
MOST_FIELDS = 20

F = TypeVar("F", bound=In)


def FormOf(shape: type[In]) -> Dependency:  # reads as a type in a signature
    """`form: Annotated[LoginIn, FormOf(LoginIn)]`: 415 for another media type, 422 for what does not fit the shape."""
    dependency: Dependency = Depends(_Form(shape))
    return dependency


class _Form(Generic[F]):
    problems: ClassVar[Mapping[int, str]] = {
        413: "内容超过上限",
        415: "内容类型不是表单",
        422: "填写内容不符合要求",
    }
    parameters: ClassVar[tuple[Mapping[str, Any], ...]] = ()

    def __init__(self, shape: type[F]) -> None:
        self.shape = shape
        self.request_body: Mapping[str, Any] | None = {
            "required": True,
            "content": {MEDIA_TYPE: {"schema": shape.model_json_schema()}},
        }

    async def __call__(self, request: Request) -> F:
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != MEDIA_TYPE:
            raise EdgeRefusal(415, "request.media-type", f"请以 {MEDIA_TYPE} 提交")
        return read_form(await request.body(), self.shape)


def read_form(body: bytes, shape: type[F]) -> F:
    """The form as this shape. Raises RequestValidationError; EdgeRefusal 422 for characters that cannot be kept."""
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except ValueError as error:
        raise EdgeRefusal(422, "request.unreadable-form", "表单内容无法读取，编码须为 UTF-8") from error
    fields = dict(pairs)
    if len(fields) < len(pairs) or not all(is_storable(text) for pair in pairs for text in pair):
        raise EdgeRefusal(422, "request.unreadable-form", "表单中有重复的项或不能保存的字符")
    try:
        return shape.model_validate(fields)
    except ValidationError as error:
        raise RequestValidationError([each | {"loc": ("body", *each["loc"])} for each in error.errors()]) from error
