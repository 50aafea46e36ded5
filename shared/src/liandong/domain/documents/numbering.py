"""文号: the unit's short mark, the type's word, the year, the serial; and 决定文号 for what is decided."""

from dataclasses import dataclass
from datetime import date

from liandong.domain.documents.types import DocumentType
from liandong.terms.codes import CaseId, DocumentId, JointId, UnitCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place in the unit's register: serials are gapless from 1 within a series and year."""

    series: str
    year: int
    serial: int


def series_of(mark: str | None, unit: UnitCode, kind: DocumentType) -> str:
    """莲政服受; a unit without a short mark numbers by its code."""
    return f"{mark or unit}{kind.series}"


def number_at(place: Place) -> str:
    """莲政服受〔2026〕00012号: the series, the year in hexagonal brackets, the serial."""
    return f"{place.series}〔{place.year}〕{place.serial:05d}号"


def register_year(day: date) -> int:
    """Serials begin anew with the calendar year."""
    return day.year


def document_id(matter: CaseId | JointId, sequence: int, kind: DocumentType) -> DocumentId:
    """The same for the same act and type, whatever number the document bears."""
    return DocumentId(f"{matter}.{sequence}.{kind.kind}")


def decision_of(case: CaseId) -> str:
    """What a number proposed for a case's decision is taken for."""
    return f"{case}.decision"
