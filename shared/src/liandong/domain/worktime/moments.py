"""What the history of a matter says of whose turn it was: its events as the moments that courts are split by (F102)."""

from collections.abc import Iterable, Iterator
from datetime import date

from liandong.domain.worktime.court import HELD_BY, Moment, What
from liandong.domain.worktime.shares import Shares
from liandong.events import (
    case,
    case_clock,
    case_decision,
    case_ending,
    case_silence,
    joint,
    joint_ending,
    joint_intake,
    link,
)
from liandong.events.case import ReturnAddress
from liandong.events.case_clock import PAUSE_KINDS
from liandong.events.said import Event


def moments(history: Iterable[tuple[date, Event]]) -> list[Moment]:
    """The moments of a history told in its own order, each event with its legal day; in order of time.

    A day that goes back behind the one before (an act dated to an earlier day) counts as that one.
    """
    told: list[Moment] = []
    latest, shares, pauses = date.min, Shares(), Pauses()
    for day, event in history:
        of_shares = shares.moments(day, event) if isinstance(event, joint.JointEvent) else ()
        for moment in (*_of(day, event), *pauses.moments(event), *of_shares):
            latest = max(latest, moment.on)
            told.append(moment if moment.on == latest else _on(moment, latest))
    return told


class Pauses:
    """The pauses of one case that have not ended; a share may wait for two things at once."""

    def __init__(self) -> None:
        self._open: dict[int, case_clock.CasePaused] = {}

    def moments(self, event: Event) -> Iterator[Moment]:
        """A pause begins, or ends: then it is the turn of whoever another one that counts still waits for."""
        match event:
            case case_clock.CasePaused():
                self._open[event.number] = event
                yield _waiting(event.paused_on, event)
            case case_clock.CaseResumed():
                self._open.pop(event.number, None)
                others = [each for each in self._open.values() if each.counts]
                on = event.resumed_on
                yield _waiting(on, others[-1]) if others else Moment(on=on, what=What.RESUMED)
            case case.CaseUpperDecided() | case_ending.CaseReopened():
                self._open.clear()
            case _:
                return


def _waiting(on: date, paused: case_clock.CasePaused) -> Moment:
    return Moment(
        on=on,
        what=What.PAUSED,
        waits_for=PAUSE_KINDS[paused.ground],
        held_by=HELD_BY.get(paused.ground),
        stops_the_clock=paused.counts,
    )


def _on(moment: Moment, day: date) -> Moment:
    return Moment(
        on=day,
        what=moment.what,
        waits_for=moment.waits_for,
        held_by=moment.held_by,
        stops_the_clock=moment.stops_the_clock,
    )


def _of(day: date, event: Event) -> Iterator[Moment]:
    match event:
        case case.CaseReceived(asked_by=ReturnAddress()):
            # the legal clock runs from the asker's day; until the machine here had it, it was on its way (D.12.10)
            yield Moment(on=event.effective_on, what=What.LINK_REQUESTED)
            yield Moment(on=day, what=What.LINK_ACKNOWLEDGED)
        case case.CaseReceived() | joint.JointReceived():
            yield Moment(on=event.effective_on, what=What.RECEIVED)
        case case.CaseCorrectionRequested() | joint_intake.JointCorrectionRequested():
            yield Moment(on=day, what=What.NOTICE_SENT)
        case case.CaseSupplemented() | joint_intake.JointSupplemented():
            yield Moment(on=event.effective_on, what=What.SUPPLEMENTED)
        case case.CaseAccepted() | joint.JointAccepted():
            yield Moment(on=day, what=What.ACCEPTED)
        case link.LinkForwarded():
            yield Moment(on=day, what=What.LINK_REQUESTED)
        case case.CaseForwardAcknowledged() | case.CaseForwardRejected():
            yield Moment(on=day, what=What.LINK_ACKNOWLEDGED)
        case (
            case.CaseDecided()
            | case.CaseUpperDecided()
            | case_silence.CaseRenewedBySilence()
            | case_silence.CaseAgreedBySilence()
        ):
            yield Moment(on=event.decided_on, what=What.DECIDED)
        case joint.JointJoined():
            yield Moment(on=event.joined_on, what=What.DECIDED)
        case case_decision.CaseReady():
            yield Moment(on=event.ready_on, what=What.READY)
        case case_ending.CaseReopened():
            yield Moment(on=event.reopened_on, what=What.ACCEPTED)
        case _:
            return


def ended_on(history: Iterable[tuple[date, Event]]) -> date | None:
    """The day the matter ended, if it has: delivered, closed, turned back, withdrawn or terminated."""
    ended: date | None = None
    for day, event in history:
        match event:
            case case.CaseDelivered() | joint.JointDispatched():
                ended = ended or event.delivered_on
            case (
                case.CaseNotAccepted()
                | case.CaseReturned()
                | case.CaseClosed()
                | joint_intake.JointNotAccepted()
                | joint_intake.JointReturned()
            ):
                ended = ended or day
            case case_ending.CaseWithdrawn() | joint_ending.JointWithdrawn():
                ended = event.withdrawn_on
            case case_ending.CaseTerminated() | joint_ending.JointTerminated():
                ended = event.terminated_on
            case case_ending.CaseReopened():
                ended = None
            case _:
                pass
    return ended
