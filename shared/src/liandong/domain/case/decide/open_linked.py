"""承接联办: another unit's request becomes an ordinary case with a return address, accepted from the start."""

from liandong.domain.case.commands import OpenLinked
from liandong.domain.case.limits import acceptance
from liandong.domain.case.rules.table import must_be_new
from liandong.domain.case.state import Case
from liandong.domain.circumstances import Circumstances
from liandong.events.case import CaseReceived, Channel
from liandong.events.said import Event


def open_linked(case: Case | None, command: OpenLinked, given: Circumstances) -> list[Event]:
    """CaseReceived and CaseAccepted; nothing if this request has its case already. Raises Refused.

    The materials are those sent along, under the codes of the asker's list.
    """
    if case is not None and case.asked_by == command.asked_by:
        return []
    must_be_new(case)
    received = CaseReceived(
        case=command.case,
        tier=command.tier,
        entry=command.reference,
        frozen=command.entry,
        case_kind=command.entry.case_kind,
        channel=Channel.LINK,
        applicant=command.applicant.pseudonym,
        pseudonym_key=command.applicant.pseudonym_key,
        applicant_kind=command.applicant.kind,
        project_code=command.project_code,
        materials=command.materials,
        effective_on=command.accepted_on,
        asked_by=command.asked_by,
        cause_of_link=command.request,
        master_due=command.master_due,
        askable=command.askable,
        details=command.applicant.details,
    )
    accepted = acceptance(
        command.case, command.entry, command.reference, command.accepted_on, given, joint=command.joint
    )
    return [received, accepted]
