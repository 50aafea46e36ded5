"""The rule that only those may act on a case whose post, letter and department allow it."""

from collections.abc import Mapping

from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.powers.actions import Action
from liandong.domain.powers.decide import Denied, Facts, decide
from liandong.terms.principal import Principal
from liandong.terms.refusal import Nature, Refused

ACTION_OF: Mapping[Verb, Action] = {
    Verb.REQUEST_CORRECTION: Action.CASE_NOTICE,
    Verb.SUPPLEMENT: Action.CASE_SUPPLEMENT,
    Verb.ACCEPT: Action.CASE_ACCEPT,
    Verb.REFUSE_ACCEPTANCE: Action.CASE_REFUSE,
    Verb.RETURN: Action.CASE_RETURN,
    Verb.START_STEP: Action.CASE_STEP,
    Verb.FINISH_STEP: Action.CASE_STEP,
    Verb.DECIDE: Action.CASE_DECIDE,
    Verb.FORWARD: Action.CASE_FORWARD,
    Verb.DELIVER: Action.CASE_DELIVER,
    Verb.CLOSE: Action.CASE_CLOSE,
    Verb.HAND_IN_OWED: Action.CASE_SUPPLEMENT,
    Verb.PAUSE: Action.CASE_PAUSE,
    Verb.RESUME: Action.CASE_RESUME,
    Verb.PROPOSE_SUPPLEMENT: Action.CASE_PAUSE,
    Verb.EXTEND: Action.CASE_EXTEND,
    Verb.DRAFT_DECISION: Action.CASE_DRAFT,
    Verb.REVIEW_DRAFT: Action.CASE_REVIEW,
    Verb.MAKE_READY: Action.CASE_DELIVER,
    Verb.ASK_WITHDRAWAL: Action.CASE_WITHDRAW,
    Verb.RETRACT_WITHDRAWAL: Action.CASE_WITHDRAW,
    Verb.CONFIRM_WITHDRAWAL: Action.CASE_CONFIRM_WITHDRAWAL,
    Verb.TERMINATE: Action.CASE_TERMINATE,
    Verb.REOPEN: Action.CASE_REOPEN,
    Verb.REVOKE: Action.CASE_REVOKE,
    Verb.ANNUL: Action.CASE_REVOKE,
    Verb.CORRECT: Action.CASE_CORRECT,
    Verb.ARCHIVE: Action.CASE_ARCHIVE,
}
"""What people do with a case that is there; the other verbs follow from what was heard, or from time."""


def power_suffices(case: Case, verb: Verb, by: Principal) -> None:
    action = ACTION_OF.get(verb)
    if action is None:
        return
    facts = Facts(unit=case.unit, item=case.entry.item, department=case.entry.department, applicant=case.applicant)
    must_be_allowed(by, action, facts)


def must_be_allowed(by: Principal, action: Action, facts: Facts) -> None:
    """Refused (FORBIDDEN) with the reason the powers give."""
    answer = decide(by, action, facts)
    if isinstance(answer, Denied):
        raise Refused("powers.denied", answer.reason, basis="岗位权限表", nature=Nature.FORBIDDEN)
