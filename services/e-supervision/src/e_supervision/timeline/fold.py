"""How a timeline grows: one entry after another, in the order of the matter's own history."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import partial

from e_supervision.timeline.fold_joint import of_joint
from e_supervision.timeline.known import Grown, answered, linked
from e_supervision.timeline.state import Extended, Heard, Owed, Paused, Round, Standing, Step, Timeline
from liandong.events import (
    case,
    case_clock,
    case_decision,
    case_ending,
    joint,
    link,
)
from liandong.events.case import Outcome
from liandong.terms.legal_time import legal_day


def advance(timeline: Timeline | None, heard: Iterable[Heard]) -> Timeline | None:
    """The timeline with every further entry that follows without a gap; entries already folded are passed over.

    The order in which entries are given does not matter: what lies beyond a gap waits until the gap is closed.
    """
    for entry in sorted(heard, key=lambda entry: entry.sequence):
        reached = timeline.sequence if timeline else 0
        if entry.sequence == reached + 1:
            timeline = evolve(timeline or Timeline(unit=entry.unit, stream=entry.stream), entry)
        elif entry.sequence > reached:
            break
    return timeline


def evolve(timeline: Timeline, heard: Heard) -> Timeline:
    """The timeline after one more entry. It never refuses on merit: a witness notes what was said."""
    grown = partial(
        replace,
        timeline,
        sequence=heard.sequence,
        last_event=heard.id,
        last_kind=heard.event.KIND,
        last_at=heard.occurred_at,
    )
    day = legal_day(heard.occurred_at)
    match heard.event:
        case (
            case_clock.CasePaused()
            | case_clock.CaseResumed()
            | case_clock.CaseExtended()
            | case_clock.DeadlineRecomputed() as event
        ):
            return _of_clock(timeline, event, grown)
        case case_clock.CaseMasterDueMoved() | case_clock.CaseSupplementProposed() | case_clock.CaseMaterialsShared():
            return grown()  # words between a share and its master: no clock of this matter moves
        case (
            case_decision.CaseTolerated()
            | case_decision.CaseOwedHandedIn()
            | case_decision.CaseDecisionDrafted()
            | case_decision.CaseDecisionReviewed()
            | case_decision.CaseConditionsAttached()
            | case_decision.CaseReady() as event
        ):
            return _of_decision(timeline, event, day, grown)
        case (
            case_ending.CaseWithdrawalAsked()
            | case_ending.CaseWithdrawalRetracted()
            | case_ending.CaseWithdrawn()
            | case_ending.CaseTerminated()
            | case_ending.CaseReopened()
            | case_ending.CaseRevoked()
            | case_ending.CaseAnnulled()
            | case_ending.CaseCorrected()
            | case_ending.CaseArchived() as event
        ):
            return _of_ending(timeline, event, grown)
        case case.CaseEvent() as event:
            return _of_case(timeline, event, day, grown)
        case joint.JointEvent() as event:
            return of_joint(timeline, event, day, grown)
        case link.LinkRequested() | link.LinkForwarded() as event:
            asked = partial(replace, item=event.item, asked_on=day)
            return grown(links=linked(timeline.links, event.link, asked, event.dest))
        case link.LinkUnacknowledged() as event:
            return grown(links=linked(timeline.links, event.link, partial(replace, unacknowledged_on=day), event.to))
        case _:
            return grown()


def _of_case(timeline: Timeline, event: case.CaseEvent, day: date, grown: Grown) -> Timeline:
    match event:
        case case.CaseReceived():
            return grown(
                entry=event.entry,
                case_kind=event.case_kind,
                asked_by=event.asked_by,
                rounds=(Round(effective_on=event.effective_on),),
            )
        case case.CaseToldApart():
            return grown()  # a word about other cases
        case case.CaseCorrectionRequested():
            return grown(rounds=answered(timeline.rounds, day), standing=Standing.CORRECTION_REQUESTED)
        case case.CaseSupplemented():
            rounds = (*timeline.rounds, Round(effective_on=event.effective_on))
            return grown(rounds=rounds, standing=Standing.RECEIVED)
        case case.CaseAccepted():
            return grown(
                rounds=answered(timeline.rounds, day),
                standing=Standing.ACCEPTED,
                entry=event.entry,
                calendar=event.calendar,
                policy=event.policy,
                joint=event.joint,
                accepted_on=event.accepted_on,
                deemed=event.deemed,
            )
        case case.CaseNotAccepted():
            rounds = answered(timeline.rounds, day)
            outcome = Outcome.NOT_ACCEPTED
            return grown(rounds=rounds, standing=Standing.NOT_ACCEPTED, outcome=outcome, turned_back_on=day)
        case case.CaseReturned():
            rounds = answered(timeline.rounds, day)
            return grown(rounds=rounds, standing=Standing.RETURNED, outcome=Outcome.RETURNED, turned_back_on=day)
        case case.CaseStepStarted():
            step = Step(code=event.step, responsible=event.responsible, started_on=day)
            return grown(standing=Standing.IN_REVIEW, steps=(*timeline.steps, step))
        case case.CaseStepDone():
            return grown(steps=_done(timeline.steps, event.step, day))
        case case.CaseForwarded():
            links = linked(timeline.links, event.link, partial(replace, asked_on=day), event.to)
            return grown(links=links, standing=Standing.ESCALATED, handed_up_on=event.handed_over_on)
        case case.CaseForwardAcknowledged():
            known = partial(replace, acknowledged_on=day, case=event.upper_case)
            return grown(links=linked(timeline.links, event.link, known))
        case case.CaseForwardRejected():
            links = linked(timeline.links, event.link, partial(replace, rejected_on=day))
            return grown(links=links, standing=Standing.IN_REVIEW, handed_up_on=None)
        case case.CaseUpperDecided():
            upper = partial(replace, answered_on=day, outcome=event.outcome)
            links = linked(timeline.links, event.link, upper, event.by)
            decided_on, outcome = event.decided_on, event.outcome
            return grown(links=links, standing=Standing.DECIDED, decided_on=decided_on, outcome=outcome)
        case case.CaseDecided():
            return grown(standing=Standing.DECIDED, decided_on=event.decided_on, outcome=event.outcome)
        case case.CaseDelivered():
            return grown(standing=Standing.DELIVERED, delivered_on=event.delivered_on)
        case case.CaseClosed():
            return grown(standing=Standing.CLOSED, closed_on=day, outcome=event.outcome)
        case _:
            return grown()


def _of_clock(
    timeline: Timeline,
    event: (case_clock.CasePaused | case_clock.CaseResumed | case_clock.CaseExtended | case_clock.DeadlineRecomputed),
    grown: Grown,
) -> Timeline:
    match event:
        case case_clock.CasePaused():
            pause = Paused(
                number=event.number,
                ground=event.ground,
                start=event.paused_on,
                expected_until=event.expected_until,
                counts=event.counts,
                new_material=event.new_material,
            )
            return grown(standing=Standing.PAUSED, before=timeline.standing, pauses=(*timeline.pauses, pause))
        case case_clock.CaseResumed():
            pauses = tuple(
                replace(each, end=event.resumed_on) if each.number == event.number else each for each in timeline.pauses
            )
            standing = timeline.before or Standing.IN_REVIEW
            return grown(standing=standing, before=None, pauses=pauses, calendar=event.calendar)
        case case_clock.CaseExtended():
            extended = Extended(
                days=event.days, level=event.level, on=event.extended_on, moves_promise=event.moves_promise
            )
            return grown(extended=extended, calendar=event.calendar)
        case case_clock.DeadlineRecomputed():
            return grown(calendar=event.calendar)


def _of_decision(timeline: Timeline, event: case.CaseEvent, day: date, grown: Grown) -> Timeline:
    match event:
        case case_decision.CaseTolerated():
            return grown(owed=Owed(since=timeline.accepted_on or day, by=event.owed_by, codes=event.owed))
        case case_decision.CaseOwedHandedIn():
            owed = timeline.owed
            if owed is not None:
                handed_in_on = None if event.still_owed else event.handed_in_on
                owed = replace(owed, codes=event.still_owed, handed_in_on=handed_in_on)
            return grown(owed=owed)
        case case_decision.CaseReady():
            return grown(standing=Standing.READY, ready_on=event.ready_on)
        case _:  # drafted, reviewed, conditions: they move no clock
            return grown()


def _of_ending(timeline: Timeline, event: case.CaseEvent, grown: Grown) -> Timeline:
    match event:
        case case_ending.CaseWithdrawalAsked():
            return grown(standing=Standing.WITHDRAW_PENDING, before_withdrawal=timeline.standing)
        case case_ending.CaseWithdrawalRetracted():
            standing = timeline.before_withdrawal or Standing.IN_REVIEW
            return grown(standing=standing, before_withdrawal=None)
        case case_ending.CaseWithdrawn():
            rounds = answered(timeline.rounds, event.withdrawn_on)
            ended = event.withdrawn_on
            return grown(rounds=rounds, standing=Standing.WITHDRAWN, turned_back_on=ended, outcome=Outcome.WITHDRAWN)
        case case_ending.CaseTerminated():
            ended = event.terminated_on
            return grown(standing=Standing.TERMINATED, turned_back_on=ended, outcome=Outcome.TERMINATED)
        case case_ending.CaseReopened():
            return _reopened(event, grown)
        case case_ending.CaseRevoked():
            return grown(standing=Standing.REVOKED)
        case case_ending.CaseAnnulled():
            return grown(standing=Standing.ANNULLED)
        case case_ending.CaseArchived():
            return grown(standing=Standing.ARCHIVED)
        case _:  # a correction says what is right and changes no clock
            return grown()


def _reopened(event: case_ending.CaseReopened, grown: Grown) -> Timeline:
    """A new stretch with limits of its own; what was decided before stays in the ledger."""
    return grown(
        standing=Standing.IN_REVIEW,
        reopened_on=event.reopened_on,
        calendar=event.calendar,
        steps=(),
        pauses=(),
        extended=None,
        owed=None,
        handed_up_on=None,
        decided_on=None,
        ready_on=None,
        delivered_on=None,
        closed_on=None,
        outcome=None,
    )


def _done(steps: tuple[Step, ...], code: str, day: date) -> tuple[Step, ...]:
    """The steps with the open one of this code done."""
    return tuple(replace(step, done_on=day) if step.code == code and step.done_on is None else step for step in steps)
