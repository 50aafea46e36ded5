"""Pages of a listing: where the last page ended, handed to the client as an opaque word."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from liandong.infrastructure.http.body import is_storable
from liandong.infrastructure.http.problem import EdgeRefusal

T = TypeVar("T")


class Page(BaseModel, Generic[T]):
    """One page; `next` goes into `cursor` for the page after, None on the last."""

    model_config = ConfigDict(frozen=True)

    items: list[T]
    next: str | None = None


class Cursor:
    """A listing's order: its name and the types of the columns it is ordered by, the last of them unique.

    A cursor grants nothing, so it is checked and not signed: the query it goes into is scoped by unit as ever.
    """

    def __init__(self, order: str, *columns: type[str] | type[int] | type[date] | type[datetime]) -> None:
        self.order = order
        self._adapters: tuple[TypeAdapter[Any], ...] = tuple(TypeAdapter(column) for column in columns)

    def write(self, *position: object) -> str:
        """The word for a position: the ordering columns of the last row shown."""
        columns = zip(self._adapters, position, strict=True)
        spelled = [self.order, *(adapter.dump_python(value, mode="json") for adapter, value in columns)]
        return urlsafe_b64encode(json.dumps(spelled, ensure_ascii=False).encode()).decode().rstrip("=")

    def read(self, word: str | None) -> tuple[Any, ...] | None:
        """The position to go on from, None for the first page. Raises EdgeRefusal 400 for a word of no such listing."""
        if word is None:
            return None
        try:
            order, *values = json.loads(urlsafe_b64decode(word + "=" * (-len(word) % 4)))
            position = tuple(
                adapter.validate_json(json.dumps(value), strict=True)
                for adapter, value in zip(self._adapters, values, strict=True)
            )
        except (ValueError, TypeError, RecursionError, ValidationError) as error:
            raise _unreadable() from error
        if order != self.order or not all(map(_is_in_reach, position)):
            raise _unreadable()
        return position


def _is_in_reach(value: object) -> bool:
    match value:
        case str():
            return is_storable(value)
        case int():
            return -(2**63) <= value < 2**63
        case datetime():
            return value.tzinfo is not None and 1970 <= value.year < 2200
        case date():
            return 1970 <= value.year < 2200
        case _:
            return False


def _unreadable() -> EdgeRefusal:
    return EdgeRefusal(400, "cursor.unreadable", "翻页标记无效，请从第一页重新查询")
