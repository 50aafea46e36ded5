"""Amounts of time as a reader says them: 1 个工作日, 1 working day, 2 working days."""

from collections.abc import Callable, Mapping
from typing import Final

from babel.support import NullTranslations

from liandong.domain.catalogue.words import UNITS
from liandong.events.handling import LimitUnit

AMOUNTS: Final[Mapping[LimitUnit, str]] = {unit: f"%(num)s {word}" for unit, word in UNITS.items()}
"""What the catalogue of a language has a singular and a plural for."""


def amounts_in(known: NullTranslations) -> Callable[[int, LimitUnit], str]:
    """`amount(3, unit)` of templates."""

    def amount(number: int, unit: LimitUnit) -> str:
        words: str = known.ngettext(AMOUNTS[unit], AMOUNTS[unit], number)
        return words % {"num": number}

    return amount
