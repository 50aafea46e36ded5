"""The matrix of powers as a page a reviewer can read."""

from liandong.domain.powers.actions import TITLES, Action
from liandong.domain.powers.decide import CENTRE, HANDLING, RULES, UNDER_LETTER
from liandong.domain.powers.kinds import DISPOSAL_NAMES, DISPOSALS, KIND_NAMES, URGENT
from liandong.domain.powers.matrix import POWERS
from liandong.events.authority import LetterAct
from liandong.events.case_kind import CaseKind
from liandong.terms.roles import Role

HEADING = """# Who may do what

Rendered from `liandong.domain.powers`: the matrix of roles (`matrix`), the kinds of cases (`kinds`), and the rules that
judge the matter itself (`decide`). A blank means denied.

## By role
"""
KINDS = """
## By kind of case · 窗口分类处置权限

What a post decides. Whoever is not here decides nothing. 补办 and 退回 are for whoever gives the notice or returns.
"""
LETTERS = """
## By letter of authorisation · 授权书

An act of this list needs a letter in force on the legal day, of the department, with the item and the act: at a unit
whose rule is `always` throughout, at one whose rule is `where_granted` once the department has granted one for the item
and the act. The head acts by his office, the platform by the law. A holder in post B acts while his A is registered as
away.
"""
JUDGED = """
## By the matter · 逐件审核

Every rule is asked in this order; the first that is broken answers with its code.

| code | rule | basis |
|---|---|---|
"""


def markdown() -> str:
    """Actions down, roles across, then kinds, letters and rules; ends with a line break."""
    roles = [role for role in Role if POWERS[role]]
    lines = [
        "| action | 权限 | " + " | ".join(role.value for role in roles) + " |",
        "|---|---|" + "---|" * len(roles),
        *(_line(action, roles) for action in Action),
    ]
    without = ", ".join(role.value for role in Role if not POWERS[role])
    return "".join(
        (
            HEADING + "\n" + "\n".join(lines) + f"\n\nWithout any power of their own: {without}.\n",
            KINDS + "\n" + _by_kind(),
            LETTERS + "\n" + _by_letter(),
            JUDGED + _rules(),
        )
    )


def _by_kind() -> str:
    head = "| role | " + " | ".join(f"{KIND_NAMES[kind]} `{kind}`" for kind in CaseKind) + " | 补办 | 退回 |\n"
    return head + "|---|" + "---|" * (len(CaseKind) + 2) + "\n" + "".join(map(_kinds_of, DISPOSALS))


def _kinds_of(role: Role) -> str:
    cells = [_cell(role, kind) for kind in CaseKind]
    cells += ["●" if action in POWERS[role] else "" for action in (Action.CASE_NOTICE, Action.CASE_RETURN)]
    return f"| `{role}` | " + " | ".join(cells) + " |\n"


def _cell(role: Role, kind: CaseKind) -> str:
    told = DISPOSAL_NAMES[DISPOSALS[role][kind]]
    if kind in URGENT.get(role, ()):
        told = f"预处置；{told}；特别处置（凭授权书）"
    return told


def _by_letter() -> str:
    acts = "".join(f"| `{action}` | {TITLES[action]} | `{act}` |\n" for action, act in UNDER_LETTER.items())
    urgent = f"| `{Action.CASE_DECIDE}` with `urgent` | 特别处置 | `{LetterAct.URGENT}` |\n"
    return "| action | 权限 | act in the letter |\n|---|---|---|\n" + acts + urgent


def _rules() -> str:
    lines = "".join(f"| `{rule.code}` | {rule.broken.__name__.replace('_', ' ')} | {rule.basis} |\n" for rule in RULES)
    own = "、".join(TITLES[action] for action in Action if action in HANDLING)
    centre = ", ".join(role.value for role in Role if role in CENTRE)
    return f"{lines}\nNever on one's own application: {own}.\n\nThe centre and supervision: {centre}.\n"


def _line(action: Action, roles: list[Role]) -> str:
    marks = ["●" if action in POWERS[role] else "" for role in roles]
    return f"| `{action}` | {TITLES[action]} | " + " | ".join(marks) + " |"
