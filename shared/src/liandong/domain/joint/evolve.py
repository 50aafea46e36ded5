"""What each event makes of a joint master; it never refuses on merit."""

from dataclasses import replace
from typing import TypeAlias

from liandong.domain.case.moved import moved_by
from liandong.domain.joint.evolve_intake import taken_in, with_share
from liandong.domain.joint.evolve_review import reviewed
from liandong.domain.joint.evolve_share import of_share
from liandong.domain.joint.state import DECIDED, Joint, ShareState
from liandong.domain.joint.status import JointStatus
from liandong.events.joint import (
    JointAccepted,
    JointDeadlineRecomputed,
    JointDispatched,
    JointJoined,
    JointReceived,
    JointShareAcknowledged,
    JointShareAnswered,
    JointShareAskedAgain,
    JointShareRejected,
    Share,
)
from liandong.events.joint_clock import JointExtended, JointPausesCounted, JointStageClosed
from liandong.events.joint_ending import (
    JointShareVoided,
    JointTerminated,
    JointWithdrawalAsked,
    JointWithdrawalRetracted,
    JointWithdrawn,
)
from liandong.events.joint_intake import (
    JointCheckOpened,
    JointCorrectionRequested,
    JointNotAccepted,
    JointReturned,
    JointShareChecked,
    JointSupplemented,
)
from liandong.events.joint_review import (
    JointSupplementAsked,
    JointSupplementHandedIn,
    JointSupplementProposed,
)
from liandong.events.joint_share import JointShareAdded, JointSharePaused, JointSharePromised, JointShareResumed
from liandong.events.link import (
    LinkCheckClosed,
    LinkCheckRequested,
    LinkDispatched,
    LinkDueMoved,
    LinkRequested,
    LinkSupplementAsked,
    LinkSupplemented,
    LinkUnacknowledged,
    LinkVoided,
    LinkWithdrawalAsked,
    LinkWithdrawalRetracted,
)
from liandong.events.said import Event

LaterEvent: TypeAlias = (
    JointAccepted
    | JointShareAcknowledged
    | JointShareRejected
    | JointShareAskedAgain
    | JointShareAnswered
    | JointDeadlineRecomputed
    | JointExtended
    | JointPausesCounted
    | JointStageClosed
    | JointSharePaused
    | JointShareResumed
    | JointSharePromised
    | JointShareAdded
    | JointCheckOpened
    | JointShareChecked
    | JointCorrectionRequested
    | JointSupplemented
    | JointNotAccepted
    | JointReturned
    | JointSupplementProposed
    | JointSupplementAsked
    | JointSupplementHandedIn
    | JointWithdrawalAsked
    | JointWithdrawalRetracted
    | JointWithdrawn
    | JointShareVoided
    | JointTerminated
    | JointJoined
    | JointDispatched
    | LinkRequested
    | LinkDispatched
    | LinkDueMoved
    | LinkCheckRequested
    | LinkCheckClosed
    | LinkSupplementAsked
    | LinkSupplemented
    | LinkWithdrawalAsked
    | LinkWithdrawalRetracted
    | LinkVoided
    | LinkUnacknowledged
)
"""What a joint master's stream may hold after its receipt."""


def evolve(joint: Joint | None, event: Event) -> Joint:
    """The master after the event. Raises TypeError for an event that is no part of its history."""
    if isinstance(event, JointReceived):
        return _received(event)
    if joint is None or not isinstance(event, LaterEvent):
        raise TypeError(f"{event.KIND} cannot follow in the history of a joint master")
    return _after(joint, event)


def _received(event: JointReceived) -> Joint:
    return Joint(
        id=event.joint,
        status=JointStatus.RECEIVED,
        entry=event.frozen,
        reference=event.stage,
        applicant=event.applicant,
        pseudonym_key=event.pseudonym_key,
        applicant_kind=event.applicant_kind,
        project_code=event.project_code,
        materials=event.materials,
        shares=tuple(_share(share) for share in event.shares),
        asked=len(event.shares),
        effective_on=event.effective_on,
        details=event.details,
        project_name=event.project_name,
    )


def _share(share: Share) -> ShareState:
    return ShareState(link=share.link, unit=share.unit, item=share.item)


