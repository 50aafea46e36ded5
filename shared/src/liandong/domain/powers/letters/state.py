"""A letter and an absence as they stand."""

from dataclasses import dataclass, replace
from datetime import date

from liandong.events.authority import LetterAct, LetterPost
from liandong.events.letter import AbsenceEnded, AbsenceRegistered, LetterGranted, LetterRevoked
from liandong.events.said import Event
from liandong.terms.codes import AbsenceId, ItemCode, LetterId, StaffId
from liandong.terms.personal import Private


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter; without `departments` of the whole unit, without `items` for all items."""

    id: LetterId
    departments: tuple[str, ...]
    holder: StaffId
    post: LetterPost
    deputy_of: StaffId | None
    items: tuple[ItemCode, ...]
    acts: tuple[LetterAct, ...]
    valid_from: date
    valid_until: date
    granted_on: date
    signed_by: StaffId
    revoked_on: date | None = None
    holder_name: Private[str | None] = None
    signer_name: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Somebody is away from `first` to `last`, unless he came back before."""

    id: AbsenceId
    staff: StaffId
    first: date
    last: date
    ended_on: date | None = None


def evolve_letter(letter: Letter | None, event: Event) -> Letter:
    """The letter after the event. Raises TypeError for an event that is no part of a letter's history."""
    match event:
        case LetterGranted():
            return Letter(
                id=event.letter,
                departments=event.departments,
                holder=event.holder,
                post=event.post,
                deputy_of=event.deputy_of,
                items=event.items,
                acts=event.acts,
                valid_from=event.valid_from,
                valid_until=event.valid_until,
                granted_on=event.granted_on,
                signed_by=event.signed_by,
                holder_name=event.holder_name,
                signer_name=event.signer_name,
            )
        case LetterRevoked() if letter is not None:
            return replace(letter, revoked_on=event.revoked_on)
        case _:
            raise TypeError(f"{event.KIND} cannot follow in the history of a letter")


def evolve_absence(absence: Absence | None, event: Event) -> Absence:
    """The absence after the event. Raises TypeError for an event that is no part of its history."""
    match event:
        case AbsenceRegistered():
            return Absence(id=event.absence, staff=event.staff, first=event.first, last=event.last)
        case AbsenceEnded() if absence is not None:
            return replace(absence, ended_on=event.ended_on)
        case _:
            raise TypeError(f"{event.KIND} cannot follow in the history of an absence")
