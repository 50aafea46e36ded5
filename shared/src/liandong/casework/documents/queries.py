"""Reading documents: of one matter, by number, by the hash of a file."""

from collections.abc import Iterable, Sequence

from liandong.application.desk import Desk
from liandong.application.repository import Loaded
from liandong.casework.repositories import DOCUMENTS
from liandong.domain.documents.state import Document
from liandong.infrastructure.database import Row
from liandong.terms.codes import UnitCode
from liandong.terms.refusal import Nature, Refused

SELECT = (
    "select s.unit, s.id, s.version, s.state, s.sealed, k.wrapped from document_file s "
    "left join stream_key k on k.unit = s.unit and k.stream = 'document:' || s.id where "
)


async def documents_of(desk: Desk, unit: UnitCode, matter: str) -> list[Loaded[Document]]:
    """All documents of a case or joint master, in the order of the acts they are about."""
    rows = await desk.pool.fetch(SELECT + "s.unit = $1 and s.matter = $2", unit, matter)
    loaded = _read(desk, rows)
    return sorted(loaded, key=lambda one: (0, "") if one.state is None else (one.state.sequence, one.state.id))


async def get_document(desk: Desk, unit: UnitCode, matter: str, name: str) -> Loaded[Document]:
    """One document of a matter by its id or its number. Raises Refused(NOT_FOUND)."""
    rows = await desk.pool.fetch(
        SELECT + "s.unit = $1 and s.matter = $2 and (s.id = $3 or s.number = $3)", unit, matter, name
    )
    found = _read(desk, rows)
    if not found:
        raise Refused("document.not-found", "本件没有这份文书，请核对文号", nature=Nature.NOT_FOUND)
    return found[0]


async def with_number(desk: Desk, number: str) -> list[Document]:
    """The documents of this service's units that bear the number: one, unless two decisions were given the same."""
    return _states(desk, await desk.pool.fetch(SELECT + "s.number = $1 and s.unit = any($2)", number, _units(desk)))


async def with_hash(desk: Desk, digest: str) -> list[Document]:
    """The documents of this service's units whose file this is."""
    return _states(desk, await desk.pool.fetch(SELECT + "s.hash = $1 and s.unit = any($2)", digest, _units(desk)))


def _units(desk: Desk) -> Sequence[UnitCode]:
    return list(desk.keys)


def _read(desk: Desk, rows: Iterable[Row]) -> list[Loaded[Document]]:
    return [DOCUMENTS.read(row, row["unit"], row["id"], desk.keys[row["unit"]]) for row in rows]


def _states(desk: Desk, rows: Iterable[Row]) -> list[Document]:
    return [loaded.state for loaded in _read(desk, rows) if loaded.state is not None]
