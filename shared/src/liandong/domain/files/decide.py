"""Taking files in, agreeing to their further use, opening them."""

from liandong.domain import identifiers
from liandong.domain.circumstances import Circumstances
from liandong.domain.files.commands import (
    ConsentToReuse,
    FileCommand,
    HandOver,
    Holding,
    Open,
    Store,
    TakeFetched,
    WithdrawConsent,
)
from liandong.domain.files.handing_over import file_is_granted
from liandong.domain.files.state import File, Holder
from liandong.events.file import (
    FileConsentWithdrawn,
    FileFetched,
    FileHandedOver,
    FileOpened,
    FileReuseConsented,
    FileStored,
)
from liandong.events.said import Event
from liandong.terms.codes import Digest, Pseudonym
from liandong.terms.refusal import Nature, Refused


def decide(file: File | None, command: FileCommand, given: Circumstances) -> list[Event]:
    """What happens on this command; none if nothing is new; every opening and handing over is noted. Raises Refused."""
    match command:
        case Store():
            return store(file, command, given)
        case ConsentToReuse():
            return consent(file, command, given)
        case WithdrawConsent():
            return withdraw(file, command, given)
        case Open():
            return open_file(file, command, given)
        case TakeFetched():
            return take_fetched(file, command, given)
        case HandOver():
            return hand_over(file, command, given)


def store(file: File | None, command: Store, given: Circumstances) -> list[Event]:
    """FileStored for an applicant who has not handed it in before, FileReuseConsented if he agrees. Raises Refused."""
    number_is_right(command.applicant, given)
    applicant = command.applicant.pseudonym
    held = None if file is None else file.holder(applicant)
    events: list[Event] = []
    if held is None:
        events.append(
            FileStored(
                digest=command.digest,
                media=command.kind,
                size=command.size,
                applicant=applicant,
                pseudonym_key=command.applicant.pseudonym_key,
                by=given.by.id,
                stored_on=given.today,
                name=command.name,
            )
        )
    if command.consents and not (held is not None and held.consents):
        events.append(FileReuseConsented(digest=command.digest, applicant=applicant, by=given.by.id))
    return events


def number_is_right(applicant: Holding, given: Circumstances) -> None:
    """The number has the form and check character of its kind (GB 11643, GB 32100)."""
    if applicant.number is not None:
        identifiers.of_applicant(applicant.kind, applicant.number, given.today)


def consent(file: File | None, command: ConsentToReuse, given: Circumstances) -> list[Event]:
    """FileReuseConsented; nothing if he has agreed before. Raises Refused."""
    known, holder = held_by(file, command.applicant)
    if holder.consents:
        return []
    return [FileReuseConsented(digest=known.digest, applicant=holder.applicant, by=given.by.id)]


def withdraw(file: File | None, command: WithdrawConsent, given: Circumstances) -> list[Event]:
    """FileConsentWithdrawn; nothing if there is no consent. Raises Refused."""
    known, holder = held_by(file, command.applicant)
    if not holder.consents:
        return []
    return [FileConsentWithdrawn(digest=known.digest, applicant=holder.applicant, by=given.by.id)]


def open_file(file: File | None, command: Open, given: Circumstances) -> list[Event]:
    """FileOpened, each time. Raises Refused."""
    is_named(command.digest, command.named)
    if file is None:
        raise not_found()
    return [FileOpened(digest=file.digest, subject=command.subject, by=given.by.id)]


def take_fetched(file: File | None, command: TakeFetched, given: Circumstances) -> list[Event]:
    """FileFetched; nothing if the file is here already."""
    if file is not None:
        return []
    return [
        FileFetched(
            digest=command.digest,
            media=command.kind,
            size=command.size,
            source=command.source,
            link=command.link,
            fetched_on=given.today,
        )
    ]


def hand_over(file: File | None, command: HandOver, given: Circumstances) -> list[Event]:
    """FileHandedOver, each time. Raises Refused."""
    file_is_granted(command.digest, command.to, command.link, command.grants, given.now)
    if file is None:
        raise not_found()
    return [FileHandedOver(digest=file.digest, to=command.to, link=command.link)]


def is_named(digest: Digest, named: frozenset[Digest]) -> None:
    """A file is opened because of a case, and only if the case names it."""
    if digest not in named:
        raise not_found()


def held_by(file: File | None, applicant: Pseudonym) -> tuple[File, Holder]:
    """The applicant's own file: only he can agree to its use."""
    holder = None if file is None else file.holder(applicant)
    if file is None or holder is None:
        raise not_found()
    return file, holder


def not_found() -> Refused:
    return Refused("file.not-found", "该办件没有这个文件，请核对后再查", nature=Nature.NOT_FOUND)
