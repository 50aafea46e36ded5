"""通知领取: the result is there and the applicant has been told."""

from liandong.domain.case.ending_commands import MakeReady
from liandong.domain.case.rules.ending import paper_is_numbered
from liandong.domain.case.rules.handing_out import asker_delivers
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case_decision import CaseReady
from liandong.events.said import Event


def make_ready(case: Case | None, command: MakeReady, given: Circumstances) -> list[Event]:
    """CaseReady. Raises Refused."""
    case = case_allows(case, Verb.MAKE_READY)
    asker_delivers(case)
    paper_is_numbered(command.notice, "/notice")
    return [CaseReady(case=case.id, ready_on=given.today, notice=command.notice)]
