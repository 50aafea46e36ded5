"""What withdrawal, termination and the acts on an ended file make of a case."""

from dataclasses import replace
from typing import TypeAlias

from liandong.domain.case.state import Case
from liandong.domain.case.status import Status
from liandong.events.case import Outcome
from liandong.events.case_ending import (
    CaseAnnulled,
    CaseArchived,
    CaseCorrected,
    CaseReopened,
    CaseRevoked,
    CaseTerminated,
    CaseWithdrawalAsked,
    CaseWithdrawalRetracted,
    CaseWithdrawn,
)

Ending: TypeAlias = (
    CaseWithdrawalAsked
    | CaseWithdrawalRetracted
    | CaseWithdrawn
    | CaseTerminated
    | CaseReopened
    | CaseRevoked
    | CaseAnnulled
    | CaseCorrected
    | CaseArchived
)


def ended(case: Case, event: Ending) -> Case:
    match event:
        case CaseWithdrawalAsked() if case.status is Status.ESCALATED:  # the unit above confirms it
            return replace(case, withdrawal_from=Status.AWAITING_DECISION)
        case CaseWithdrawalAsked():
            return replace(case, status=Status.WITHDRAW_PENDING, withdrawal_from=case.status)
        case CaseWithdrawalRetracted() if case.status is Status.ESCALATED:
            return replace(case, withdrawal_from=None, withdrawal_retracted_on=event.retracted_on)
        case CaseWithdrawalRetracted():
            return replace(
                case,
                status=case.withdrawal_from or Status.IN_REVIEW,
                withdrawal_from=None,
                withdrawal_retracted_on=event.retracted_on,
            )
        case CaseWithdrawn():
            return replace(case, status=Status.WITHDRAWN, outcome=Outcome.WITHDRAWN, document=event.document)
        case CaseTerminated():
            return replace(case, status=Status.TERMINATED, outcome=Outcome.TERMINATED, document=event.document)
        case CaseReopened():
            return _reopened(case, event)
        case CaseRevoked():
            return replace(case, status=Status.REVOKED)
        case CaseAnnulled():
            return replace(case, status=Status.ANNULLED)
        case CaseCorrected():
            return case  # the entry it corrects stays as it was said; readers find both
        case CaseArchived():
            return replace(case, status=Status.ARCHIVED, retention=event.retention)


def _reopened(case: Case, event: CaseReopened) -> Case:
    """Handled anew from its first step, with limits of their own; what was decided or owed before is history."""
    return replace(
        case,
        status=Status.IN_REVIEW if case.entry.steps else Status.AWAITING_DECISION,
        reopened_on=event.reopened_on,
        calendar=event.calendar,
        promised_due=event.promised_due,
        statutory_due=event.statutory_due,
        provisional=event.provisional,
        counted=event.counted,
        moved=None,
        begun_at=event.reopened_at,
        promised_ends=event.promised_ends,
        statutory_ends=event.statutory_ends,
        steps_done=(),
        running=None,
        pauses=(),
        extension=0,
        extended_on=None,
        owed=(),
        owed_by=None,
        promise_extension=0,
        draft=None,
        conditions=None,
        handover=None,
        examiners=(),
        hearing=None,
        responsible=None,
        signed_on=None,
        owed_handed_in_on=None,
        withdrawal_retracted_on=None,
        silence_warned=None,
        silence=None,
        voided_on=None,
        void_document=None,
        void_text=None,
        outcome=None,
        decided_on=None,
        document=None,
        ready_on=None,
        delivered_on=None,
        delivered_by=None,
    )
