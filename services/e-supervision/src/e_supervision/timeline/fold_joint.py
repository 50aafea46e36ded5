"""How the timeline of a joint master grows."""

from dataclasses import replace
from datetime import date
from functools import partial

from e_supervision.timeline.fold_share import of_share
from e_supervision.timeline.known import Grown, answered, ended, linked
from e_supervision.timeline.state import Act, Extended, Link, Round, Standing, Timeline
from liandong.events import joint, joint_clock, joint_ending, joint_intake, joint_review, joint_share
from liandong.events.authority import ActedUnder, LetterAct
from liandong.events.case import CaseKind, Outcome


def of_joint(timeline: Timeline, event: joint.JointEvent, day: date, grown: Grown) -> Timeline:
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
                rounds=answered(timeline.rounds, day),
                standing=Standing.ACCEPTED,
                entry=event.stage,
                calendar=event.calendar,
                policy=event.policy,
                accepted_on=event.accepted_on,
                deemed=event.deemed,
                acts=timeline.acts if event.deemed else _and_did(timeline, LetterAct.ACCEPT, day, event.under),
            )
        case joint.JointShareAcknowledged():
            known = partial(replace, acknowledged_on=day, case=event.case)
            return grown(links=linked(timeline.links, event.link, known))
        case joint.JointShareRejected():
            return grown(links=linked(timeline.links, event.link, partial(replace, rejected_on=day)))
        case joint.JointShareAskedAgain():
            return grown(links=_asked_again(timeline.links, event))
        case joint.JointShareAnswered():
            known = partial(replace, answered_on=day, case=event.case, outcome=event.outcome)
            links = linked(timeline.links, event.link, known)
            return grown(links=linked(links, event.link, ended(event.decided_on)))
        case joint_share.JointSharePaused() | joint_share.JointShareResumed() | joint_share.JointSharePromised():
            return grown(links=of_share(timeline.links, event))
        case joint_share.JointShareAdded():
            share = event.share
            return grown(links=linked(timeline.links, share.link, partial(replace, item=share.item), share.unit))
        case joint.JointDeadlineRecomputed() | joint_clock.JointPausesCounted():
            return grown(calendar=event.calendar)
        case joint_intake.JointCheckOpened() | joint_intake.JointShareChecked():
            return grown()  # a round among offices: the notice timer runs on
        case joint_intake.JointCorrectionRequested():
            return grown(rounds=answered(timeline.rounds, day), standing=Standing.CORRECTION_REQUESTED)
        case joint_intake.JointSupplemented():
            rounds = (*timeline.rounds, Round(effective_on=event.effective_on))
            return grown(rounds=rounds, standing=Standing.RECEIVED)
        case joint_intake.JointNotAccepted():
            rounds, outcome = answered(timeline.rounds, day), Outcome.NOT_ACCEPTED
            return grown(rounds=rounds, standing=Standing.NOT_ACCEPTED, outcome=outcome, turned_back_on=day)
        case joint_intake.JointReturned():
            rounds = answered(timeline.rounds, day)
            return grown(rounds=rounds, standing=Standing.RETURNED, outcome=Outcome.RETURNED, turned_back_on=day)
        case (
            joint_review.JointSupplementProposed()
            | joint_review.JointSupplementAsked()
            | joint_review.JointSupplementHandedIn()
        ):
            return grown()  # only the shares that asked stand still
        case joint_ending.JointShareVoided():
            links = linked(timeline.links, event.link, partial(replace, rejected_on=event.voided_on))
            return grown(links=linked(links, event.link, ended(event.voided_on)))
        case joint_ending.JointWithdrawalAsked():
            if not event.whole:
                return grown()
            return grown(standing=Standing.WITHDRAW_PENDING, before_withdrawal=timeline.standing)
        case joint_ending.JointWithdrawalRetracted():
            if not event.whole:
                return grown()
            return grown(standing=timeline.before_withdrawal or Standing.ACCEPTED, before_withdrawal=None)
        case joint_ending.JointWithdrawn():
            rounds, day = answered(timeline.rounds, event.withdrawn_on), event.withdrawn_on
            return grown(rounds=rounds, standing=Standing.WITHDRAWN, turned_back_on=day, outcome=Outcome.WITHDRAWN)
        case joint_ending.JointTerminated():
            return grown(
                standing=Standing.TERMINATED,
                turned_back_on=event.terminated_on,
                outcome=Outcome.TERMINATED,
                acts=_terminated(timeline, event),
            )
        case joint_clock.JointExtended():
            extended = Extended(
                days=event.days, level=event.level, on=event.extended_on, moves_promise=event.moves_promise
            )
            return grown(extended=extended, calendar=event.calendar)
        case joint_clock.JointStageClosed():
            return grown(standing=Standing.FOLLOWING, stage_closed_on=event.closed_on)
        case joint.JointJoined():
            return grown(standing=Standing.DECIDED, decided_on=event.joined_on, outcome=event.outcome)
        case joint.JointDispatched():
            if timeline.standing is not Standing.DECIDED:
                return grown()  # a late decision of a share handed out after the whole had ended
            return grown(standing=Standing.CLOSED, delivered_on=event.delivered_on, closed_on=day)
        case _:
            return grown()


def _and_did(timeline: Timeline, act: LetterAct, day: date, under: ActedUnder | None) -> tuple[Act, ...]:
    return (*timeline.acts, Act(act=act, on=day, under=under))


def _terminated(timeline: Timeline, event: joint_ending.JointTerminated) -> tuple[Act, ...]:
    """It is an act of the lead's department, unless it only follows from what other units did to their shares."""
    if event.by_shares:
        return timeline.acts
    return _and_did(timeline, LetterAct.TERMINATE, event.terminated_on, event.under)


def _asked_again(links: tuple[Link, ...], event: joint.JointShareAskedAgain) -> tuple[Link, ...]:
    """The new request takes the place of the old one, and is part of the matter as long as that was."""
    before = next((each for each in links if each.link == event.replaces), None)
    since = None if before is None else before.since or before.asked_on
    known = partial(replace, item=event.share.item, since=since)
    links = linked(links, event.replaces, ended(event.requested_on))
    return linked(links, event.share.link, known, event.share.unit)
