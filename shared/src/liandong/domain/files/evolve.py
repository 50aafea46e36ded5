"""What each event makes of a file; it never refuses on merit."""

from dataclasses import replace

from liandong.domain.files.state import File, FileName, Holder
from liandong.events.file import (
    FileConsentWithdrawn,
    FileFetched,
    FileHandedOver,
    FileOpened,
    FileReuseConsented,
    FileStored,
)
from liandong.events.said import Event
from liandong.terms.codes import Pseudonym


def evolve(file: File | None, event: Event) -> File:
    """The file after the event. Raises TypeError for an event that is no part of a file's history."""
    match event:
        case FileStored():
            return _stored(file, event)
        case FileReuseConsented() if file is not None:
            return _consents(file, event.applicant, True)
        case FileConsentWithdrawn() if file is not None:
            return _consents(file, event.applicant, False)
        case FileFetched():
            return file or File(digest=event.digest, kind=event.media, size=event.size, kept_on=event.fetched_on)
        case FileOpened() | FileHandedOver() if file is not None:
            return file
        case _:
            raise TypeError(f"{event.KIND} cannot follow in the history of a file")


def _stored(file: File | None, event: FileStored) -> File:
    holder = Holder(applicant=event.applicant, by=event.by, on=event.stored_on)
    named = () if event.name is None else (FileName(applicant=event.applicant, name=event.name),)
    if file is None:
        return File(
            digest=event.digest,
            kind=event.media,
            size=event.size,
            kept_on=event.stored_on,
            holders=(holder,),
            names=named or None,
        )
    return replace(file, holders=(*file.holders, holder), names=(*(file.names or ()), *named) or None)


def _consents(file: File, applicant: Pseudonym, consents: bool) -> File:
    holders = tuple(replace(one, consents=consents) if one.applicant == applicant else one for one in file.holders)
    return replace(file, holders=holders)
