"""登记来访、来电: the applicant came or called."""

from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.case.window_commands import NoteContact
from liandong.domain.circumstances import Circumstances
from liandong.events.case_window import CaseContacted
from liandong.events.said import Event


def note_contact(case: Case | None, command: NoteContact, given: Circumstances) -> list[Event]:
    """CaseContacted, today. Raises Refused."""
    case = case_allows(case, Verb.NOTE_CONTACT)
    return [
        CaseContacted(
            case=case.id,
            channel=command.channel,
            matter=command.matter,
            contacted_on=given.today,
            text=command.text,
        )
    ]
