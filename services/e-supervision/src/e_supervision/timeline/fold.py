"""How a timeline grows: one entry after another, in the order of the matter's own history."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from e_supervision.timeline.decision import of_decision
from e_supervision.timeline.ending import of_ending
from e_supervision.timeline.fold_joint import of_joint
from e_supervision.timeline.hearing import of_hearing
from e_supervision.timeline.known import Grown, answered, linked
from e_supervision.timeline.silence import of_silence
from e_supervision.timeline.standing import came_back, paused_over, resumed_under
from e_supervision.timeline.state import Act, Extended, Heard, Paused, Round, Standing, Step, Timeline
from e_supervision.timeline.window import handler_after, visited_after
from liandong.events import (
    case,
    case_clock,
    case_decision,
    case_ending,
    case_hearing,
    case_silence,
    case_window,
    joint,
    link,
)
from liandong.events.authority import LetterAct
from liandong.events.case import Outcome
from liandong.terms.legal_time import legal_day, midnight


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
    told = _told(timeline, heard)
    if told.stopped_on == timeline.stopped_on:
        return told
    return replace(told, stopped_at=None if told.stopped_on is None else instant_of(told.stopped_on, heard))


def instant_of(day: date, heard: Heard) -> datetime:
    """When what is said to have been on a day was: at the instant of the entry, or if that is on another day, as the
    day began."""
    return heard.occurred_at if legal_day(heard.occurred_at) == day else midnight(day)


def _told(timeline: Timeline, heard: Heard) -> Timeline:
    grown = partial(
        replace,
        timeline,
        sequence=heard.sequence,
        last_event=heard.id,
        last_kind=heard.event.KIND,
        last_at=heard.occurred_at,
        handler=handler_after(timeline, heard.event),
        visited_on=visited_after(timeline, heard.event),
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
        case case_clock.CasePromised() as event:
            return grown(decide_by=event.decide_by)
        case (
            case_decision.CaseTolerated()
            | case_decision.CaseOwedHandedIn()
            | case_decision.CaseDecisionDrafted()
            | case_decision.CaseDecisionReviewed()
            | case_decision.CaseConditionsAttached()
            | case_decision.CaseReady() as event
        ):
            return of_decision(timeline, event, day, grown)
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
            return of_ending(timeline, event, grown)
        case (
            case_hearing.CaseHearingRightTold()
            | case_hearing.CaseHearingAsked()
            | case_hearing.CaseHearingSet()
            | case_hearing.CaseHearingHeld()
            | case_hearing.CaseHearingWaived() as event
        ):
            return of_hearing(timeline, event, grown)
        case (
            case_silence.CaseSilenceWarned()
            | case_silence.CaseRenewedBySilence()
            | case_silence.CaseAgreedBySilence()
            | case_silence.CaseLateOpinionAttached() as event
        ):
            return of_silence(timeline, event, day, grown)
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
                tier=event.tier,
                asked_on=day,
                licence_expires_on=event.licence_expires_on,
            )
        case case.CaseToldApart():
            return grown()  # a word about other cases
        case case_window.CaseHandedOver() | case_window.CaseContacted():
            return grown()  # who answers for it, and who came, is told with every entry
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
                begun_at=event.accepted_at,
                deemed=event.deemed,
                acts=_accepted(timeline, event, day),
            )
        case case.CaseNotAccepted():
            rounds = answered(timeline.rounds, day)
            outcome = Outcome.NOT_ACCEPTED
            acts = (*timeline.acts, Act(act=LetterAct.REFUSE, on=day, under=event.under))
            return grown(rounds=rounds, standing=Standing.NOT_ACCEPTED, outcome=outcome, turned_back_on=day, acts=acts)
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
            acts = (*timeline.acts, Act(act=LetterAct.FORWARD, on=event.handed_over_on, under=event.under))
            return grown(links=links, standing=Standing.ESCALATED, handed_up_on=event.handed_over_on, acts=acts)
        case case.CaseForwardAcknowledged():
            known = partial(replace, acknowledged_on=day, case=event.upper_case)
            return grown(links=linked(timeline.links, event.link, known))
        case case.CaseForwardRejected():
            links = linked(timeline.links, event.link, partial(replace, rejected_on=day))
            return grown(**came_back(timeline), links=links, handed_up_on=None)
        case case.CaseUpperDecided():
            upper = partial(replace, answered_on=day, outcome=event.outcome)
            links = linked(timeline.links, event.link, upper, event.by)
            decided_on, outcome = event.decided_on, event.outcome
            return grown(links=links, standing=Standing.DECIDED, decided_on=decided_on, outcome=outcome)
        case case.CaseDecided():
            what = LetterAct.URGENT if event.urgent else LetterAct.DECIDE
            acts = (*timeline.acts, Act(act=what, on=event.decided_on, by=event.by, under=event.under))
            return grown(standing=Standing.DECIDED, decided_on=event.decided_on, outcome=event.outcome, acts=acts)
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
                start_at=event.paused_at,
            )
            return grown(
                **paused_over(timeline),
                pauses=(*timeline.pauses, pause),
                acts=_paused(timeline, event),
            )
        case case_clock.CaseResumed():
            pauses = tuple(
                replace(each, end=event.resumed_on, end_at=event.resumed_at) if each.number == event.number else each
                for each in timeline.pauses
            )
            stands = {} if any(each.end is None for each in pauses) else resumed_under(timeline)
            return grown(**stands, pauses=pauses, calendar=event.calendar)
        case case_clock.CaseExtended():
            extended = Extended(
                days=event.days, level=event.level, on=event.extended_on, moves_promise=event.moves_promise
            )
            did = Act(act=LetterAct.EXTEND, on=event.extended_on, by=event.approver, under=event.under)
            return grown(extended=extended, calendar=event.calendar, acts=(*timeline.acts, did))
        case case_clock.DeadlineRecomputed():
            return grown(calendar=event.calendar)


def _accepted(timeline: Timeline, event: case.CaseAccepted, day: date) -> tuple[Act, ...]:
    """Acceptance is an act of the window, unless the law deems it or it came with another unit's request."""
    if event.deemed or timeline.asked_by is not None:
        return timeline.acts
    return (*timeline.acts, Act(act=LetterAct.ACCEPT, on=day, under=event.under))


def _paused(timeline: Timeline, event: case_clock.CasePaused) -> tuple[Act, ...]:
    """A pause is an act of the department, unless the lead asked for the supplement of all its shares."""
    if event.by_lead or (event.ground is case_clock.PauseGround.SUPPLEMENT and timeline.joint is not None):
        return timeline.acts
    return (*timeline.acts, Act(act=LetterAct.PAUSE, on=event.paused_on, under=event.under))


def _done(steps: tuple[Step, ...], code: str, day: date) -> tuple[Step, ...]:
    """The steps with the open one of this code done."""
    return tuple(replace(step, done_on=day) if step.code == code and step.done_on is None else step for step in steps)
