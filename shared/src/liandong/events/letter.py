"""Letters of authorisation 授权书 and the absences in which a B post acts for his A."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from liandong.events.authority import LetterAct, LetterPost
from liandong.events.said import Event
from liandong.terms.codes import AbsenceId, ItemCode, LetterId, StaffId
from liandong.terms.personal import Private


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterGranted(Event):
    """授权: a department's head has authorised the holder; in force from the later of `valid_from` and `granted_on`.

    Without `departments` it is a letter of the whole unit, without `items` one for all items. A holder in post B acts
    while `deputy_of`, who holds post A, is absent.
    """

    KIND: ClassVar[str] = "letter.granted"
    letter: LetterId
    departments: tuple[str, ...] = ()
    holder: StaffId
    post: LetterPost
    deputy_of: StaffId | None = None
    items: tuple[ItemCode, ...] = ()
    acts: tuple[LetterAct, ...]
    valid_from: date
    valid_until: date
    granted_on: date
    signed_by: StaffId
    holder_name: Private[str | None] = None
    signer_name: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRevoked(Event):
    """收回授权: at once; what was done under the letter on that day and before stands."""

    KIND: ClassVar[str] = "letter.revoked"
    letter: LetterId
    revoked_on: date
    by: StaffId
    text: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceRegistered(Event):
    """离岗登记: somebody is away from `first` to `last`, both included."""

    KIND: ClassVar[str] = "absence.registered"
    absence: AbsenceId
    staff: StaffId
    first: date
    last: date
    by: StaffId
    text: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceEnded(Event):
    """返岗: he is back before the last day; from now on his B does not act for him."""

    KIND: ClassVar[str] = "absence.ended"
    absence: AbsenceId
    ended_on: date
    by: StaffId


LETTER_EVENTS: tuple[type[Event], ...] = (LetterGranted, LetterRevoked)
ABSENCE_EVENTS: tuple[type[Event], ...] = (AbsenceRegistered, AbsenceEnded)
