"""汇总: when the shares of a stage join, by its policy, and what is said then (D.5.4, D.12.1, D.12.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from liandong.domain.circumstances import Circumstances
from liandong.domain.joint.limits import pauses_counted
from liandong.domain.joint.state import DECIDED, Joint, ShareState
from liandong.domain.joint.status import JointStatus
from liandong.events.case import Outcome
from liandong.events.case_ending import TerminationGround
from liandong.events.joint import JointJoined
from liandong.events.joint_clock import JointStageClosed
from liandong.events.joint_ending import JointShareVoided, JointTerminated, JointWithdrawn
from liandong.events.link import LinkVoided, VoidCause
from liandong.events.reference import JoinPolicy
from liandong.events.said import Event


@dataclass(frozen=True, slots=True)
class Joined:
    """The outcome of the whole and its day; WITHDRAWN or TERMINATED if nothing of it was decided."""

    outcome: Outcome
    on: date


def join(policy: JoinPolicy | None, shares: Sequence[ShareState]) -> Joined | None:
    """The outcome once the shares join, None before.

    A share withdrawn or void is no part of the outcome; but it was waited for until then, so that its day counts like
    a decision's (D.12.1). One that another unit could not open must be asked again. Without any decision the whole is
    refused to nobody: it is terminated if a unit terminated its share, otherwise the applicant withdrew it.
    """
    part = [share for share in shares if share.voided is None or share.outcome in DECIDED]
    rejected = [share for share in part if share.outcome is Outcome.REJECTED]
    if policy is JoinPolicy.VETO and rejected:
        return Joined(Outcome.REJECTED, min(_days(rejected)))
    if any(share.outcome is None for share in part):
        return None
    on, outcomes = max(_days(shares)), {share.outcome for share in part}
    if DECIDED.isdisjoint(outcomes):
        return Joined(Outcome.TERMINATED if Outcome.TERMINATED in outcomes else Outcome.WITHDRAWN, on)
    return Joined(_outcome(policy, outcomes - {Outcome.WITHDRAWN}), on)


def _outcome(policy: JoinPolicy | None, outcomes: set[Outcome | None]) -> Outcome:
    match policy:
        case JoinPolicy.INDEPENDENT:
            return Outcome.APPROVED if Outcome.APPROVED in outcomes else Outcome.REJECTED
        case JoinPolicy.ALL_CLOSED | JoinPolicy.PROMISE_THEN_FOLLOW | JoinPolicy.VETO | None:
            return Outcome.APPROVED if outcomes == {Outcome.APPROVED} else Outcome.REJECTED


def _days(shares: Sequence[ShareState]) -> list[date]:
    return [share.ended_on for share in shares if share.ended_on is not None]


def closed_on(joint: Joint) -> date | None:
    """前置联办: the day by which the lead had decided and every other share had ended or was promised; None before.

    Without a share of the lead's own the stage waits for all.
    """
    if joint.entry.join_policy is not JoinPolicy.PROMISE_THEN_FOLLOW or joint.status is not JointStatus.ACCEPTED:
        return None
    part = [share for share in joint.shares if share.voided is None or share.outcome in DECIDED]
    leads = [share.outcome for share in part if share.unit == joint.unit]
    days = [_waited_for_until(joint, share) for share in joint.shares]
    known = [day for day in days if day is not None]
    if not leads or not DECIDED.issuperset(leads) or len(known) < len(days):
        return None
    return max(known)


def _waited_for_until(joint: Joint, share: ShareState) -> date | None:
    promised_on = None if share.unit == joint.unit else share.promised_on
    return min((day for day in (share.ended_on, promised_on) if day is not None), default=None)


def followed(joint: Joint, given: Circumstances) -> list[Event]:
    """What follows once these are its shares: first the days on which all stood still, then what `joined` says."""
    end = joined(joint, given.today)
    return [*pauses_counted(joint, given, _stopped_on(end)), *end]


def joined(joint: Joint, today: date) -> list[Event]:
    """JointJoined once its shares have joined, by veto what is open is void; JointWithdrawn or JointTerminated if none
    of them was decided.

    JointStageClosed if the rest only follows; nothing while they have not joined.
    """
    found = join(joint.entry.join_policy, joint.shares)
    if found is None:
        closed = closed_on(joint)
        following = tuple(share.link for share in joint.open_shares)
        return [] if closed is None else [JointStageClosed(joint=joint.id, closed_on=closed, following=following)]
    if found.outcome is Outcome.WITHDRAWN:
        return [JointWithdrawn(joint=joint.id, withdrawn_on=found.on)]
    if found.outcome is Outcome.TERMINATED:
        return [_terminated_by_shares(joint, found.on)]
    vetoed = [share for share in joint.shares if share.outcome is None and share.voided is None]
    return [
        JointJoined(joint=joint.id, outcome=found.outcome, joined_on=found.on),
        *(event for share in vetoed for event in voided(joint, share, VoidCause.VETOED, today)),
    ]


def _terminated_by_shares(joint: Joint, on: date) -> JointTerminated:
    """What its units ended cannot go on as a whole; their papers are the proof."""
    ended = [share for share in joint.shares if share.outcome is Outcome.TERMINATED]
    ended.sort(key=lambda share: share.decided_on or on)
    papers = [share.document for share in ended if share.document is not None]
    return JointTerminated(
        joint=joint.id,
        ground=TerminationGround.MATTER_GONE,
        terminated_on=on,
        document=papers[-1],
        text=f"各分件均未作出决定，承办单位已终止办理（{'、'.join(papers)}），本联办件随之终止",
        by_shares=True,
    )


def _stopped_on(end: Sequence[Event]) -> date | None:
    """The day on which this stops the clock of the whole."""
    match next(iter(end), None):
        case JointJoined(joined_on=day) | JointStageClosed(closed_on=day):
            return day
        case JointWithdrawn(withdrawn_on=day) | JointTerminated(terminated_on=day):
            return day
        case _:
            return None


def voided(
    joint: Joint,
    share: ShareState,
    cause: VoidCause,
    today: date,
    *,
    document: str | None = None,
    text: str | None = None,
) -> list[Event]:
    """JointShareVoided, and LinkVoided to its unit if that has a case for it."""
    noted = JointShareVoided(joint=joint.id, link=share.link, cause=cause, voided_on=today, text=text)
    if share.rejected is not None:
        return [noted]
    told = LinkVoided(dest=share.unit, link=share.link, cause=cause, voided_on=today, document=document, text=text)
    return [noted, told]
