"""When nobody decides: which case silence renews or agrees to, after which day, and when the department is warned.

Every condition is a function of its own, with the rule it comes from. Days are legal days.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from liandong.domain.case.competence import decides
from liandong.domain.case.limits import due_days
from liandong.domain.case.state import Case, SilenceGround, SilenceWarning
from liandong.domain.case.status import ALLOWED, Verb
from liandong.domain.circumstances import Circumstances
from liandong.domain.worktime.clock import remaining
from liandong.domain.worktime.limit import OF_PARTS
from liandong.events.case_clock import WAITS_FOR_APPLICANT
from liandong.terms.legal_time import FOR_GOOD

WARNINGS: Final = (1, 3)
"""Working days before the promised day at which the department is warned (D.5.10)."""
ONE: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapse:
    """What silence has decided, and the last day on which somebody could have decided otherwise."""

    ground: SilenceGround
    last_day: date


def renewal_is_asked_for(case: Case) -> bool:
    """Of a licence that runs out: one that holds for good (长期) has no day after which silence could renew it."""
    return case.entry.renewal and case.licence_expires_on not in (None, FOR_GOOD)


def renewal_was_asked_in_time(case: Case) -> bool:
    """Thirty days before expiry: whoever asks later has not done his part (行政许可法 50(1))."""
    return not case.asked_late


def decided_here_for_its_applicant(case: Case) -> bool:
    """Neither a share of a joint approval nor a case another unit handed up, nor one that a tier above decides."""
    return case.asked_by is None and case.joint is None and decides(case.entry, case.tier)


def accepted_by(case: Case, last_day: date) -> bool:
    """Before acceptance the law has another answer to silence (行政许可法 32); reopened later it is another matter."""
    return case.clock_start <= last_day


def was_not_the_applicants_turn(case: Case, last_day: date) -> bool:
    """At the end of the last day nothing was awaited from the applicant, and he had not asked to withdraw.

    A special procedure does not count: article 45 speaks of the limits of its own section, not of article 50.
    """
    waited = any(
        span.counts
        and span.ground in WAITS_FOR_APPLICANT
        and span.start <= last_day
        and (span.end is None or span.end > last_day)
        for span in case.pauses
    )
    return not waited and (case.withdrawal_retracted_on is None or case.withdrawal_retracted_on <= last_day)


def item_agrees_by_silence(case: Case) -> bool:
    """Off unless the item says so, and says by which rule (D.5.10)."""
    return case.entry.silence and bool((case.entry.silence_basis or "").strip())


def limit_is_in_days(case: Case) -> bool:
    """Hours leave no room for the warnings."""
    return case.entry.limit_unit not in OF_PARTS


def nobody_else_is_concerned(case: Case) -> bool:
    """Never where public safety, the environment or others would bear it; whoever may be heard is another (D.5.10a)."""
    return not case.entry.concerns and case.hearing is None


def department_signed_for_it(case: Case, last_day: date) -> bool:
    """Somebody there took it in hand, by beginning a step, while there was time (D.5.10b)."""
    return case.signed_on is not None and case.signed_on <= last_day


def nothing_was_owed(case: Case, last_day: date) -> bool:
    """What nobody could approve silence does not approve (容缺)."""
    cleared = case.owed_handed_in_on
    return not case.owed and (cleared is None or cleared <= last_day)


def can_be_renewed(case: Case) -> bool:
    """Whether the day of expiry will decide if nobody does."""
    return (
        Verb.RENEW_BY_SILENCE in ALLOWED[case.status]
        and renewal_is_asked_for(case)
        and renewal_was_asked_in_time(case)
        and decided_here_for_its_applicant(case)
    )


def can_be_agreed_to(case: Case) -> bool:
    """Whether the promised day will decide if nobody does; never while the clock stands still. What the applicant was
    not told of in writing stops no clock, and saves nobody from his silence (D.4.5)."""
    return (
        Verb.AGREE_BY_SILENCE in ALLOWED[case.status]
        and not case.stands_still
        and item_agrees_by_silence(case)
        and limit_is_in_days(case)
        and nobody_else_is_concerned(case)
        and decided_here_for_its_applicant(case)
        and case.signed_on is not None
    )


def lapse_of(case: Case, given: Circumstances) -> Lapse | None:
    """What silence has decided by now; of two that have come, the earlier. Raises Refused outside the calendar."""
    return min(_lapses(case, given), key=lambda each: each.last_day, default=None)


def _lapses(case: Case, given: Circumstances) -> Iterator[Lapse]:
    expiry = case.licence_expires_on
    if can_be_renewed(case) and expiry is not None:
        department_had_it = accepted_by(case, expiry) and was_not_the_applicants_turn(case, expiry)
        if given.today > expiry and department_had_it:
            yield Lapse(ground=SilenceGround.RENEWAL, last_day=expiry)
    if can_be_agreed_to(case):
        due = due_days(case, given).promised
        in_hand = department_signed_for_it(case, due) and nothing_was_owed(case, due)
        if given.today > due and in_hand and was_not_the_applicants_turn(case, due):
            yield Lapse(ground=SilenceGround.AGREEMENT, last_day=due)


def warning_of(case: Case, given: Circumstances) -> SilenceWarning | None:
    """The warning that is due today and has not been given; a due day that moved is warned of again."""
    if not can_be_agreed_to(case):
        return None
    due = due_days(case, given).promised
    left = remaining(given.calendar, given.today, due)
    if given.today > due or left > max(WARNINGS):
        return None
    given_before = case.silence_warned
    if given_before is not None and given_before.due == due and _step(given_before.days_left) <= _step(left):
        return None
    return SilenceWarning(days_left=left, due=due)


def _step(days_left: int) -> int:
    """The warning that so many days left belong to."""
    return next(step for step in WARNINGS if days_left <= step)


def first_look(case: Case) -> date | None:
    """The earliest day on which silence can do anything, without asking a calendar; None if it never does."""
    days = [case.licence_expires_on + ONE] if can_be_renewed(case) and case.licence_expires_on is not None else []
    if can_be_agreed_to(case):
        days.append(case.clock_start)
    return min(days, default=None)


def silent_through(case: Case, given: Circumstances) -> date | None:
    """The last day on which silence does nothing yet, today at the earliest; None if it never will."""
    quiet = [case.licence_expires_on] if can_be_renewed(case) and case.licence_expires_on is not None else []
    if can_be_agreed_to(case):
        due = due_days(case, given).promised
        last = given.calendar.count(due)
        quiet += [due, *(given.calendar.working_day(last - step) - ONE for step in WARNINGS if last > step)]
    return min((day for day in quiet if day >= given.today), default=None)
