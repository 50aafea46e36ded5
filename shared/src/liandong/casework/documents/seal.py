"""印章: a unit's detached signature over what a document is, and whether it holds."""

from base64 import b64encode
from dataclasses import asdict
from datetime import date

from liandong.domain.documents.state import Document
from liandong.infrastructure.keys import UnitKeys, signature_holds
from liandong.terms.codes import Digest, UnitCode
from liandong.wire.statements import SealStatement, Signed, mark_of, seal_statement, words_to_sign


def sealed(keys: UnitKeys, statement: SealStatement) -> str:
    """The unit's signature over the statement, in base64."""
    return b64encode(keys.sign(words_to_sign(statement))).decode()


def statement_about(*, number: str, kind: str, digest: str, unit: UnitCode, issued_on: date) -> SealStatement:
    return seal_statement(number=number, kind=kind, digest=Digest(digest), unit=unit, issued_on=issued_on)


def seal_of(document: Document) -> Signed:
    """The seal as it is given to people beside the file."""
    statement = statement_about(
        number=document.number,
        kind=document.type,
        digest=document.hash,
        unit=document.unit,
        issued_on=document.issued_on,
    )
    return Signed(mark=mark_of(statement), statement=asdict(statement), signature=document.seal)


def seal_holds(document: Document, public_key: str | None) -> bool:
    """Whether the unit whose published key this is sealed the document as it stands."""
    seal = seal_of(document)
    return public_key is not None and signature_holds(public_key, seal.signature_bytes, seal.words)
