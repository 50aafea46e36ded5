"""What a service keeps in its database: enough to migrate and to check it, without a route being made."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from liandong.application.repository import Repository
from liandong.infrastructure.schema import INFRASTRUCTURE


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The database of one of the four services."""

    name: str
    """As people read it: city-center."""
    module: str
    repositories: Sequence[Repository[Any]] = ()
    """Every sort of stream it keeps, for the check that states are the fold of their histories."""
    schema: tuple[str, ...]
    """Packages with migrations beside the infrastructure's own."""

    @property
    def packages(self) -> tuple[str, ...]:
        return (INFRASTRUCTURE, *self.schema)
