"""How a timeline grows: one entry after another, in the order of the matter's own history."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import partial

from e_supervision.timeline.state import Heard, Link, Round, Standing, Step, Timeline
from liandong.events import case, joint, link
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
        case case.CaseEvent() as event:
            return _of_case(timeline, event, day, grown)
        case joint.JointEvent() as event:
            return _of_joint(timeline, event, day, grown)
        case link.LinkRequested() | link.LinkForwarded() as event:
            asked = partial(replace, item=event.item, asked_on=day)
            return grown(links=_linked(timeline.links, event.link, asked, event.dest))
        case link.LinkUnacknowledged() as event:
            return grown(links=_linked(timeline.links, event.link, partial(replace, unacknowledged_on=day), event.to))
        case _:
            return grown()


Grown = Callable[..., Timeline]
"""The timeline with the entry's position and the fields given."""


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
            return grown(rounds=_answered(timeline.rounds, day), standing=Standing.CORRECTION_REQUESTED)
        case case.CaseSupplemented():
            rounds = (*timeline.rounds, Round(effective_on=event.effective_on))
            return grown(rounds=rounds, standing=Standing.RECEIVED)
        case case.CaseAccepted():
            return grown(
                rounds=_answered(timeline.rounds, day),
                standing=Standing.ACCEPTED,
                entry=event.entry,
                calendar=event.calendar,
                policy=event.policy,
                joint=event.joint,
                accepted_on=event.accepted_on,
                deemed=event.deemed,
            )
        case case.CaseNotAccepted():
            rounds = _answered(timeline.rounds, day)
            outcome = Outcome.NOT_ACCEPTED
            return grown(rounds=rounds, standing=Standing.NOT_ACCEPTED, outcome=outcome, turned_back_on=day)
        case case.CaseReturned():
            rounds = _answered(timeline.rounds, day)
            return grown(rounds=rounds, standing=Standing.RETURNED, outcome=Outcome.RETURNED, turned_back_on=day)
        case case.CaseStepStarted():
            step = Step(code=event.step, responsible=event.responsible, started_on=day)
            return grown(standing=Standing.IN_REVIEW, steps=(*timeline.steps, step))
        case case.CaseStepDone():
            return grown(steps=_done(timeline.steps, event.step, day))
        case case.CaseForwarded():
            links = _linked(timeline.links, event.link, partial(replace, asked_on=day), event.to)
            return grown(links=links, standing=Standing.ESCALATED, handed_up_on=event.handed_over_on)
        case case.CaseForwardAcknowledged():
            known = partial(replace, acknowledged_on=day, case=event.upper_case)
            return grown(links=_linked(timeline.links, event.link, known))
        case case.CaseForwardRejected():
            links = _linked(timeline.links, event.link, partial(replace, rejected_on=day))
            return grown(links=links, standing=Standing.IN_REVIEW, handed_up_on=None)
        case case.CaseUpperDecided():
            answered = partial(replace, answered_on=day, outcome=event.outcome)
            links = _linked(timeline.links, event.link, answered, event.by)
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


def _of_joint(timeline: Timeline, event: joint.JointEvent, day: date, grown: Grown) -> Timeline:
    match event:
        case joint.JointReceived():
            return grown(
                entry=event.stage,
                case_kind=CaseKind.LINKED,
                joint=event.joint,
                rounds=(Round(effective_on=event.effective_on),),
                links=tuple(Link(link=share.link, unit=share.unit, item=share.item) for share in event.shares),
            )
        case joint.JointAccepted():
            return grown(
                rounds=_answered(timeline.rounds, day),
                standing=Standing.ACCEPTED,
                entry=event.stage,
                calendar=event.calendar,
                policy=event.policy,
                accepted_on=event.accepted_on,
            )
        case joint.JointShareAcknowledged():
            known = partial(replace, acknowledged_on=day, case=event.case)
            return grown(links=_linked(timeline.links, event.link, known))
        case joint.JointShareRejected():
            return grown(links=_linked(timeline.links, event.link, partial(replace, rejected_on=day)))
        case joint.JointShareAskedAgain():
            share = event.share
            return grown(links=_linked(timeline.links, share.link, partial(replace, item=share.item), share.unit))
        case joint.JointShareAnswered():
            answered = partial(replace, answered_on=day, case=event.case, outcome=event.outcome)
            return grown(links=_linked(timeline.links, event.link, answered))
        case joint.JointJoined():
            return grown(standing=Standing.DECIDED, decided_on=event.joined_on, outcome=event.outcome)
        case joint.JointDispatched():
            return grown(standing=Standing.CLOSED, delivered_on=event.delivered_on, closed_on=day)
        case _:
            return grown()


def _answered(rounds: tuple[Round, ...], day: date) -> tuple[Round, ...]:
    """The newest hand-in is answered, unless it already was."""
    if not rounds or rounds[-1].answered_on is not None:
        return rounds
    return (*rounds[:-1], replace(rounds[-1], answered_on=day))


def _done(steps: tuple[Step, ...], code: str, day: date) -> tuple[Step, ...]:
    """The steps with the open one of this code done."""
    return tuple(replace(step, done_on=day) if step.code == code and step.done_on is None else step for step in steps)


def _linked(
    links: tuple[Link, ...], named: LinkId, known: Callable[[Link], Link], unit: UnitCode | None = None
) -> tuple[Link, ...]:
    """The links with what became known of one; one not heard of before is added if its unit is named."""
    if unit is not None and all(each.link != named for each in links):
        links = (*links, Link(link=named, unit=unit))
    return tuple(known(each) if each.link == named else each for each in links)
