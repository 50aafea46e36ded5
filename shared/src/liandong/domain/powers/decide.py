"""May this person do this to that matter?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from liandong.domain.powers.actions import TITLES, Action
from liandong.domain.powers.kinds import KIND_NAMES, PRE_DISPOSED, Disposal, disposal, may_dispose_urgently
from liandong.domain.powers.letters.authority import (
    Authority,
    Matter,
    acted_under,
    letter_is_needed,
    waits_for_an_absence,
)
from liandong.domain.powers.matrix import POWERS
from liandong.events.authority import ActedUnder, ActGround, LetterAct
from liandong.events.case_kind import CaseKind
from liandong.terms.codes import ItemCode, Pseudonym, StaffId, UnitCode
from liandong.terms.principal import Principal
from liandong.terms.roles import Role

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
        Action.CASE_PROPOSE,
        Action.CASE_PROMISE,
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
UNDER_LETTER: Mapping[Action, LetterAct] = {
    Action.CASE_ACCEPT: LetterAct.ACCEPT,
    Action.CASE_REFUSE: LetterAct.REFUSE,
    Action.CASE_DECIDE: LetterAct.DECIDE,
    Action.CASE_EXTEND: LetterAct.EXTEND,
    Action.CASE_PAUSE: LetterAct.PAUSE,
    Action.CASE_FORWARD: LetterAct.FORWARD,
    Action.CASE_TERMINATE: LetterAct.TERMINATE,
    Action.JOINT_ACCEPT: LetterAct.ACCEPT,
    Action.JOINT_TERMINATE: LetterAct.TERMINATE,
}
"""Acts in a department's name, and what a letter of authorisation calls them (D.3.1)."""
OF_THE_ACCOUNT = frozenset({Action.CASE_ACCEPT, Action.CASE_REFUSE, Action.CASE_DECIDE})
"""Acts to which an account may be opened for certain items only."""
CENTRE = frozenset({Role.MANAGER, Role.CONVENER, Role.AGENCY_COORDINATOR, Role.SUPERVISOR, Role.COMPLAINT_OFFICER})
"""The centre and supervision: they route, urge, convene and watch, whatever other post they are given (D.3.2)."""
OF_THE_DEPARTMENT = frozenset(
    {
        Action.CASE_STEP,
        Action.CASE_DECIDE,
        Action.CASE_PAUSE,
        Action.CASE_RESUME,
        Action.CASE_PROPOSE,
        Action.CASE_PROMISE,
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
    kind: CaseKind | None = None
    on: date | None = None
    authority: Authority | None = None
    urgent: bool = False
    reviewed_by: StaffId | None = None
    """Who reviewed the draft, where the item wants two persons for a decision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """He may; `under` is the letter or the office by which, where it is more than his post."""

    under: ActedUnder | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Denied:
    """He may not; the reason is a sentence for the window."""

    reason: str
    code: str = "powers.denied"
    basis: str = "岗位权限表"


Answer: TypeAlias = Allowed | Denied
NOTHING_KNOWN = Facts()


def decide(principal: Principal, action: Action, facts: Facts = NOTHING_KNOWN) -> Answer:
    """Whether the principal may do the action, judged by every rule; the first that denies gives the reason."""
    for rule in RULES:
        if reason := rule.broken(principal, action, facts):
            return Denied(reason=reason, code=rule.code, basis=rule.basis)
    return Allowed(under=ground_of(principal, action, facts))


def ground_of(principal: Principal, action: Action, facts: Facts) -> ActedUnder | None:
    """What gives the power beyond the post: the office of a head, or a letter in force. None: his post, or nothing."""
    matter = _matter(action, facts)
    if matter is None or facts.authority is None or principal.has(Role.SYSTEM):
        return None
    if principal.has(Role.HEAD) and action in POWERS[Role.HEAD]:
        return ActedUnder(ground=ActGround.OFFICE, holder=principal.id)
    return acted_under(facts.authority, principal.id, matter)


def _matter(action: Action, facts: Facts) -> Matter | None:
    """What the letters are asked about; None for an act that needs none, or where the matter is not known yet."""
    act = UNDER_LETTER.get(action)
    if act is None or facts.item is None or facts.department is None or facts.on is None:
        return None
    if facts.urgent:
        act = LetterAct.URGENT
    return Matter(act=act, item=facts.item, department=facts.department, on=facts.on)


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


def nobody_decides_what_he_reviewed(principal: Principal, action: Action, facts: Facts) -> str | None:
    """D.3.1: where two persons are wanted, they are two."""
    if action is not Action.CASE_DECIDE or facts.reviewed_by != principal.id:
        return None
    return "此事项的决定须经他人复核：您审核了决定文稿，请由其他人员签发"


def the_centre_does_not_handle(principal: Principal, action: Action, facts: Facts) -> str | None:
    """D.3.2: 我们不夺权."""
    if action not in OF_THE_DEPARTMENT or not principal.roles & CENTRE:
        return None
    return "中心管理和监察人员可以协调、督促，不得代部门办理或者决定"


def item_must_be_the_accounts(principal: Principal, action: Action, facts: Facts) -> str | None:
    if action not in OF_THE_ACCOUNT or facts.item is None or principal.items is None or facts.item in principal.items:
        return None
    return "授权书中没有此事项"


def department_must_be_his_own(principal: Principal, action: Action, facts: Facts) -> str | None:
    """Binds only those whose department is on record: a hall's staff act for all of its small departments."""
    departments = {relation for relation in principal.relations if relation.startswith("department:")}
    if action not in OF_THE_DEPARTMENT or facts.department is None or not departments:
        return None
    return None if f"department:{facts.department}" in departments else "此事项由其他部门办理"


def kind_must_be_his_to_decide(principal: Principal, action: Action, facts: Facts) -> str | None:
    """A window decides on the spot what is decided on the spot, and prepares the rest (D.1)."""
    if action is not Action.CASE_DECIDE or facts.kind is None:
        return None
    if disposal(principal.roles, facts.kind) is not Disposal.PREPARES:
        return None
    return f"{KIND_NAMES[facts.kind]}在窗口只作预处置（收件、审查、拟稿），请交首席代表决定"


def urgency_must_be_his_to_judge(principal: Principal, action: Action, facts: Facts) -> str | None:
    if action is not Action.CASE_DECIDE or not facts.urgent or facts.kind is None:
        return None
    if may_dispose_urgently(principal.roles, facts.kind):
        return None
    return f"您的岗位对{KIND_NAMES[facts.kind]}没有特别处置权，请按一般程序办理"


def letter_must_be_in_force(principal: Principal, action: Action, facts: Facts) -> str | None:
    """D.3.1: in force on the legal day, with the item, the act, and for a B post with his A away."""
    matter = _matter(action, facts)
    if matter is None or facts.authority is None or principal.has(Role.SYSTEM) or ground_of(principal, action, facts):
        return None
    by_letter_alone = (
        action is Action.CASE_DECIDE
        and facts.kind is not None
        and disposal(principal.roles, facts.kind) is Disposal.BY_LETTER
    )
    if not (by_letter_alone or facts.urgent or letter_is_needed(facts.authority, matter)):
        return None
    return _no_letter(principal, action, facts, matter)


def _no_letter(principal: Principal, action: Action, facts: Facts, matter: Matter) -> str:
    assert facts.authority is not None, "asked before"
    present = waits_for_an_absence(facts.authority, principal.id, matter)
    if present is not None:
        return f"您是{present}的B岗，{present}没有登记离岗，请由其本人办理，或者先登记离岗"
    what = "特别处置" if facts.urgent else TITLES[action]
    prepared = action is Action.CASE_DECIDE and facts.kind in PRE_DISPOSED
    meanwhile = "；可以先作预处置（审查、拟稿）" if prepared else ""
    return f"没有有效的授权书允许您对此事项“{what}”，请由部门主要领导签发授权书，或者交有授权的人员办理{meanwhile}"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of who may do what: the code and basis of its refusal, and the sentence where it is broken."""

    code: str
    basis: str
    broken: Callable[[Principal, Action, Facts], str | None]


RULES: tuple[Rule, ...] = (
    Rule("powers.denied", "岗位权限表", role_must_have_the_power),
    Rule("powers.denied", "岗位权限表", unit_must_be_his_own),
    Rule("powers.denied", "岗位权限表", nobody_judges_his_own_application),
    Rule("powers.reviewer-decides", "二人复核制度", nobody_decides_what_he_reviewed),
    Rule("powers.centre", "岗位权限表：中心不代行部门审批权", the_centre_does_not_handle),
    Rule("powers.denied", "岗位权限表", item_must_be_the_accounts),
    Rule("powers.denied", "岗位权限表", department_must_be_his_own),
    Rule("powers.kind", "窗口分类处置权限", kind_must_be_his_to_decide),
    Rule("powers.urgency", "窗口分类处置权限", urgency_must_be_his_to_judge),
    Rule("powers.no-letter", "部门授权书、AB岗制度", letter_must_be_in_force),
)
"""In the order they are asked; the first that is broken answers."""
