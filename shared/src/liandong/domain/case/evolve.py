"""What each event makes of a case; it never refuses on merit."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from liandong.domain.case.evolve_clock import clocked
from liandong.domain.case.evolve_ending import Ending, ended
from liandong.domain.case.evolve_hearing import OfHearing, heard
from liandong.domain.case.evolve_share import OfShare, ToOthers, of_share
from liandong.domain.case.evolve_silence import OfSilence, silenced
from liandong.domain.case.evolve_window import AtWindow, at_window
from liandong.domain.case.materials import replaced, with_materials
from liandong.domain.case.state import Case, Draft, Handover, RunningStep
from liandong.domain.case.status import Status
from liandong.domain.visits import contact_of
from liandong.events.case import (
    CaseAccepted,
    CaseClosed,
    CaseCorrectionRequested,
    CaseDecided,
    CaseDelivered,
    CaseForwardAcknowledged,
    CaseForwarded,
    CaseForwardRejected,
    CaseNotAccepted,
    CaseReceived,
    CaseReturned,
    CaseStepDone,
    CaseStepStarted,
    CaseSupplemented,
    CaseToldApart,
    CaseUpperDecided,
    Outcome,
)
from liandong.events.case_clock import (
    CaseExtended,
    CasePaused,
    CaseResumed,
    DeadlineRecomputed,
)
from liandong.events.case_decision import (
    CaseConditionsAttached,
    CaseDecisionDrafted,
    CaseDecisionReviewed,
    CaseOwedHandedIn,
    CaseReady,
    CaseTolerated,
)
from liandong.events.case_window import CaseContacted, CaseHandedOver
from liandong.events.link import LinkUnacknowledged
from liandong.events.said import Event
from liandong.terms.codes import StaffId

LaterEvent: TypeAlias = (
    CaseToldApart
    | CaseCorrectionRequested
    | CaseSupplemented
    | CaseAccepted
    | CaseNotAccepted
    | CaseReturned
    | CaseStepStarted
    | CaseStepDone
    | CaseForwarded
    | CaseForwardAcknowledged
    | CaseForwardRejected
    | CaseUpperDecided
    | CaseDecided
    | CaseDelivered
    | CaseClosed
    | CasePaused
    | CaseResumed
    | CaseExtended
    | OfShare
    | ToOthers
    | DeadlineRecomputed
    | CaseTolerated
    | CaseOwedHandedIn
    | CaseDecisionDrafted
    | CaseDecisionReviewed
    | CaseConditionsAttached
    | CaseReady
    | Ending
    | OfHearing
    | OfSilence
    | AtWindow
    | LinkUnacknowledged
)
"""What a case's stream may hold after its receipt."""


def evolve(case: Case | None, event: Event) -> Case:
    """The case after the event. Raises TypeError for an event that is no part of a case's history."""
    if isinstance(event, CaseReceived):
        return _received(event)
    if case is None or not isinstance(event, LaterEvent):
        raise TypeError(f"{event.KIND} cannot follow in the history of a case")
    after = _after(case, event)
    contact = contact_of(event)
    return after if contact is None else replace(after, contacts=(*after.contacts, contact))


def _received(event: CaseReceived) -> Case:
    return Case(
        id=event.case,
        status=Status.RECEIVED,
        tier=event.tier,
        entry=event.frozen,
        reference=event.entry,
        case_kind=event.case_kind,
        channel=event.channel,
        point=event.point,
        applicant=event.applicant,
        pseudonym_key=event.pseudonym_key,
        applicant_kind=event.applicant_kind,
        project_code=event.project_code,
        materials=event.materials,
        effective_on=event.effective_on,
        asked_by=event.asked_by,
        pre_application=event.pre_application,
        application=event.application,
        first_handler=event.first_handler,
        handler=event.first_handler,
        master_due=event.master_due,
        askable=event.askable,
        licence_expires_on=event.licence_expires_on,
        asked_late=event.asked_late,
        licence_number=event.licence_number,
        details=event.details,
        contacts=tuple(filter(None, [contact_of(event)])),
    )


