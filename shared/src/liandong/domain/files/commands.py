"""What may be asked of a file."""

from dataclasses import dataclass
from typing import TypeAlias

from liandong.domain.files.handing_over import Grant
from liandong.events.case import ApplicantKind
from liandong.events.file import FileKind
from liandong.terms.codes import CaseId, Digest, JointId, LinkId, Pseudonym, UnitCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """For whom a file is handed in; the number, if it was typed in, and not known from a case."""

    pseudonym: Pseudonym
    pseudonym_key: str
    kind: ApplicantKind
    number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """收存: the bytes were checked and are kept under `digest`."""

    digest: Digest
    kind: FileKind
    size: int
    applicant: Holding
    name: str
    consents: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentToReuse:
    applicant: Pseudonym


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawConsent:
    applicant: Pseudonym


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """调阅; `named` are the files of the case or joint master because of which it is opened."""

    digest: Digest
    subject: CaseId | JointId
    named: frozenset[Digest]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeFetched:
    """取得: the bytes came from `source`, were checked and are kept under `digest`."""

    digest: Digest
    kind: FileKind
    size: int
    source: UnitCode
    link: LinkId


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """移交; `grants` are the messages of this link that this unit has sent."""

    digest: Digest
    to: UnitCode
    link: LinkId
    grants: tuple[Grant, ...]


FileCommand: TypeAlias = Store | ConsentToReuse | WithdrawConsent | Open | TakeFetched | HandOver
