"""How a matter ends without a decision, or goes on after one: withdrawn, terminated, reopened, revoked, archived."""

from collections.abc import Callable

from e_supervision.timeline.known import answered
from e_supervision.timeline.standing import retracted_under, withdrawal_over
from e_supervision.timeline.state import Act, Standing, Timeline
from liandong.events import case_ending
from liandong.events.authority import LetterAct
from liandong.events.case import CaseEvent, Outcome


def of_ending(timeline: Timeline, event: CaseEvent, grown: Callable[..., Timeline]) -> Timeline:
    """The timeline with what the event says; `grown` gives it the entry's position."""
    match event:
        case case_ending.CaseWithdrawalAsked():
            return grown(
                **withdrawal_over(timeline),
                withdrawing_since=event.asked_on,
                withdrawal_retracted_on=None,
            )
        case case_ending.CaseWithdrawalRetracted():
            return grown(**retracted_under(timeline), withdrawal_retracted_on=event.retracted_on)
        case case_ending.CaseWithdrawn():
            rounds = answered(timeline.rounds, event.withdrawn_on)
            ended = event.withdrawn_on
            return grown(rounds=rounds, standing=Standing.WITHDRAWN, turned_back_on=ended, outcome=Outcome.WITHDRAWN)
        case case_ending.CaseTerminated():
            return grown(
                standing=Standing.TERMINATED,
                turned_back_on=event.terminated_on,
                outcome=Outcome.TERMINATED,
                acts=_terminated(timeline, event),
            )
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


def _terminated(timeline: Timeline, event: case_ending.CaseTerminated) -> tuple[Act, ...]:
    """It is an act of the department, unless its lead made the share void."""
    if event.ground is case_ending.TerminationGround.VOIDED_BY_LEAD:
        return timeline.acts
    return (*timeline.acts, Act(act=LetterAct.TERMINATE, on=event.terminated_on, under=event.under))


def _reopened(event: case_ending.CaseReopened, grown: Callable[..., Timeline]) -> Timeline:
    """A new stretch with limits of its own; what was decided before stays in the ledger."""
    return grown(
        standing=Standing.IN_REVIEW,
        reopened_on=event.reopened_on,
        begun_at=event.reopened_at,
        calendar=event.calendar,
        steps=(),
        pauses=(),
        extended=None,
        owed=None,
        hearing=None,
        others_heard=False,
        withdrawing_since=None,
        withdrawal_retracted_on=None,
        by_silence=None,
        handed_up_on=None,
        decided_on=None,
        ready_on=None,
        delivered_on=None,
        closed_on=None,
        outcome=None,
    )
