"""What a share tells its lead of its own clock: the master stands still while all its shares do (D.5.3)."""

from liandong.domain.case.state import Case
from liandong.events.case_clock import CasePaused, CaseResumed
from liandong.events.link import LinkPaused, LinkResumed
from liandong.events.said import Event


def paused_told(case: Case, paused: CasePaused) -> list[Event]:
    """LinkPaused to the lead, if this is a share and the pause stops its clock."""
    if case.joint is None or case.asked_by is None or not paused.counts:
        return []
    lead = case.asked_by
    return [
        LinkPaused(
            dest=lead.unit, link=lead.link, number=paused.number, ground=paused.ground, paused_on=paused.paused_on
        )
    ]


def resumed_told(case: Case, resumed: CaseResumed) -> list[Event]:
    """LinkResumed to the lead, if it was told of the pause."""
    told = any(span.number == resumed.number and span.counts for span in case.open_pauses)
    if case.joint is None or case.asked_by is None or not told:
        return []
    lead = case.asked_by
    return [LinkResumed(dest=lead.unit, link=lead.link, number=resumed.number, resumed_on=resumed.resumed_on)]
