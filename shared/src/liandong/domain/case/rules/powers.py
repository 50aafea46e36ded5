"""The rule that only those may act on a case whose post, letter and department allow it."""

from collections.abc import Mapping

from liandong.domain.case.commands import CaseCommand, Decide
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.domain.powers.actions import Action
from liandong.domain.powers.decide import Denied, Facts, decide, ground_of
from liandong.events.authority import ActedUnder
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
    Verb.PROPOSE_SUPPLEMENT: Action.CASE_PROPOSE,
    Verb.PROMISE: Action.CASE_PROMISE,
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
    Verb.TELL_HEARING_RIGHT: Action.CASE_HEARING,
    Verb.ASK_HEARING: Action.CASE_ASK_HEARING,
    Verb.SET_HEARING: Action.CASE_HEARING,
    Verb.HOLD_HEARING: Action.CASE_HEARING,
    Verb.WAIVE_HEARING: Action.CASE_ASK_HEARING,
    Verb.HAND_OVER: Action.CASE_HAND_OVER,
    Verb.NOTE_CONTACT: Action.CASE_CONTACT,
    Verb.ATTACH_LATE_OPINION: Action.CASE_STEP,
}
"""What people do with a case that is there; the other verbs follow from what was heard, or from time."""


def power_suffices(case: Case, command: CaseCommand, given: Circumstances) -> None:
    action = ACTION_OF.get(command.VERB)
    if action is not None:
        must_be_allowed(given.by, action, facts_of(case, command, given))


def under_what(case: Case, command: CaseCommand, given: Circumstances) -> ActedUnder | None:
    """The letter or office by which this is done, for the record; None where the post alone is enough."""
    return ground_of(given.by, ACTION_OF[command.VERB], facts_of(case, command, given))


def facts_of(case: Case, command: CaseCommand, given: Circumstances) -> Facts:
    """What the powers know of the case and of this act on it."""
    draft = case.draft if case.entry.second_review else None
    return Facts(
        unit=case.unit,
        item=case.entry.item,
        department=case.entry.department,
        applicant=case.applicant,
        kind=case.case_kind,
        on=given.today,
        authority=given.authority,
        urgent=isinstance(command, Decide) and command.urgent,
        reviewed_by=None if draft is None else draft.reviewed_by,
    )


def must_be_allowed(by: Principal, action: Action, facts: Facts) -> None:
    """Refused (FORBIDDEN) with the reason the powers give."""
    answer = decide(by, action, facts)
    if isinstance(answer, Denied):
        raise Refused(answer.code, answer.reason, basis=answer.basis, nature=Nature.FORBIDDEN)
