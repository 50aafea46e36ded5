"""Files of materials: kept, allowed to be used again, opened. The bytes stay at the unit, only their hash is said."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from liandong.events.said import Event
from liandong.terms.codes import CaseId, Digest, JointId, LinkId, Pseudonym, StaffId, UnitCode
from liandong.terms.personal import Private


class FileKind(StrEnum):
    """The kinds of files that are taken in, by their extension."""

    PDF = "pdf"
    OFD = "ofd"  # 版式文档, GB/T 33190
    JPG = "jpg"
    PNG = "png"
    DOCX = "docx"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEvent(Event):
    """About one file of the unit: `digest` is the SHA-256 of its bytes."""

    digest: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class FileStored(FileEvent):
    """收存: a file was handed in for an applicant and is kept; `size` in bytes."""

    KIND: ClassVar[str] = "file.stored"
    media: FileKind
    size: int
    applicant: Pseudonym
    pseudonym_key: str
    by: StaffId
    stored_on: date
    name: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReuseConsented(FileEvent):
    """同意复用: the applicant agreed that this unit may use his file in further cases of his (个人信息保护法 13)."""

    KIND: ClassVar[str] = "file.reuse_consented"
    applicant: Pseudonym
    by: StaffId


@dataclass(frozen=True, slots=True, kw_only=True)
class FileConsentWithdrawn(FileEvent):
    """撤回同意: no further case may use the file; what was done before stands (个人信息保护法 15)."""

    KIND: ClassVar[str] = "file.consent_withdrawn"
    applicant: Pseudonym
    by: StaffId


@dataclass(frozen=True, slots=True, kw_only=True)
class FileOpened(FileEvent):
    """调阅: somebody was given the file because of a case or joint master that names it."""

    KIND: ClassVar[str] = "file.opened"
    subject: CaseId | JointId
    by: StaffId


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFetched(FileEvent):
    """取得: a file that a link message named was fetched from the unit that sent it, and is kept here too."""

    KIND: ClassVar[str] = "file.fetched"
    media: FileKind
    size: int
    source: UnitCode
    link: LinkId
    fetched_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FileHandedOver(FileEvent):
    """移交: the unit that was sent the link message naming it has fetched the file."""

    KIND: ClassVar[str] = "file.handed_over"
    to: UnitCode
    link: LinkId


FILE_EVENTS: tuple[type[FileEvent], ...] = (
    FileStored,
    FileReuseConsented,
    FileConsentWithdrawn,
    FileOpened,
    FileFetched,
    FileHandedOver,
)
