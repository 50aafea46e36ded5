"""主件期限变更: the lead says that the last day of the joint master by law has moved."""

from liandong.domain.case.clock_commands import TakeMasterDue
from liandong.domain.case.rules.handing_out import share_of_the_asker
from liandong.domain.case.state import Case
from liandong.domain.case.status import ALLOWED, Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case_clock import CaseMasterDueMoved
from liandong.events.said import Event


def take_master_due(case: Case | None, command: TakeMasterDue, given: Circumstances) -> list[Event]:
    """CaseMasterDueMoved; nothing if it is known, or if the case was decided while it was said. Raises Refused."""
    case = share_of_the_asker(case, command.link, command.by)
    known = (case.master_due, case.master_extended) == (command.statutory_due, command.extended)
    if known or Verb.TAKE_MASTER_DUE not in ALLOWED[case.status]:
        return []
    return [CaseMasterDueMoved(case=case.id, statutory_due=command.statutory_due, extended=command.extended)]
