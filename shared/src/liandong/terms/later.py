"""The mark of a field that a shape was given after it was first said."""

from typing import Annotated, TypeAlias, TypeVar


class LaterMark:
    """Marks a field that is left out of the written bytes while it is at its default, as if it were not there."""


T = TypeVar("T")

Later: TypeAlias = Annotated[T, LaterMark()]
"""`second_review: Later[bool] = False`: always with a default, which means what was so before the field was there."""
