"""归档: the ended file goes to the archive for its period."""

from liandong.domain.case.ending_commands import Archive
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case_ending import CaseArchived
from liandong.events.said import Event


def archive(case: Case | None, command: Archive, given: Circumstances) -> list[Event]:
    """CaseArchived. Raises Refused."""
    case = case_allows(case, Verb.ARCHIVE)
    return [CaseArchived(case=case.id, archived_on=given.today, retention=command.retention, outcome=case.outcome)]
