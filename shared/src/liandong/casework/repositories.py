"""The streams of casework: cases, joint masters, requests of other units, letters of authorisation."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from liandong.application.repository import Repository
from liandong.domain.case.evolve import evolve as evolve_case
from liandong.domain.case.silence import first_look
from liandong.domain.case.state import Case
from liandong.domain.case.status import ALLOWED, Status, Verb
from liandong.domain.check.state import Check
from liandong.domain.check.state import evolve as evolve_check
from liandong.domain.documents.state import Document
from liandong.domain.documents.state import evolve as evolve_document
from liandong.domain.files.evolve import evolve as evolve_file
from liandong.domain.files.state import File
from liandong.domain.joint.evolve import evolve as evolve_joint
from liandong.domain.joint.state import Joint
from liandong.domain.joint.status import JointStatus
from liandong.domain.link.state import Link
from liandong.domain.link.state import evolve as evolve_link
from liandong.domain.powers.letters.state import Absence, Letter, evolve_absence, evolve_letter
from liandong.terms.codes import Digest
from liandong.terms.legal_time import midnight
from liandong.wire.codec import StateCodec


def _case_columns(case: Case) -> Mapping[str, object]:
    return {
        "status": case.status.value,
        "item": case.entry.item,
        "case_kind": case.case_kind.value,
        "department": case.entry.department,
        "applicant": case.applicant,
        "asked_by": None if case.asked_by is None else case.asked_by.unit,
        "accepted_on": case.accepted_on,
        "promised_due": case.promised_due,
        "statutory_due": case.statutory_due,
        "next_at": _next_look(case),
        "calendar": case.calendar if case.status in COUNTING else None,
        "files": _named(case.files),
        "application": case.application,
        "appointment": case.appointment,
        "consultation": case.consultation,
    }


COUNTING = frozenset(status for status, verbs in ALLOWED.items() if status is not None and Verb.RECOMPUTE in verbs)
"""Where the limits of law and promise run: a new calendar moves their due days."""


def _next_look(case: Case) -> datetime | None:
    """When time alone may do something: accept by lapse, decide by silence, alarm about an unheard handover."""
    if case.status is Status.RECEIVED:
        return _day_after(case.effective_on)  # the earliest; the exact day needs a calendar and is set when looked at
    silent = first_look(case)  # the earliest, as above
    return _handover_alarm(case) if silent is None else midnight(silent)


def _handover_alarm(case: Case) -> datetime | None:
    """When to look whether a handover was acknowledged; None if there is nothing to look for."""
    handover = case.handover
    if case.status is not Status.ESCALATED or handover is None or handover.acknowledged or handover.alarmed:
        return None
    return _day_after(handover.acknowledge_by)


def _joint_columns(joint: Joint) -> Mapping[str, object]:
    return {
        "status": joint.status.value,
        "item": joint.entry.item,
        "applicant": joint.applicant,
        "accepted_on": joint.accepted_on,
        "promised_due": joint.promised_due,
        "statutory_due": joint.statutory_due,
        "next_at": _next_look_at_joint(joint),
        "calendar": joint.calendar if joint.status is JointStatus.ACCEPTED else None,
        "files": _named(joint.files),
    }


def _next_look_at_joint(joint: Joint) -> datetime | None:
    """When time alone may do something: accept by lapse, or alarm about a share no machine acknowledged."""
    if joint.status is JointStatus.RECEIVED:
        return _day_after(joint.effective_on)  # the earliest, as for a case
    unheard = [share.acknowledge_by for share in joint.shares if share.unheard and share.acknowledge_by is not None]
    return _day_after(min(unheard)) if joint.status is JointStatus.ACCEPTED and unheard else None


def _day_after(day: date) -> datetime:
    return midnight(day + timedelta(days=1))


def _named(files: frozenset[Digest]) -> list[str] | None:
    """None for no files, which the index leaves out."""
    return sorted(files) or None


def _file_columns(file: File) -> Mapping[str, object]:
    stored_by = file.holders[0].by if file.holders else None  # nobody here: it was fetched
    return {"media": file.kind.value, "size": file.size, "stored_by": stored_by, "kept_on": file.kept_on}


def _link_columns(link: Link) -> Mapping[str, object]:
    return {"asker": link.asker, "handled_as": link.case, "rejected": link.rejected}


def _check_columns(check: Check) -> Mapping[str, object]:
    return {
        "status": check.status.value,
        "asker": check.asker,
        "item": check.item,
        "answer_by": check.answer_by,
    }


def _document_columns(document: Document) -> Mapping[str, object]:
    return {"matter": document.of, "number": document.number, "hash": document.hash}


def _letter_columns(letter: Letter) -> Mapping[str, object]:
    return {
        "holder": letter.holder,
        "departments": list(letter.departments),
        "items": list(letter.items),
        "acts": [act.value for act in letter.acts],
        "valid_until": letter.valid_until,
        "revoked_on": letter.revoked_on,
    }


def _absence_columns(absence: Absence) -> Mapping[str, object]:
    return {"staff": absence.staff, "last": absence.last}


CASES: Repository[Case] = Repository(
    name="case",
    table="case_file",
    codec=StateCodec(Case),
    evolve=evolve_case,
    columns=_case_columns,
    column_names=(
        "status",
        "item",
        "case_kind",
        "department",
        "applicant",
        "asked_by",
        "accepted_on",
        "promised_due",
        "statutory_due",
        "next_at",
        "calendar",
        "files",
        "application",
        "appointment",
        "consultation",
    ),
)
JOINTS: Repository[Joint] = Repository(
    name="joint",
    table="joint_file",
    codec=StateCodec(Joint),
    evolve=evolve_joint,
    columns=_joint_columns,
    column_names=(
        "status",
        "item",
        "applicant",
        "accepted_on",
        "promised_due",
        "statutory_due",
        "next_at",
        "calendar",
        "files",
    ),
)
LINKS: Repository[Link] = Repository(
    name="link",
    table="link_file",
    codec=StateCodec(Link),
    evolve=evolve_link,
    columns=_link_columns,
    column_names=("asker", "handled_as", "rejected"),
)
CHECKS: Repository[Check] = Repository(
    name="check",
    table="check_file",
    codec=StateCodec(Check),
    evolve=evolve_check,
    columns=_check_columns,
    column_names=("status", "asker", "item", "answer_by"),
)
DOCUMENTS: Repository[Document] = Repository(
    name="document",
    table="document_file",
    codec=StateCodec(Document),
    evolve=evolve_document,
    columns=_document_columns,
    column_names=("matter", "number", "hash"),
)
FILES: Repository[File] = Repository(
    name="file",
    table="stored_file",
    codec=StateCodec(File),
    evolve=evolve_file,
    columns=_file_columns,
    column_names=("media", "size", "stored_by", "kept_on"),
)
LETTERS: Repository[Letter] = Repository(
    name="letter",
    table="letter_file",
    codec=StateCodec(Letter),
    evolve=evolve_letter,
    columns=_letter_columns,
    column_names=("holder", "departments", "items", "acts", "valid_until", "revoked_on"),
)
ABSENCES: Repository[Absence] = Repository(
    name="absence",
    table="absence_file",
    codec=StateCodec(Absence),
    evolve=evolve_absence,
    columns=_absence_columns,
    column_names=("staff", "last"),
)
REPOSITORIES = (CASES, JOINTS, LINKS, CHECKS, DOCUMENTS, FILES, LETTERS, ABSENCES)
