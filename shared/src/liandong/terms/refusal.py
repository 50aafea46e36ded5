"""A refusal: the one way the platform says no."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum


class Nature(StrEnum):
    """What sort of no it is; the edge maps it to an HTTP status."""

    INVALID = "invalid"  # 422: what was sent cannot be right
    CONFLICT = "conflict"  # 409: right in itself, not now
    FORBIDDEN = "forbidden"  # 403: not by this person
    NOT_FOUND = "not_found"  # 404: nothing there that this person may see
    UNAVAILABLE = "unavailable"  # 503: not yet, try again


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """One field at fault: a JSON pointer and the sentence for it."""

    pointer: str
    detail: str


class Refused(Exception):
    """Said no, with a stable code, a sentence in Chinese that says what to do next, and its legal basis."""

    def __init__(
        self,
        code: str,
        reason: str,
        *,
        basis: str | None = None,
        nature: Nature = Nature.CONFLICT,
        errors: tuple[Pointer, ...] = (),
    ) -> None:
        super().__init__(f"{code}: {reason}")
        self.code = code
        self.reason = reason
        self.basis = basis
        self.nature = nature
        self.errors = errors


@contextmanager
def pointing_at(pointer: str, detail: str) -> Iterator[None]:
    """What is refused inside says which field is at fault: what checks a value does not know where it was written."""
    try:
        yield
    except Refused as refused:
        refused.errors = refused.errors or (Pointer(pointer=pointer, detail=detail),)
        raise
