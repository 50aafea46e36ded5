"""Grants the demo's letters of authorisation through a unit's REST API, as the head of its departments would."""

from liandong.cli.api import Api
from liandong.cli.demo.load import City, LettersOfUnit
from liandong.terms.codes import StaffId


async def grant_letters(api: Api, city: City, letters: LettersOfUnit) -> None:
    """Every letter of this unit; one that stands already is left as it is. Raises ProblemAnswered."""
    names = {account.principal.id: account.name for account in city.accounts}
    signer = f"{letters.unit}-{letters.signer}"
    for letter in letters.granted:
        holder = f"{letters.unit}-{letter.holder}"
        body = {
            "letter": letter.number,
            "departments": [department.name for department in city.departments],
            "holder": holder,
            "post": letter.post,
            "deputy_of": None if letter.deputy_of is None else f"{letters.unit}-{letter.deputy_of}",
            "acts": letter.acts,
            "valid_from": str(letters.valid_from),
            "valid_until": str(letters.valid_until),
            "holder_name": names[StaffId(holder)],
            "signer_name": names[StaffId(signer)],
        }
        await api.post(f"/v1/units/{letters.unit}/letters", signer, body)
