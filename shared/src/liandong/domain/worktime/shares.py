"""Whose turn a master is: the department's while one share is worked on, another's only while all wait (D.5.3)."""

from collections.abc import Iterable, Iterator
from datetime import date

from liandong.domain.worktime.court import HELD_BY, Court, Moment, What
from liandong.events import joint, joint_ending, joint_share
from liandong.events.case_clock import PAUSE_KINDS, PauseGround, PauseKind
from liandong.terms.codes import LinkId

WAITS_LONGEST = (Court.DEPARTMENT, Court.LINK, Court.THIRD_PARTY, Court.APPLICANT)
"""With shares in several courts the first of these has the master: it is the applicant's only if all shares are."""


class Shares:
    """The undecided shares of one master, each in its court."""

    def __init__(self) -> None:
        self._courts: dict[LinkId, Court] = {}
        self._court = Court.DEPARTMENT
        self._waits: dict[tuple[LinkId, int], Court] = {}
        """What shares stand still for, each by its number: one may wait for two things at once."""

    def moments(self, day: date, event: joint.JointEvent) -> Iterator[Moment]:
        """The moment at which the master changes hands because of this event, if it does."""
        match event:
            case joint.JointReceived():
                self._courts = {share.link: Court.DEPARTMENT for share in event.shares}
            case joint.JointAccepted():
                yield from self._now(day, dict.fromkeys(self._courts, Court.LINK))
            case joint.JointShareAcknowledged() | joint.JointShareRejected():
                yield from self._now(day, self._courts | self._open(event.link, Court.DEPARTMENT))
            case joint.JointShareAskedAgain():
                yield from self._now(day, _without(self._courts, event.replaces) | {event.share.link: Court.LINK})
            case joint.JointShareAnswered() | joint_ending.JointShareVoided():
                yield from self._now(day, _without(self._courts, event.link))
            case joint_share.JointShareAdded():
                yield from self._now(day, self._courts | {event.share.link: Court.LINK})
            case joint_share.JointSharePaused():
                self._waits[event.link, event.number] = waits_for(event.ground)
                yield from self._now(event.paused_on, self._courts | self._open(event.link, waits_for(event.ground)))
            case joint_share.JointShareResumed():
                self._waits.pop((event.link, event.number), None)
                others = [court for (link, _), court in self._waits.items() if link == event.link]
                court = others[-1] if others else Court.DEPARTMENT
                yield from self._now(event.resumed_on, self._courts | self._open(event.link, court))
            case _:
                return

    def _open(self, link: LinkId, court: Court) -> dict[LinkId, Court]:
        return {link: court} if link in self._courts else {}

    def _now(self, day: date, courts: dict[LinkId, Court]) -> Iterator[Moment]:
        before, self._courts = self._court, courts
        self._court = court_of(courts.values())
        if self._court is not before:
            yield _turn(day, before, self._court)


def court_of(shares: Iterable[Court]) -> Court:
    """Whose turn it is with the open shares in these courts; with none open it is the lead's."""
    held = set(shares)
    return next((court for court in WAITS_LONGEST if court in held), Court.DEPARTMENT)


def waits_for(ground: PauseGround) -> Court:
    """Who has to act while a share stands still for this."""
    match PAUSE_KINDS[ground]:
        case PauseKind.SUPPLEMENT:
            return Court.APPLICANT
        case PauseKind.SPECIAL:
            return Court.THIRD_PARTY
        case PauseKind.HOLD:
            return HELD_BY[ground]


def _turn(day: date, before: Court, court: Court) -> Moment:
    match court:
        case Court.LINK:
            return Moment(on=day, what=What.LINK_REQUESTED)
        case Court.THIRD_PARTY:
            return Moment(on=day, what=What.PAUSED, waits_for=PauseKind.SPECIAL)
        case Court.APPLICANT:
            return Moment(on=day, what=What.PAUSED, waits_for=PauseKind.SUPPLEMENT)
        case Court.DEPARTMENT:
            return Moment(on=day, what=What.LINK_ACKNOWLEDGED if before is Court.LINK else What.RESUMED)


def _without(courts: dict[LinkId, Court], link: LinkId) -> dict[LinkId, Court]:
    return {each: court for each, court in courts.items() if each != link}
