"""The matrix of powers as a page a reviewer can read."""

from liandong.domain.powers.actions import TITLES, Action
from liandong.domain.powers.matrix import POWERS
from liandong.terms.roles import Role

HEADING = """# Who may do what

Rendered from `liandong.domain.powers.matrix`; a blank means denied. Besides the matrix, by the rules of
`liandong.domain.powers.decide`: one acts only in one's own unit, nobody judges his own application, an item must be
in one's letter of authorisation where there is one, and a department's act needs that department where one is known.
"""


def markdown() -> str:
    """Actions down, roles across; ends with a line break."""
    roles = [role for role in Role if POWERS[role]]
    lines = [
        "| action | 权限 | " + " | ".join(role.value for role in roles) + " |",
        "|---|---|" + "---|" * len(roles),
        *(_line(action, roles) for action in Action),
    ]
    without = ", ".join(role.value for role in Role if not POWERS[role])
    return HEADING + "\n" + "\n".join(lines) + f"\n\nWithout any power of their own: {without}.\n"


def _line(action: Action, roles: list[Role]) -> str:
    marks = ["●" if action in POWERS[role] else "" for role in roles]
    return f"| `{action}` | {TITLES[action]} | " + " | ".join(marks) + " |"
