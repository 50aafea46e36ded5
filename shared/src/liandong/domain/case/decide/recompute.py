"""期限重算: a new calendar has been published while the case is open."""

from liandong.domain.case.clock_commands import Recompute
from liandong.domain.case.limits import due_days
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.domain.worktime.why import news
from liandong.events.case_clock import DeadlineRecomputed
from liandong.events.said import Event


def recompute(case: Case | None, command: Recompute, given: Circumstances) -> list[Event]:
    """DeadlineRecomputed if the case was counted by another calendar; otherwise nothing. Raises Refused."""
    case = case_allows(case, Verb.RECOMPUTE)
    if case.calendar == given.calendar.hash:
        return []
    assert case.promised_due is not None, "an accepted case has its due days"
    assert case.statutory_due is not None, "an accepted case has its due days"
    due = due_days(case, given)
    return [
        DeadlineRecomputed(
            case=case.id,
            calendar=given.calendar.hash,
            old_promised_due=case.promised_due,
            old_statutory_due=case.statutory_due,
            promised_due=due.promised,
            statutory_due=due.statutory,
            step_due=due.step,
            provisional=due.provisional,
            recounted_on=given.today,
            why=news(given.calendar, case.calendar, case.clock_start, max(case.statutory_due, due.statutory)),
            counted=due.counted,
            promised_ends=due.promised_ends,
            statutory_ends=due.statutory_ends,
        )
    ]
