"""The acts on a case that a person does: each is a form of the API's own request, sent to the API's own endpoint."""

from collections.abc import Mapping
from typing import Final

from liandong.casework.api import answering, clocks, drafting, ending, handing_out, handling, hearing, intake, shares
from liandong.casework.pages.act import Endpoint, acts_of
from liandong.domain.case.state import Case
from liandong.domain.case.status import ALLOWED, Verb
from liandong.domain.case.turn import in_order
from liandong.domain.powers.decide import Denied, Facts, decide
from liandong.terms.principal import Principal

ENDPOINTS: Final[Mapping[Verb, Endpoint]] = {
    Verb.REQUEST_CORRECTION: intake.request_correction,
    Verb.SUPPLEMENT: intake.supplement_case,
    Verb.ACCEPT: intake.accept_case,
    Verb.REFUSE_ACCEPTANCE: intake.refuse_acceptance,
    Verb.RETURN: intake.return_case,
    Verb.START_STEP: handling.start_step,
    Verb.FINISH_STEP: handling.finish_step,
    Verb.DECIDE: handling.decide_case,
    Verb.FORWARD: handling.forward_case,
    Verb.ATTACH_LATE_OPINION: handling.attach_late_opinion,
    Verb.DELIVER: handing_out.deliver_case,
    Verb.CLOSE: handing_out.close_case,
    Verb.HAND_IN_OWED: clocks.hand_in_owed,
    Verb.PAUSE: clocks.pause_case,
    Verb.RESUME: clocks.resume_case,
    Verb.PROPOSE_SUPPLEMENT: shares.propose_supplement,
    Verb.PROMISE: shares.promise_share,
    Verb.EXTEND: clocks.extend_case,
    Verb.DRAFT_DECISION: drafting.draft_decision,
    Verb.REVIEW_DRAFT: drafting.review_draft,
    Verb.MAKE_READY: ending.make_ready,
    Verb.ASK_WITHDRAWAL: ending.ask_withdrawal,
    Verb.RETRACT_WITHDRAWAL: ending.retract_withdrawal,
    Verb.CONFIRM_WITHDRAWAL: ending.confirm_withdrawal,
    Verb.TERMINATE: ending.terminate_case,
    Verb.REOPEN: ending.reopen_case,
    Verb.REVOKE: ending.revoke_decision,
    Verb.ANNUL: ending.annul_permit,
    Verb.CORRECT: ending.correct_case,
    Verb.ARCHIVE: ending.archive_case,
    Verb.TELL_HEARING_RIGHT: hearing.tell_hearing_right,
    Verb.ASK_HEARING: hearing.ask_hearing,
    Verb.SET_HEARING: hearing.set_hearing,
    Verb.HOLD_HEARING: hearing.hold_hearing,
    Verb.WAIVE_HEARING: hearing.waive_hearing,
    Verb.HAND_OVER: answering.hand_over,
    Verb.NOTE_CONTACT: answering.note_contact,
}
"""Every act a person does; a test sees that none is forgotten."""


ACTS: Final = acts_of(ENDPOINTS)


def open_to(by: Principal, case: Case) -> list[Verb]:
    """What this person may try on the case now, in order. Letters and absences are judged when he does it."""
    facts = Facts(
        unit=case.unit,
        item=case.entry.item,
        department=case.entry.department,
        applicant=case.applicant,
        kind=case.case_kind,
    )
    verbs = {
        verb
        for verb in ALLOWED[case.status]
        if verb in ACTS and not isinstance(decide(by, ACTS[verb].action, facts), Denied)
    }
    if case.silence is None:  # allowed by the state, of use only to what silence decided
        verbs.discard(Verb.ATTACH_LATE_OPINION)
    return in_order(case.status, frozenset(verbs))


def path_arguments(verb: Verb, case: Case) -> Mapping[str, str]:
    """What the endpoint wants to know beside the case: the step that runs, or is next."""
    if verb is Verb.FINISH_STEP and case.running is not None:
        return {"step": case.running.step}
    if verb in (Verb.START_STEP, Verb.FINISH_STEP):
        coming = next((step.code for step in case.entry.steps if step.code not in case.steps_done), None)
        return {"step": coming or (case.entry.steps[-1].code if case.entry.steps else "none")}
    return {}
