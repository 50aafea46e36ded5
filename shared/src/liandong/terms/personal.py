"""The mark that keeps personal data apart from facts."""

from typing import Annotated, TypeAlias, TypeVar


class PrivateMark:
    """Marks a field that names or describes a person, or is free text: never on `evt`, in subjects or logs."""


T = TypeVar("T")

Private: TypeAlias = Annotated[T, PrivateMark()]
"""`Private[str | None] = None`: always optional, because a witness reads the event without it."""
