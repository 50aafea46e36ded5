"""How personal data is masked where it is shown."""

from liandong.events.case import ApplicantKind


def masked_name(name: str, kind: ApplicantKind | None) -> str:
    """The family name of a person, the place of an organisation."""
    return masked(name, 4 if kind is ApplicantKind.ORGANISATION else 1, 0)


def masked(text: str, first: int, last: int) -> str:
    """The first and last characters, the others as stars; short texts show at most their first character."""
    if len(text) <= first + last:
        return text[:1] + "*" * (len(text) - 1)
    return text[:first] + "*" * (len(text) - first - last) + text[len(text) - last :]
