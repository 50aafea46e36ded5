"""What may be done with letters and absences."""

from dataclasses import dataclass
from datetime import date

from liandong.events.authority import LetterAct, LetterPost
from liandong.terms.codes import AbsenceId, ItemCode, LetterId, StaffId


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantLetter:
    """授权: as written on the letter. `known_items` are those of the catalogue."""

    letter: LetterId
    departments: tuple[str, ...] = ()
    holder: StaffId
    post: LetterPost
    deputy_of: StaffId | None = None
    items: tuple[ItemCode, ...] = ()
    acts: tuple[LetterAct, ...]
    valid_from: date
    valid_until: date
    holder_name: str | None = None
    signer_name: str | None = None
    known_items: frozenset[ItemCode] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeLetter:
    """收回授权, with the reason."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterAbsence:
    """离岗登记 from `first` to `last`, both included."""

    absence: AbsenceId
    staff: StaffId
    first: date
    last: date
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndAbsence:
    """返岗."""
