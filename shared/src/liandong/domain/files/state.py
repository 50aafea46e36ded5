"""A file as it stands at a unit: what it is, for whom it was handed in, and who agreed to its further use."""

from dataclasses import dataclass
from datetime import date

from liandong.events.file import FileKind
from liandong.terms.codes import Digest, Pseudonym, StaffId
from liandong.terms.personal import Private


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """One applicant who handed the file in; `consents` if it may be used in further cases of his."""

    applicant: Pseudonym
    by: StaffId
    on: date
    consents: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FileName:
    """What the file was called by the one who handed it in for this applicant."""

    applicant: Pseudonym
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One content at one unit, kept once however often it is handed in; `size` in bytes.

    `holders` are those who handed it in here; none for a file that was fetched from the unit it was handed in at.
    """

    digest: Digest
    kind: FileKind
    size: int
    kept_on: date
    holders: tuple[Holder, ...] = ()
    names: Private[tuple[FileName, ...] | None] = None

    def holder(self, applicant: Pseudonym) -> Holder | None:
        return next((one for one in self.holders if one.applicant == applicant), None)

    def name_for(self, applicant: Pseudonym) -> str | None:
        """The name under which this applicant's file was handed in, if it is still known."""
        return next((one.name for one in self.names or () if one.applicant == applicant), None)
