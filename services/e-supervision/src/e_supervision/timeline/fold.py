"""How a timeline grows: one entry after another, in the order of the matter's own history."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from e_supervision.timeline.state import Heard, Link, Round, Standing, Step, Timeline
from liandong.events import Event, case, joint, link
from liandong.events.case import CaseKind, Outcome
from liandong.terms.codes import LinkId, UnitCode
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
    return replace(
        _told(timeline, heard.event, legal_day(heard.occurred_at)),
        sequence=heard.sequence,
        last_event=heard.id,
        last_kind=heard.event.KIND,
        last_at=heard.occurred_at,
    )


def _told(timeline: Timeline, event: Event, day: date) -> Timeline:
    """What the event changes; `day` is the legal day it happened."""
    match event:
        case case.CaseEvent():
            return _of_case(timeline, event, day)
        case joint.JointEvent():
            return _of_joint(timeline, event, day)
        case link.LinkRequested():
            return _linked(timeline, event.link, lambda each: replace(each, item=event.item, asked_on=day), event.dest)
        case link.LinkForwarded():
            return _linked(timeline, event.link, lambda each: replace(each, item=event.item, asked_on=day), event.dest)
        case link.LinkUnacknowledged():
            return _linked(timeline, event.link, lambda each: replace(each, unacknowledged_on=day), event.to)
        case _:
            return timeline


def _of_case(timeline: Timeline, event: case.CaseEvent, day: date) -> Timeline:
    match event:
        case case.CaseReceived():
            return replace(
                timeline,
                entry=event.entry,
                case_kind=event.case_kind,
                asked_by=event.asked_by,
                rounds=(Round(effective_on=event.effective_on),),
            )
        case case.CaseCorrectionRequested():
            return replace(_answered(timeline, day), standing=Standing.CORRECTION_REQUESTED)
        case case.CaseSupplemented():
            rounds = (*timeline.rounds, Round(effective_on=event.effective_on))
            return replace(timeline, rounds=rounds, standing=Standing.RECEIVED)
        case case.CaseAccepted():
            return replace(
                _answered(timeline, day),
                standing=Standing.ACCEPTED,
                entry=event.entry,
                calendar=event.calendar,
                policy=event.policy,
                joint=event.joint,
                accepted_on=event.accepted_on,
                deemed=event.deemed,
            )
        case case.CaseNotAccepted():
            return _turned_back(_answered(timeline, day), Standing.NOT_ACCEPTED, Outcome.NOT_ACCEPTED, day)
        case case.CaseReturned():
            return _turned_back(_answered(timeline, day), Standing.RETURNED, Outcome.RETURNED, day)
        case case.CaseStepStarted():
            step = Step(code=event.step, responsible=event.responsible, started_on=day)
            return replace(timeline, standing=Standing.IN_REVIEW, steps=(*timeline.steps, step))
        case case.CaseStepDone():
            return replace(timeline, steps=_done(timeline.steps, event.step, day))
        case case.CaseForwarded():
            told = _linked(timeline, event.link, lambda each: replace(each, asked_on=day), event.to)
            return replace(told, standing=Standing.ESCALATED, handed_up_on=event.handed_over_on)
        case case.CaseForwardAcknowledged():
            return _linked(timeline, event.link, lambda each: replace(each, acknowledged_on=day, case=event.upper_case))
        case case.CaseForwardRejected():
            told = _linked(timeline, event.link, lambda each: replace(each, rejected_on=day))
            return replace(told, standing=Standing.IN_REVIEW, handed_up_on=None)
        case case.CaseUpperDecided():
            told = _linked(
                timeline, event.link, lambda each: replace(each, answered_on=day, outcome=event.outcome), event.by
            )
            return replace(told, standing=Standing.DECIDED, decided_on=event.decided_on, outcome=event.outcome)
        case case.CaseDecided():
            return replace(timeline, standing=Standing.DECIDED, decided_on=event.decided_on, outcome=event.outcome)
        case case.CaseDelivered():
            return replace(timeline, standing=Standing.DELIVERED, delivered_on=event.delivered_on)
        case case.CaseClosed():
            return replace(timeline, standing=Standing.CLOSED, closed_on=day, outcome=event.outcome)
        case _:
            return timeline


def _of_joint(timeline: Timeline, event: joint.JointEvent, day: date) -> Timeline:
    match event:
        case joint.JointReceived():
            return replace(
                timeline,
                entry=event.stage,
                case_kind=CaseKind.LINKED,
                joint=event.joint,
                rounds=(Round(effective_on=event.effective_on),),
                links=tuple(Link(link=share.link, unit=share.unit, item=share.item) for share in event.shares),
            )
        case joint.JointAccepted():
            return replace(
                _answered(timeline, day),
                standing=Standing.ACCEPTED,
                entry=event.stage,
                calendar=event.calendar,
                policy=event.policy,
                accepted_on=event.accepted_on,
            )
        case joint.JointShareAcknowledged():
            return _linked(timeline, event.link, lambda each: replace(each, acknowledged_on=day, case=event.case))
        case joint.JointShareRejected():
            return _linked(timeline, event.link, lambda each: replace(each, rejected_on=day))
        case joint.JointShareAskedAgain():
            share = event.share
            return _linked(timeline, share.link, lambda each: replace(each, item=share.item), share.unit)
        case joint.JointShareAnswered():
            return _linked(
                timeline,
                event.link,
                lambda each: replace(each, answered_on=day, case=event.case, outcome=event.outcome),
            )
        case joint.JointJoined():
            return replace(timeline, standing=Standing.DECIDED, decided_on=event.joined_on, outcome=event.outcome)
        case joint.JointDispatched():
            return replace(timeline, standing=Standing.CLOSED, delivered_on=event.delivered_on, closed_on=day)
        case _:
            return timeline


def _answered(timeline: Timeline, day: date) -> Timeline:
    """The newest hand-in is answered, unless it already was."""
    if not timeline.rounds or timeline.rounds[-1].answered_on is not None:
        return timeline
    return replace(timeline, rounds=(*timeline.rounds[:-1], replace(timeline.rounds[-1], answered_on=day)))


def _turned_back(timeline: Timeline, standing: Standing, outcome: Outcome, day: date) -> Timeline:
    return replace(timeline, standing=standing, outcome=outcome, turned_back_on=day)


def _done(steps: tuple[Step, ...], code: str, day: date) -> tuple[Step, ...]:
    """The steps with the open one of this code done."""
    return tuple(replace(step, done_on=day) if step.code == code and step.done_on is None else step for step in steps)


def _linked(timeline: Timeline, named: LinkId, grow: Callable[[Link], Link], unit: UnitCode | None = None) -> Timeline:
    """The timeline with what became known of one link; a link not heard of before is added if its unit is named."""
    known = any(each.link == named for each in timeline.links)
    links = timeline.links if known or unit is None else (*timeline.links, Link(link=named, unit=unit))
    return replace(timeline, links=tuple(grow(each) if each.link == named else each for each in links))
