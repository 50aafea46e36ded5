"""How the window calls what an entry says in codes."""

from collections.abc import Mapping

from liandong.events.case_kind import CaseKind
from liandong.events.handling import LimitUnit, OnlineLevel
from liandong.events.reference import MaterialNeed
from liandong.terms.codes import Tier

KINDS: Mapping[CaseKind, str] = {
    CaseKind.INSTANT: "即办件",
    CaseKind.PROMISED: "承诺件",
    CaseKind.LINKED: "联办件",
    CaseKind.ESCALATED: "报批件",
}
TIERS: Mapping[Tier, str] = {
    Tier.CITY: "市级",
    Tier.DISTRICT: "区（县、开发区）级",
    Tier.TOWNSHIP: "镇（街道）级",
    Tier.SUPERVISION: "电子监察",
}
NEEDS: Mapping[MaterialNeed, str] = {
    MaterialNeed.REQUIRED: "必需",
    MaterialNeed.CONDITIONAL: "视情",
    MaterialNeed.TOLERABLE: "可容缺",
}
ONLINE: Mapping[OnlineLevel, str] = {
    OnlineLevel.WINDOW: "窗口办理",
    OnlineLevel.CONSULT: "可网上咨询，窗口办理",
    OnlineLevel.PRE_REVIEW: "可网上预审，窗口办理",
    OnlineLevel.APPLY: "可网上申请",
    OnlineLevel.FULL: "全程网办，不需要到窗口",
}


UNITS: Mapping[LimitUnit, str] = {
    LimitUnit.WORKING_DAY: "个工作日",
    LimitUnit.HALF_DAY: "个半日",
    LimitUnit.CALENDAR_DAY: "个自然日",
    LimitUnit.WORKING_HOUR: "个工作小时",
    LimitUnit.NATURAL_HOUR: "小时",
}


def limit(amount: int, unit: LimitUnit) -> str:
    """A limit in its unit; 0 is on the spot."""
    return "当场办结" if amount == 0 else f"{amount}{UNITS[unit]}"


def days(amount: int) -> str:
    """A limit in working days."""
    return limit(amount, LimitUnit.WORKING_DAY)


def money(fen: int) -> str:
    """An amount in fen as yuan."""
    yuan, rest = divmod(fen, 100)
    return f"{yuan}元" if rest == 0 else f"{yuan}.{rest:02}元"
