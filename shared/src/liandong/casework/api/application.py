"""What an application carries, for a case as for a joint approval."""

from typing import Annotated

from pydantic import Field

from liandong.application.desk import Desk
from liandong.domain.case.commands import Applicant
from liandong.domain.case.licence import LicenceHeld
from liandong.events.case import ApplicantDetails, ApplicantKind, SubmittedMaterial
from liandong.infrastructure.http import In
from liandong.infrastructure.http.fields import Address, Code, DocumentNumber, Hash, LastDay, Name, Number, Phone
from liandong.terms.codes import Digest, UnitCode


class ApplicantIn(In):
    """申请人: an ID card number for a person, a social-credit code for an organisation."""

    kind: ApplicantKind
    name: Name
    id_number: Number
    phone: Phone
    address: Address | None = None


class LicenceIn(In):
    """The licence held, where the item renews one: its number, and the last day it is in force."""

    number: DocumentNumber
    expires_on: Annotated[LastDay, Field(description="有效期届满日；长期有效的为 9999-12-31")]

    def held(self) -> LicenceHeld:
        return LicenceHeld(number=self.number, expires_on=self.expires_on)


class MaterialIn(In):
    """One material handed in: its code in the catalogue entry and, for a file, its SHA-256."""

    code: Code
    digest: Hash | None = None


Materials = Annotated[tuple[MaterialIn, ...], Field(max_length=200)]


async def applicant_of(desk: Desk, unit: UnitCode, sent: ApplicantIn) -> Applicant:
    """The applicant with his pseudonym. Raises Refused(UNAVAILABLE) until the unit holds the city's key."""
    key = await desk.pseudonyms.key_for(unit)
    return Applicant(
        pseudonym=key.of(sent.kind, sent.id_number),
        pseudonym_key=key.id,
        kind=sent.kind,
        details=ApplicantDetails(name=sent.name, id_number=sent.id_number, phone=sent.phone, address=sent.address),
    )


def submitted(materials: Materials) -> tuple[SubmittedMaterial, ...]:
    return tuple(
        SubmittedMaterial(code=each.code, digest=None if each.digest is None else Digest(each.digest))
        for each in materials
    )
