"""Whether silence decided, counted again from the bare events up to the one that says so."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from e_supervision.timeline import Heard
from liandong.events import case, case_clock, case_decision, case_ending, case_hearing, case_silence
from liandong.events.case_clock import PauseGround
from liandong.events.reference import CatalogueEntry, LimitUnit
from liandong.terms.codes import Tier
from liandong.terms.legal_time import legal_day

FROM_THE_TOP = (Tier.CITY, Tier.DISTRICT, Tier.TOWNSHIP)
WHOLE_DAYS = (LimitUnit.WORKING_DAY, LimitUnit.CALENDAR_DAY)


@dataclass(slots=True)
class _Pause:
    ground: PauseGround
    start: date
    end: date | None = None

    def lasts_after(self, day: date) -> bool:
        return self.start <= day and (self.end is None or self.end > day)


@dataclass(slots=True)
class _Known:
    """What the events have told so far; a reopened case begins anew."""

    tier: Tier | None = None
    alone: bool = True
    asked: date | None = None
    expires: date | None = None
    began: date | None = None
    ended: date | None = None
    first_step: date | None = None
    pauses: dict[int, _Pause] = field(default_factory=dict)
    owes: bool = False
    brought: date | None = None
    others: bool = False
    leaving: date | None = None
    stayed: date | None = None


def silent_day(before: Iterable[Heard], said: Heard, entry: CatalogueEntry, promised: date) -> date | None:
    """The day on which silence decided; None where it cannot have, whatever its unit says. `promised` is the last
    promised day as counted again."""
    known = _Known()
    for each in before:
        _note(known, each)
    renewal = isinstance(said.event, case_silence.CaseRenewedBySilence)
    last = known.expires if renewal else promised
    if last is None or legal_day(said.occurred_at) <= last:
        return None
    in_time = known.began is not None and known.began <= last and known.ended is None
    decider, here = entry.decided_by, known.tier
    above = decider is not None and here is not None and FROM_THE_TOP.index(decider) < FROM_THE_TOP.index(here)
    asked_of_him = any(
        each.ground in (PauseGround.SUPPLEMENT, PauseGround.APPLICANT_ASKED) and each.lasts_after(last)
        for each in known.pauses.values()
    )
    going = known.leaving is not None and known.leaving <= last and (known.stayed is None or known.stayed > last)
    if not in_time or above or not known.alone or asked_of_him or going:
        return None
    decides = _renews(known, entry, last) if renewal else _agrees(known, entry, last)
    return last + timedelta(days=1) if decides else None


def _renews(known: _Known, entry: CatalogueEntry, last: date) -> bool:
    return entry.renewal and known.asked is not None and (last - known.asked).days >= 30


def _agrees(known: _Known, entry: CatalogueEntry, last: date) -> bool:
    has_a_rule = entry.silence and entry.silence_basis is not None and entry.silence_basis.strip() != ""
    stands_still = any(each.end is None and each.start <= last for each in known.pauses.values())
    owed = known.owes or (known.brought is not None and known.brought > last)
    return (
        has_a_rule
        and not entry.concerns
        and not known.others
        and entry.limit_unit in WHOLE_DAYS
        and known.first_step is not None
        and known.first_step <= last
        and not stands_still
        and not owed
    )


def _note(known: _Known, heard: Heard) -> None:
    day = legal_day(heard.occurred_at)
    match heard.event:
        case case.CaseReceived(tier=tier, asked_by=asker, licence_expires_on=expires):
            known.tier, known.asked, known.expires, known.alone = tier, day, expires, asker is None
        case case.CaseAccepted(accepted_on=began, joint=joint):
            known.began, known.alone = began, known.alone and joint is None
        case case.CaseStepStarted():
            known.first_step = known.first_step or day
        case case_clock.CasePaused(number=number, ground=ground, paused_on=start, counts=True):
            known.pauses[number] = _Pause(ground, start)
        case case_clock.CaseResumed(number=number, resumed_on=end) if number in known.pauses:
            known.pauses[number].end = end
        case case_decision.CaseTolerated():
            known.owes = True
        case case_decision.CaseOwedHandedIn(still_owed=(), handed_in_on=brought):
            known.owes, known.brought = False, brought
        case case_hearing.CaseHearingRightTold() | case_hearing.CaseHearingAsked() | case_hearing.CaseHearingSet():
            known.others = True
        case case_ending.CaseWithdrawalAsked(asked_on=leaving):
            known.leaving, known.stayed = leaving, None
        case case_ending.CaseWithdrawalRetracted(retracted_on=stayed):
            known.stayed = stayed
        case case.CaseForwarded(handed_over_on=ended):
            known.ended = ended
        case case.CaseForwardRejected():
            known.ended = None
        case case.CaseDecided(decided_on=ended) | case.CaseUpperDecided(decided_on=ended):
            known.ended = ended
        case case_ending.CaseWithdrawn(withdrawn_on=ended) | case_ending.CaseTerminated(terminated_on=ended):
            known.ended = ended
        case case_ending.CaseReopened(reopened_on=began):
            fresh = _Known(tier=known.tier, alone=known.alone, asked=known.asked, expires=known.expires, began=began)
            for name in _Known.__slots__:
                setattr(known, name, getattr(fresh, name))
        case _:
            pass
