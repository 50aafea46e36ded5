"""What a parameter in a route's signature declares to the world: headers it reads, statuses it may answer."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Protocol, runtime_checkable

from fastapi.dependencies.models import Dependant


@runtime_checkable
class Declared(Protocol):
    """A dependency that documents itself."""

    problems: ClassVar[Mapping[int, str]]
    """Statuses it may answer, with the sentence for the documentation."""
    parameters: ClassVar[tuple[Mapping[str, Any], ...]]
    """OpenAPI parameters it reads from the request."""
    request_body: Mapping[str, Any] | None
    """OpenAPI description of the body it reads, if it reads one itself."""


def dependencies_of(dependant: Dependant) -> Iterator[Dependant]:
    """Every dependency of a route, outermost first, depth first."""
    for inner in dependant.dependencies:
        yield inner
        yield from dependencies_of(inner)


def declared_by(dependant: Dependant) -> Iterator[Declared]:
    """The self-documenting dependencies of a route."""
    for inner in dependencies_of(dependant):
        if isinstance(inner.call, Declared):
            yield inner.call
