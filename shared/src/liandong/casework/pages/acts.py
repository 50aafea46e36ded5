"""The acts on a case that a person does: each is a form of the API's own request, sent to the API's own endpoint."""

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from inspect import signature
from types import NoneType
from typing import Any, Final, get_args

from starlette.responses import Response

from liandong.casework.api import answering, clocks, drafting, ending, handing_out, handling, hearing, intake, shares
from liandong.casework.pages.fields import Field, fields_of
from liandong.domain.case.rules.powers import ACTION_OF
from liandong.domain.case.state import Case
from liandong.domain.case.status import ALLOWED, Verb
from liandong.domain.case.turn import in_order
from liandong.domain.powers.decide import Denied, Facts, decide
from liandong.infrastructure.http import In
from liandong.terms.principal import Principal

Endpoint = Callable[..., Coroutine[Any, Any, Response]]

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """The form of one act. `model` is None where nothing is asked."""

    endpoint: Endpoint
    model: type[In] | None
    fields: list[Field]


def _act(endpoint: Endpoint) -> Act:
    body = signature(endpoint).parameters.get("body")
    if body is None:
        return Act(endpoint=endpoint, model=None, fields=[])
    model = next(each for each in (get_args(body.annotation) or (body.annotation,)) if each is not NoneType)
    return Act(endpoint=endpoint, model=model, fields=fields_of(model))


ACTS: Final[Mapping[Verb, Act]] = {verb: _act(endpoint) for verb, endpoint in ENDPOINTS.items()}


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
        if verb in ACTS and not isinstance(decide(by, ACTION_OF[verb], facts), Denied)
    }
    return in_order(case.status, frozenset(verbs))


def path_arguments(verb: Verb, case: Case) -> Mapping[str, str]:
    """What the endpoint wants to know beside the case: the step that runs, or is next."""
    if verb is Verb.FINISH_STEP and case.running is not None:
        return {"step": case.running.step}
    if verb in (Verb.START_STEP, Verb.FINISH_STEP):
        coming = next((step.code for step in case.entry.steps if step.code not in case.steps_done), None)
        return {"step": coming or (case.entry.steps[-1].code if case.entry.steps else "none")}
    return {}
