"""分件承诺: the department of a share says by which day it will decide, so that the lead need not wait (D.5.4)."""

from liandong.domain.case.rules.shares import is_a_share, promise_is_of_use, promised_once
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.share_commands import PromiseShare
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case_clock import CasePromised
from liandong.events.link import LinkPromised
from liandong.events.said import Event


def promise(case: Case | None, command: PromiseShare, given: Circumstances) -> list[Event]:
    """CasePromised, and LinkPromised to the lead; the clock runs on. Raises Refused."""
    case = case_allows(case, Verb.PROMISE)
    lead = is_a_share(case)
    promised_once(case)
    promise_is_of_use(case, command, given.today)
    return [
        CasePromised(case=case.id, promised_on=given.today, decide_by=command.decide_by, by=given.by.id),
        LinkPromised(dest=lead.unit, link=lead.link, promised_on=given.today, decide_by=command.decide_by),
    ]
