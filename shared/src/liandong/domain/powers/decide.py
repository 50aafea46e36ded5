"""May this person do this to that matter?"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from liandong.domain.powers.actions import TITLES, Action
from liandong.domain.powers.matrix import POWERS
from liandong.terms.codes import ItemCode, Pseudonym, UnitCode
from liandong.terms.principal import Principal

HANDLING = frozenset(
    {
        Action.CASE_NOTICE,
        Action.CASE_ACCEPT,
        Action.CASE_REFUSE,
        Action.CASE_RETURN,
        Action.CASE_STEP,
        Action.CASE_DECIDE,
        Action.CASE_FORWARD,
        Action.CASE_PAUSE,
        Action.CASE_RESUME,
        Action.CASE_EXTEND,
        Action.CASE_DRAFT,
        Action.CASE_REVIEW,
        Action.CASE_CONFIRM_WITHDRAWAL,
        Action.CASE_TERMINATE,
        Action.CASE_REOPEN,
        Action.CASE_REVOKE,
        Action.JOINT_NOTICE,
        Action.JOINT_REFUSE,
        Action.JOINT_ACCEPT,
        Action.JOINT_EXTEND,
        Action.JOINT_TERMINATE,
    }
)
"""Acts of judgement on an application: never one's own."""
UNDER_LETTER = frozenset({Action.CASE_ACCEPT, Action.CASE_REFUSE, Action.CASE_DECIDE})
"""Acts that need the item in the letter of authorisation (D.3.1)."""
OF_THE_DEPARTMENT = frozenset(
    {
        Action.CASE_STEP,
        Action.CASE_DECIDE,
        Action.CASE_PAUSE,
        Action.CASE_RESUME,
        Action.CASE_EXTEND,
        Action.CASE_DRAFT,
        Action.CASE_REVIEW,
        Action.CASE_CONFIRM_WITHDRAWAL,
        Action.CASE_TERMINATE,
        Action.CASE_REOPEN,
        Action.CASE_REVOKE,
    }
)
"""Acts of the department that handles the item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of the matter; what is not known yet is None and judged later, when it is."""

    unit: UnitCode | None = None
    item: ItemCode | None = None
    department: str | None = None
    applicant: Pseudonym | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """He may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Denied:
    """He may not; the reason is a sentence for the window."""

    reason: str


Answer: TypeAlias = Allowed | Denied
NOTHING_KNOWN = Facts()


def decide(principal: Principal, action: Action, facts: Facts = NOTHING_KNOWN) -> Answer:
    """Whether the principal may do the action, judged by every rule; the first that denies gives the reason."""
    for rule in RULES:
        if reason := rule(principal, action, facts):
            return Denied(reason=reason)
    return Allowed()


def role_must_have_the_power(principal: Principal, action: Action, facts: Facts) -> str | None:
    if any(action in POWERS[role] for role in principal.roles):
        return None
    return f"您的岗位没有“{TITLES[action]}”的权限"


def unit_must_be_his_own(principal: Principal, action: Action, facts: Facts) -> str | None:
    """D.3.3: a tier acts only on its own cases."""
    if facts.unit is None or facts.unit == principal.unit:
        return None
    return "只能办理本单位的事项"


def nobody_judges_his_own_application(principal: Principal, action: Action, facts: Facts) -> str | None:
    if action in HANDLING and facts.applicant and f"applicant:{facts.applicant}" in principal.relations:
        return "不得办理本人的申请，请交由其他人员办理"
    return None


def item_must_be_in_the_letter(principal: Principal, action: Action, facts: Facts) -> str | None:
    if action not in UNDER_LETTER or facts.item is None or principal.items is None or facts.item in principal.items:
        return None
    return "授权书中没有此事项"


def department_must_be_his_own(principal: Principal, action: Action, facts: Facts) -> str | None:
    """Binds only those whose department is on record: a hall's staff act for all of its small departments."""
    departments = {relation for relation in principal.relations if relation.startswith("department:")}
    if action not in OF_THE_DEPARTMENT or facts.department is None or not departments:
        return None
    return None if f"department:{facts.department}" in departments else "此事项由其他部门办理"


Rule: TypeAlias = Callable[[Principal, Action, Facts], str | None]
RULES: tuple[Rule, ...] = (
    role_must_have_the_power,
    unit_must_be_his_own,
    nobody_judges_his_own_application,
    item_must_be_in_the_letter,
    department_must_be_his_own,
)
