"""How the licence to be renewed is shown, and what silence does to a case."""

from datetime import date

from liandong.casework.api.masking import masked
from liandong.domain.case.state import Case, SilenceGround
from liandong.events.case import Opinion
from liandong.infrastructure.http import Out


class LicenceOut(Out):
    """The licence to be renewed. Undecided when `expires_on` is over it is renewed, unless it was asked for late."""

    number: str | None
    expires_on: date
    asked_late: bool


class SilenceOut(Out):
    """What silence decided: after which last day, who had the case, and the opinion that came too late."""

    ground: SilenceGround
    last_day: date
    responsible: str | None
    late_opinion: Opinion | None


class SilenceWarningOut(Out):
    """So many working days were left, when the warning was given, until the promise ends on `due` in silence."""

    days_left: int
    due: date


def licence_out(case: Case) -> LicenceOut | None:
    if case.licence_expires_on is None:
        return None
    number = None if case.licence_number is None else masked(case.licence_number, 4, 4)
    return LicenceOut(number=number, expires_on=case.licence_expires_on, asked_late=case.asked_late)
