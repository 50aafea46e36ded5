"""For everybody: whether a document is genuine, and the keys by which units sign. Names nobody but units."""

from datetime import date
from hashlib import sha256
from typing import Annotated, Any, Final

from fastapi import Depends, Path

from liandong.application.desk import Desk, desk_of
from liandong.casework.documents.queries import with_hash, with_number
from liandong.casework.documents.seal import seal_holds
from liandong.domain.documents.state import Document
from liandong.domain.documents.types import BY_KIND, DocumentKind
from liandong.infrastructure.http import Out, Router, problem, public
from liandong.infrastructure.http.fields import DocumentNumber
from liandong.infrastructure.http.quota import HEADERS, Policy, limited
from liandong.infrastructure.http.upload import FileOf
from liandong.terms.codes import Tier

router = Router(prefix="/v1", tags=["公开核验"])

Here = Annotated[Desk, Depends(desk_of)]
PER_ADDRESS: Final = Policy("verify", quota=60, seconds=60)
"""Numbers run on and could be tried one after the other; a person checks a few documents."""
TOO_MANY: Final[dict[int | str, dict[str, Any]]] = {
    200: {"headers": dict(HEADERS)},
    429: problem("核验过于频繁") | {"headers": dict(HEADERS)},
}
WHY = "whoever is shown a document may check it; tells unit, type, number and day, and nobody's name"


class GenuineOut(Out):
    """A document that was issued under a seal that holds."""

    unit: str
    unit_name: str
    type: DocumentKind
    title: str
    number: str
    issued_on: date
    hash: str


class VerifiedOut(Out):
    """`genuine` is true if at least one document is; `asked` are the units this service can speak for."""

    genuine: bool
    documents: list[GenuineOut]
    asked: list[str]


class KeyOut(Out):
    """A unit and the key it signs by (base64, Ed25519)."""

    unit: str
    name: str
    tier: Tier
    sign_key: str


class KeysOut(Out):
    """As the city has published them; the city's own key is the trust anchor."""

    city: str
    units: list[KeyOut]


@router.get(
    "/documents/{number}/verify",
    operation_id="verifyDocumentNumber",
    summary="按文号核验文书",
    responses=TOO_MANY,
    dependencies=[public(WHY), limited(PER_ADDRESS)],
)
async def verify_number(
    number: Annotated[DocumentNumber, Path(description="文号", examples=["莲政服受〔2026〕00012号"])], desk: Here
) -> VerifiedOut:
    """Whether a unit of this service issued a document under this number; compare `hash` with your file's."""
    return _verified(desk, await with_number(desk, number))


@router.post(
    "/documents/verify",
    operation_id="verifyDocumentFile",
    summary="按文件核验文书",
    responses=TOO_MANY,
    dependencies=[public(WHY), limited(PER_ADDRESS)],
)
async def verify_file(
    file: Annotated[bytes, FileOf("application/pdf", "application/octet-stream")], desk: Here
) -> VerifiedOut:
    """Whether exactly this file is a document of a unit of this service; the file is not kept."""
    return _verified(desk, await with_hash(desk, sha256(file).hexdigest()))


@router.get(
    "/keys",
    operation_id="listSigningKeysOfUnits",
    summary="单位签名公钥",
    dependencies=[public("public keys are for everybody: seals and receipts are checked by them offline")],
)
async def list_keys(desk: Here) -> KeysOut:
    """The units with the keys they sign by, for checking seals and receipts without the platform."""
    known = desk.references.units
    return KeysOut(
        city=desk.settings.city_unit,
        units=[
            KeyOut(unit=code, name=known[code].name, tier=known[code].tier, sign_key=known[code].sign_key)
            for code in sorted(known)
        ],
    )


def _verified(desk: Desk, documents: list[Document]) -> VerifiedOut:
    genuine = [document for document in documents if seal_holds(document, desk.references.sign_key_of(document.unit))]
    return VerifiedOut(
        genuine=bool(genuine), documents=[_genuine(desk, each) for each in genuine], asked=sorted(desk.keys)
    )


def _genuine(desk: Desk, document: Document) -> GenuineOut:
    unit = desk.references.unit(document.unit)
    return GenuineOut(
        unit=document.unit,
        unit_name=document.unit if unit is None else unit.name,
        type=DocumentKind(document.type),
        title=BY_KIND[DocumentKind(document.type)].title,
        number=document.number,
        issued_on=document.issued_on,
        hash=document.hash,
    )
