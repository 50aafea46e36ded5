"""The three sorts of entries: an event, an event addressed to one unit, an event published to all."""

from dataclasses import dataclass
from typing import ClassVar

from liandong.terms.codes import UnitCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened at a unit. Fields marked Private stay inside the unit (or sealed to the addressee)."""

    KIND: ClassVar[str]
    VERSION: ClassVar[int] = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Message(Event):
    """An event addressed to another unit (or to one's own, by the same road)."""

    dest: UnitCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication(Event):
    """An event for everyone: reference data. Carries nothing private."""
