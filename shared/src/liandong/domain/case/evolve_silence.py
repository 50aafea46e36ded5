"""What silence, its warnings and a late opinion make of a case."""

from dataclasses import replace

from liandong.domain.case.state import Case, Silence, SilenceGround, SilenceWarning
from liandong.domain.case.status import Status
from liandong.events.case_silence import (
    CaseAgreedBySilence,
    CaseLateOpinionAttached,
    CaseRenewedBySilence,
    CaseSilenceWarned,
)

OfSilence = CaseSilenceWarned | CaseRenewedBySilence | CaseAgreedBySilence | CaseLateOpinionAttached


def silenced(case: Case, event: OfSilence) -> Case:
    match event:
        case CaseSilenceWarned():
            return replace(case, silence_warned=SilenceWarning(days_left=event.days_left, due=event.due))
        case CaseRenewedBySilence():
            silence = Silence(ground=SilenceGround.RENEWAL, last_day=event.expired_on, responsible=event.responsible)
            return _decided(case, event, silence)
        case CaseAgreedBySilence():
            silence = Silence(ground=SilenceGround.AGREEMENT, last_day=event.due, responsible=event.responsible)
            return _decided(case, event, silence)
        case CaseLateOpinionAttached():
            if case.silence is None:
                return case
            return replace(case, silence=replace(case.silence, late_opinion=event.opinion))


def _decided(case: Case, event: CaseRenewedBySilence | CaseAgreedBySilence, silence: Silence) -> Case:
    return replace(
        case,
        status=Status.APPROVED_BY_SILENCE,
        outcome=event.outcome,
        decided_on=event.decided_on,
        silence=silence,
    )