def _after(joint: Joint, event: LaterEvent) -> Joint:
    match event:
        case JointAccepted():
            return _accepted(joint, event)
        case JointShareAcknowledged():
            return with_share(joint, event.link, acknowledged=True, case=event.case)
        case JointShareRejected():
            return with_share(joint, event.link, rejected=event.reason_code)
        case JointShareAskedAgain():
            return _asked_again(joint, event)
        case JointShareAnswered():
            return with_share(
                joint,
                event.link,
                case=event.case,
                outcome=event.outcome,
                decided_on=event.decided_on,
                document=event.document,
            )
        case JointDeadlineRecomputed():
            return replace(
                joint,
                calendar=event.calendar,
                promised_due=event.promised_due,
                statutory_due=event.statutory_due,
                provisional=event.provisional,
                counted=event.counted,
                moved=moved_by(event),
            )
        case JointExtended():
            return replace(
                joint,
                extension=event.days,
                extended_on=event.extended_on,
                promise_extension=event.days if event.moves_promise else 0,
                calendar=event.calendar,
                promised_due=event.promised_due,
                statutory_due=event.statutory_due,
                provisional=event.provisional,
                counted=event.counted,
            )
        case JointPausesCounted():
            return replace(
                joint,
                calendar=event.calendar,
                promised_due=event.promised_due,
                statutory_due=event.statutory_due,
                provisional=event.provisional,
                counted=event.counted,
            )
        case JointStageClosed():
            return replace(joint, status=JointStatus.FOLLOWING, stage_closed_on=event.closed_on)
        case JointSharePaused() | JointShareResumed() | JointSharePromised() | JointShareAdded():
            return of_share(joint, event)
        case (
            JointCheckOpened()
            | JointShareChecked()
            | JointCorrectionRequested()
            | JointSupplemented()
            | JointNotAccepted()
            | JointReturned()
        ):
            return taken_in(joint, event)
        case (
            JointSupplementProposed()
            | JointSupplementAsked()
            | JointSupplementHandedIn()
            | JointWithdrawalAsked()
            | JointWithdrawalRetracted()
            | JointWithdrawn()
            | JointShareVoided()
            | JointTerminated()
        ):
            return reviewed(joint, event)
        case JointJoined():
            return replace(joint, status=JointStatus.JOINED, outcome=event.outcome, joined_on=event.joined_on)
        case JointDispatched():
            return _dispatched(joint, event)
        case (
            LinkRequested()
            | LinkDispatched()
            | LinkDueMoved()
            | LinkCheckRequested()
            | LinkCheckClosed()
            | LinkSupplementAsked()
            | LinkSupplemented()
            | LinkWithdrawalAsked()
            | LinkWithdrawalRetracted()
            | LinkVoided()
        ):
            return joint  # words to other units; what they mean here is said by the master's own event beside them
        case LinkUnacknowledged():
            return with_share(joint, event.link, alarmed=True)


def _accepted(joint: Joint, event: JointAccepted) -> Joint:
    return replace(
        joint,
        status=JointStatus.ACCEPTED,
        accepted_on=event.accepted_on,
        deemed=event.deemed,
        policy=event.policy,
        calendar=event.calendar,
        promised_due=event.promised_due,
        statutory_due=event.statutory_due,
        provisional=event.provisional,
        counted=event.counted,
        shares=tuple(
            replace(share, requested_on=event.accepted_on, acknowledge_by=event.acknowledge_by)
            for share in joint.shares
        ),
    )


def _asked_again(joint: Joint, event: JointShareAskedAgain) -> Joint:
    before = joint.share(event.replaces)
    asked = replace(
        _share(event.share),
        requested_on=event.requested_on,
        since=None if before is None else before.since or before.requested_on,
        added=before is not None and before.added,
        acknowledge_by=event.acknowledge_by,
    )
    shares = tuple(asked if share.link == event.replaces else share for share in joint.shares)
    return replace(joint, shares=shares, asked=joint.asked + 1)


def _dispatched(joint: Joint, event: JointDispatched) -> Joint:
    """Everything decided so far is handed out; a whole that ended otherwise stays as it ended."""
    shares = tuple(replace(share, delivered=True) if share.outcome in DECIDED else share for share in joint.shares)
    if joint.status is not JointStatus.JOINED:
        return replace(joint, shares=shares)
    return replace(
        joint,
        status=JointStatus.DISPATCHED,
        shares=shares,
        delivered_on=event.delivered_on,
        delivered_by=event.method,
    )
