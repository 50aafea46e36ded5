"""What a post lets somebody decide, by the kind of the case (domain rules R.1, D.1: 即办 承诺 联办 报批)."""

from collections.abc import Mapping
from enum import StrEnum

from liandong.events.case_kind import CaseKind
from liandong.terms.roles import Role


class Disposal(StrEnum):
    """How far somebody goes with a case of a kind."""

    PREPARES = "prepares"  # 预处置: takes in, examines and drafts; another decides
    BY_LETTER = "by_letter"  # 凭授权书决定: whatever the unit's rule says
    BY_POST = "by_post"  # 凭岗位决定: with a letter where the unit's rule wants one, else he prepares
    BY_OFFICE = "by_office"  # 依职权决定: he signs the letters of others


DISPOSAL_NAMES: Mapping[Disposal, str] = {
    Disposal.PREPARES: "预处置",
    Disposal.BY_LETTER: "凭授权书决定",
    Disposal.BY_POST: "决定（按单位规定凭授权书）",
    Disposal.BY_OFFICE: "依职权决定",
}
KIND_NAMES: Mapping[CaseKind, str] = {
    CaseKind.INSTANT: "即办件",
    CaseKind.PROMISED: "承诺件",
    CaseKind.LINKED: "联办件",
    CaseKind.ESCALATED: "报批件",
}
PRE_DISPOSED = frozenset({CaseKind.PROMISED, CaseKind.LINKED, CaseKind.ESCALATED})
"""What a window without a letter only prepares."""

WINDOW = {
    CaseKind.INSTANT: Disposal.BY_LETTER,
    CaseKind.PROMISED: Disposal.PREPARES,
    CaseKind.LINKED: Disposal.PREPARES,
    CaseKind.ESCALATED: Disposal.PREPARES,
}
CHIEF = dict.fromkeys(CaseKind, Disposal.BY_POST)
DISPOSALS: Mapping[Role, Mapping[CaseKind, Disposal]] = {
    Role.CLERK: WINDOW,
    Role.DEPARTMENT_CLERK: WINDOW,
    Role.HALL_STAFF: WINDOW,
    Role.CHIEF: CHIEF,
    Role.DEPUTY_POST: CHIEF,
    Role.HEAD: dict.fromkeys(CaseKind, Disposal.BY_OFFICE),
}
"""Whoever is not here decides nothing."""

URGENT: Mapping[Role, frozenset[CaseKind]] = {Role.CHIEF: PRE_DISPOSED, Role.DEPUTY_POST: PRE_DISPOSED}
"""特别处置: what may be decided in urgency although no letter names the item, by a letter that says so."""

_REACH = (Disposal.PREPARES, Disposal.BY_LETTER, Disposal.BY_POST, Disposal.BY_OFFICE)


def disposal(roles: frozenset[Role], kind: CaseKind) -> Disposal:
    """The furthest that any of the roles goes."""
    reached = [DISPOSALS[role][kind] for role in roles if role in DISPOSALS]
    return max(reached, key=_REACH.index, default=Disposal.PREPARES)


def may_dispose_urgently(roles: frozenset[Role], kind: CaseKind) -> bool:
    return any(kind in URGENT.get(role, frozenset()) for role in roles)