def _after(case: Case, event: LaterEvent) -> Case:
    if isinstance(event, Ending):
        return ended(case, event)
    if isinstance(event, OfHearing):
        return heard(case, event)
    if isinstance(event, OfSilence):
        return silenced(case, event)
    if isinstance(event, OfShare):
        return of_share(case, event)
    if isinstance(event, ToOthers):
        return case
    match event:
        case CaseCorrectionRequested():
            return replace(case, status=Status.CORRECTION_REQUESTED, notice_lines=event.lines)
        case CaseSupplemented():
            return replace(
                case,
                status=Status.RECEIVED,
                notice_round=event.round + 1,
                materials=with_materials(case.materials, event.materials),
                former=(*case.former, *replaced(case.materials, event.materials)),
                effective_on=event.effective_on,
            )
        case CaseAccepted():
            return _accepted(case, event)
        case CaseNotAccepted():
            return replace(case, status=Status.NOT_ACCEPTED, outcome=Outcome.NOT_ACCEPTED)
        case CaseReturned():
            return replace(case, status=Status.RETURNED, outcome=Outcome.RETURNED)
        case CaseStepStarted():
            running = RunningStep(
                step=event.step, responsible=event.responsible, started_on=event.started_on, due=event.due
            )
            return replace(
                case,
                status=Status.IN_REVIEW,
                running=running,
                responsible=event.responsible,
                signed_on=case.signed_on or event.started_on,
                examiners=_examiners(case, event.responsible),
            )
        case CaseStepDone():
            return _step_done(case, event)
        case CaseForwarded():
            return _forwarded(case, event)
        case CaseForwardAcknowledged():
            return _with_handover(case, acknowledged=True, upper_case=event.upper_case)
        case CaseForwardRejected():
            return _came_back(replace(case, handover=None))
        case LinkUnacknowledged():
            return _with_handover(case, alarmed=True)
        case CaseUpperDecided() | CaseDecided():
            return replace(
                case,
                status=DECIDED[event.outcome],
                outcome=event.outcome,
                decided_on=event.decided_on,
                document=event.document,
            )
        case CaseDelivered():
            return replace(case, status=Status.DELIVERED, delivered_on=event.delivered_on, delivered_by=event.method)
        case CaseClosed():
            return replace(case, status=Status.CLOSED)
        case CasePaused() | CaseResumed() | CaseExtended() | DeadlineRecomputed():
            return clocked(case, event)
        case CaseTolerated():
            return replace(case, owed=event.owed, owed_by=event.owed_by)
        case CaseOwedHandedIn():
            return replace(
                case,
                owed=event.still_owed,
                owed_handed_in_on=None if event.still_owed else event.handed_in_on,
                materials=with_materials(case.materials, event.materials),
                former=(*case.former, *replaced(case.materials, event.materials)),
            )
        case CaseDecisionDrafted():
            draft = Draft(by=event.by, outcome=event.outcome)
            return replace(case, draft=draft, examiners=_examiners(case, event.by))
        case CaseDecisionReviewed():
            if case.draft is None or not event.agreed:
                return replace(case, draft=None)
            return replace(case, draft=replace(case.draft, agreed=True, reviewed_by=event.by))
        case CaseConditionsAttached():
            return replace(case, conditions=event.conditions)
        case CaseReady():
            return replace(case, status=Status.READY, ready_on=event.ready_on)
        case CaseHandedOver() | CaseContacted():
            return at_window(case, event)
        case CaseToldApart():
            return case  # a word about other cases


DECIDED: Mapping[Outcome, Status] = {
    Outcome.APPROVED: Status.APPROVED,
    Outcome.REJECTED: Status.REJECTED,
    Outcome.RETURNED: Status.REJECTED,
    Outcome.NOT_ACCEPTED: Status.REJECTED,
    Outcome.WITHDRAWN: Status.WITHDRAWN,
    Outcome.TERMINATED: Status.TERMINATED,
}
"""Where a case stands once it, or the upper case it waited for, has its outcome."""


def _accepted(case: Case, event: CaseAccepted) -> Case:
    return replace(
        case,
        status=Status.ACCEPTED if case.entry.steps else Status.AWAITING_DECISION,
        accepted_on=event.accepted_on,
        deemed=event.deemed,
        joint=event.joint,
        policy=event.policy,
        calendar=event.calendar,
        promised_due=event.promised_due,
        statutory_due=event.statutory_due,
        provisional=event.provisional,
        counted=event.counted,
        begun_at=event.accepted_at,
        promised_ends=event.promised_ends,
        statutory_ends=event.statutory_ends,
    )


def _step_done(case: Case, event: CaseStepDone) -> Case:
    done = (*case.steps_done, event.step)
    left = len(done) < len(case.entry.steps)
    status = Status.IN_REVIEW if left else Status.AWAITING_DECISION
    examiners = _examiners(case, event.by)
    return replace(case, status=status, running=None, steps_done=done, examiners=examiners)


def _examiners(case: Case, by: StaffId) -> tuple[StaffId, ...]:
    return case.examiners if by in case.examiners else (*case.examiners, by)


def _forwarded(case: Case, event: CaseForwarded) -> Case:
    handover = Handover(
        link=event.link,
        to=event.to,
        requested_on=event.handed_over_on,
        acknowledge_by=event.acknowledge_by,
    )
    return replace(case, status=Status.ESCALATED, handovers=case.handovers + 1, handover=handover)


def _came_back(case: Case) -> Case:
    """It awaits its decision here again, and what its lead has said meanwhile holds here too."""
    back = Status.AWAITING_DECISION
    if case.open_pauses:
        case, back = replace(case, paused_from=back), Status.PAUSED
    if case.withdrawal_from is not None:
        case, back = replace(case, withdrawal_from=back), Status.WITHDRAW_PENDING
    return replace(case, status=back)


def _with_handover(case: Case, **changes: Any) -> Case:
    return case if case.handover is None else replace(case, handover=replace(case.handover, **changes))
