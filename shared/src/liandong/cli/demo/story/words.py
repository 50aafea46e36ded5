"""How an official says it: the words for what supervision hears and shows."""

from collections.abc import Mapping
from typing import Final

LIGHTS: Final[Mapping[str, str]] = {
    "green": "● 正常",
    "yellow": "▲ 预警",
    "red": "■ 超时",
    "paused": "◆ 暂停",
    "finished": "✓ 按期办结",
    "finished_late": "✗ 超期办结",
    "grey": "○ 失联",
    "awaiting_edition": "… 待目录版本",
}
"""Every light: shape and word, never colour alone."""

CLOCKS: Final[Mapping[str, str]] = {
    "notice": "告知",
    "statutory": "法定",
    "promised": "承诺",
    "step": "环节",
    "tolerance": "容缺",
    "delivery": "送达",
    "hearing": "听证",
    "renewal": "延续",
}
"""Every clock of a matter."""

OUTCOMES: Final[Mapping[str, str]] = {
    "approved": "准予",
    "rejected": "不予",
    "returned": "退回",
    "not_accepted": "不予受理",
    "withdrawn": "撤回",
    "terminated": "终止",
}
"""How a matter was decided or ended."""

COUNTED: Final[Mapping[str, str]] = {
    "entries": "日志条目",
    "streams": "经过",
    "states": "办件状态",
    "received": "来文",
    "heard": "所闻条目",
    "streams heard": "所闻经过",
    "lights": "灯",
}
"""What a check has looked at."""
