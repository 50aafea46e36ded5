"""How the timeline of a joint master grows."""

from dataclasses import replace
from datetime import date
from functools import partial

from e_supervision.timeline.known import Grown, answered, linked
from e_supervision.timeline.state import Extended, Link, Round, Standing, Timeline
from liandong.events import joint, joint_clock, joint_ending, joint_intake, joint_review
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
            )
        case joint.JointShareAcknowledged():
            known = partial(replace, acknowledged_on=day, case=event.case)
            return grown(links=linked(timeline.links, event.link, known))
        case joint.JointShareRejected():
            return grown(links=linked(timeline.links, event.link, partial(replace, rejected_on=day)))
        case joint.JointShareAskedAgain():
            share = event.share
            return grown(links=linked(timeline.links, share.link, partial(replace, item=share.item), share.unit))
        case joint.JointShareAnswered():
            known = partial(replace, answered_on=day, case=event.case, outcome=event.outcome)
            return grown(links=linked(timeline.links, event.link, known))
        case joint.JointDeadlineRecomputed():
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
            return grown(links=linked(timeline.links, event.link, partial(replace, rejected_on=event.voided_on)))
        case joint_ending.JointWithdrawalAsked():
            return grown(standing=Standing.WITHDRAW_PENDING) if event.whole else grown()
        case joint_ending.JointWithdrawn():
            rounds, ended = answered(timeline.rounds, event.withdrawn_on), event.withdrawn_on
            return grown(rounds=rounds, standing=Standing.WITHDRAWN, turned_back_on=ended, outcome=Outcome.WITHDRAWN)
        case joint_ending.JointTerminated():
            ended = event.terminated_on
            return grown(standing=Standing.TERMINATED, turned_back_on=ended, outcome=Outcome.TERMINATED)
        case joint_clock.JointExtended():
            extended = Extended(
                days=event.days, level=event.level, on=event.extended_on, moves_promise=event.moves_promise
            )
            return grown(extended=extended, calendar=event.calendar)
        case joint.JointJoined():
            return grown(standing=Standing.DECIDED, decided_on=event.joined_on, outcome=event.outcome)
        case joint.JointDispatched():
            return grown(standing=Standing.CLOSED, delivered_on=event.delivered_on, closed_on=day)
        case _:
            return grown()
