"""What a unit signs for people outside: the seal of a document, the receipt for an applicant's act. Nothing personal.

A statement is signed as a mark, a NUL and its canonical bytes: whoever has the file, the statement and the unit's
published key can check it without the platform.
"""

from base64 import b64decode
from binascii import Error
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Final, TypeAlias

from liandong.terms.codes import CaseId, Digest, EventId, UnitCode
from liandong.terms.legal_time import LEGAL_ZONE
from liandong.wire.canonical import canonical
from liandong.wire.envelope import Entry

SEAL_MARK: Final = "ld1-seal"
RECEIPT_MARK: Final = "ld1-receipt"


@dataclass(frozen=True, slots=True, kw_only=True)
class SealStatement:
    """This file is the unit's document: its number, type, SHA-256, and the day it was issued (年-月-日)."""

    number: str
    type: str
    hash: Digest
    unit: UnitCode
    issued_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptStatement:
    """The unit recorded this act of the applicant: where it stands in its journal, and the hash it has there."""

    unit: UnitCode
    case: CaseId
    act: str
    sequence: int
    occurred_at: str
    recorded_at: str
    entry: EventId
    hash: Digest
    state: str = "recorded"


Statement: TypeAlias = SealStatement | ReceiptStatement


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A statement with its signature, as it is given to people (signature in base64)."""

    mark: str
    statement: dict[str, Any]
    signature: str

    @property
    def words(self) -> bytes:
        return words_of(self.mark, self.statement)

    @property
    def signature_bytes(self) -> bytes:
        """Empty for what is no base64: no signature holds then."""
        try:
            return b64decode(self.signature, validate=True)
        except (Error, ValueError):
            return b""


def mark_of(statement: Statement) -> str:
    return SEAL_MARK if isinstance(statement, SealStatement) else RECEIPT_MARK


def words_to_sign(statement: Statement) -> bytes:
    """The bytes the unit signs."""
    return words_of(mark_of(statement), asdict(statement))


def words_of(mark: str, statement: dict[str, Any]) -> bytes:
    """The same for a statement that came as JSON. Raises ValueError for what has no one spelling."""
    return mark.encode() + b"\0" + canonical(statement)


def seal_statement(*, number: str, kind: str, digest: Digest, unit: UnitCode, issued_on: date) -> SealStatement:
    return SealStatement(number=number, type=kind, hash=digest, unit=unit, issued_on=issued_on.isoformat())


def receipt_statement(case: CaseId, entry: Entry) -> ReceiptStatement:
    """The receipt for one entry of a case's history."""
    return ReceiptStatement(
        unit=entry.unit,
        case=case,
        act=entry.kind,
        sequence=entry.sequence,
        occurred_at=_instant(entry.occurred_at),
        recorded_at=_instant(entry.recorded_at),
        entry=entry.id,
        hash=Digest(entry.hash.hex()),
    )


def _instant(at: datetime) -> str:
    return at.astimezone(LEGAL_ZONE).isoformat()
