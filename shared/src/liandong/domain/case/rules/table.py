"""What the table of states lets be done next."""

from liandong.domain.case.rules.powers import ACTION_OF
from liandong.domain.case.state import Case
from liandong.domain.case.status import ALLOWED, COURSE, STATUS_NAMES, VERB_NAMES, Verb
from liandong.terms.refusal import Nature, Refused


def must_be_new(case: Case | None) -> None:
    if case is not None:
        raise Refused("case.already-there", f"编号{case.id}已有办件，请重新取号")


def case_allows(case: Case | None, verb: Verb) -> Case:
    """The case, if the table lets this be done next."""
    if case is None:
        raise Refused("case.not-found", "没有这个办件，请核对办件编号", nature=Nature.NOT_FOUND)
    if verb not in ALLOWED[case.status]:
        raise Refused("case.not-now", _not_now(case, verb))
    return case


def _not_now(case: Case, verb: Verb) -> str:
    next_verbs = "、".join(VERB_NAMES[each] for each in Verb if each in COURSE[case.status] & ACTION_OF.keys())
    what_now = f"下一步可以：{next_verbs}" if next_verbs else "此件已经终结，不再办理"
    return f"办件现为“{STATUS_NAMES[case.status]}”，不能“{VERB_NAMES[verb]}”；{what_now}"
