"""What pauses, extensions and a new calendar make of a case."""

from dataclasses import replace

from liandong.domain.case.materials import replaced, with_materials
from liandong.domain.case.moved import moved_by
from liandong.domain.case.state import Case, PauseSpan
from liandong.domain.case.status import Status
from liandong.events.case_clock import CaseExtended, CasePaused, CaseResumed, DeadlineRecomputed
from liandong.terms.codes import Digest


def clocked(case: Case, event: CasePaused | CaseResumed | CaseExtended | DeadlineRecomputed) -> Case:
    match event:
        case CasePaused():
            return _paused(case, event)
        case CaseResumed():
            return _resumed(case, event)
        case CaseExtended():
            return replace(
                _counted(case, event, event.calendar),
                extension=case.extension + event.days,
                extended_on=event.extended_on,
                promise_extension=case.promise_extension + (event.days if event.moves_promise else 0),
            )
        case DeadlineRecomputed():
            return replace(_with_step_due(_counted(case, event, event.calendar), event), moved=moved_by(event))


def _span(event: CasePaused) -> PauseSpan:
    return PauseSpan(
        number=event.number,
        ground=event.ground,
        start=event.paused_on,
        expected_until=event.expected_until,
        counts=event.counts,
        lines=event.lines,
        start_at=event.paused_at,
    )


def _paused(case: Case, event: CasePaused) -> Case:
    """A lead's word can come while the share stands still already, its applicant wants to withdraw, or another unit
    has it."""
    case = replace(case, pauses=(*case.pauses, _span(event)))
    match case.status:
        case Status.PAUSED | Status.ESCALATED:
            return case
        case Status.WITHDRAW_PENDING if case.withdrawal_from is Status.PAUSED:
            return case
        case Status.WITHDRAW_PENDING:
            return replace(case, paused_from=case.withdrawal_from, withdrawal_from=Status.PAUSED)
        case _:
            return replace(case, status=Status.PAUSED, paused_from=case.status)


def _resumed(case: Case, event: CaseResumed) -> Case:
    case = replace(
        _with_step_due(_counted(case, event, event.calendar), event),
        pauses=tuple(
            replace(span, end=event.resumed_on, end_at=event.resumed_at) if span.number == event.number else span
            for span in case.pauses
        ),
        materials=with_materials(case.materials, event.materials),
        former=(*case.former, *replaced(case.materials, event.materials)),
    )
    back = case.paused_from or Status.IN_REVIEW
    if case.open_pauses or case.status is Status.ESCALATED:
        return case
    if case.status is Status.WITHDRAW_PENDING:
        return replace(case, withdrawal_from=back, paused_from=None)
    return replace(case, status=back, paused_from=None)


def _counted(case: Case, event: CaseResumed | CaseExtended | DeadlineRecomputed, calendar: Digest) -> Case:
    return replace(
        case,
        calendar=calendar,
        promised_due=event.promised_due,
        statutory_due=event.statutory_due,
        provisional=event.provisional,
        counted=event.counted,
        promised_ends=event.promised_ends,
        statutory_ends=event.statutory_ends,
    )


def _with_step_due(case: Case, event: CaseResumed | DeadlineRecomputed) -> Case:
    if case.running is None or event.step_due is None:
        return case
    return replace(case, running=replace(case.running, due=event.step_due))
