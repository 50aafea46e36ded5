"""What pages of supervision call things; the catalogue has the English."""

from collections.abc import Mapping
from typing import Any, Final

from e_supervision.api.shown import ClockOut
from e_supervision.board.matrix import Column
from e_supervision.clocks import Clock
from e_supervision.timeline import Standing
from liandong.domain.tracking.words import OUTCOMES
from liandong.domain.worktime.light import Light
from liandong.events.handling import LimitUnit

LIGHTS: Final[Mapping[Light, str]] = {
    Light.RED: "超时",
    Light.YELLOW: "预警",
    Light.GREEN: "正常",
    Light.PAUSED: "暂停",
    Light.GREY: "失联",
    Light.AWAITING_EDITION: "待目录",
    Light.FINISHED: "按期办结",
    Light.FINISHED_LATE: "超期办结",
}
SHAPES: Final[Mapping[Light, str]] = {
    Light.RED: "■",
    Light.YELLOW: "▲",
    Light.GREEN: "●",
    Light.PAUSED: "◆",
    Light.GREY: "○",
    Light.AWAITING_EDITION: "…",
    Light.FINISHED: "✓",
    Light.FINISHED_LATE: "✗",
}
TURNED: Final[Mapping[Light, str]] = {
    Light.RED: "转为超时",
    Light.YELLOW: "转为预警",
    Light.GREEN: "转为正常",
    Light.PAUSED: "转为暂停",
    Light.GREY: "单位失联",
    Light.AWAITING_EDITION: "待目录版本",
    Light.FINISHED: "改为按期办结",
    Light.FINISHED_LATE: "改为超期办结",
}
"""What time, a calendar or silence did to a light."""
HEARD_AGAIN: Final = "恢复联系"
STANDINGS: Final[Mapping[Standing, str]] = {
    Standing.RECEIVED: "已收件",
    Standing.CORRECTION_REQUESTED: "待补正",
    Standing.ACCEPTED: "已受理",
    Standing.IN_REVIEW: "审查中",
    Standing.ESCALATED: "待上级审批",
    Standing.DECIDED: "已决定",
    Standing.DELIVERED: "已送达",
    Standing.CLOSED: "已办结",
    Standing.NOT_ACCEPTED: "不予受理",
    Standing.RETURNED: "已退件",
    Standing.PAUSED: "计时中止",
    Standing.WITHDRAW_PENDING: "撤回待确认",
    Standing.WITHDRAWN: "已撤回",
    Standing.TERMINATED: "已终止",
    Standing.READY: "待领取",
    Standing.REVOKED: "已撤销",
    Standing.ANNULLED: "已注销",
    Standing.ARCHIVED: "已归档",
    Standing.FOLLOWING: "前置办结",
}
CLOCKS: Final[Mapping[Clock, str]] = {
    Clock.NOTICE: "告知时限",
    Clock.STATUTORY: "法定时限",
    Clock.PROMISED: "承诺时限",
    Clock.STEP: "环节时限",
    Clock.TOLERANCE: "容缺补齐",
    Clock.HEARING: "组织听证",
    Clock.DELIVERY: "送达时限",
    Clock.RENEWAL: "延续期限",
}
LEFT: Final = "剩 {amount}"
OVER: Final = "超 {amount}"
LAST: Final = "到期前最后时段"
LAST_DAY: Final = "今日到期"
UNKNOWN: Final = "剩余不详"
OF_NAMES: Final = ("政务服务中心", "便民服务中心")
HALLS: Final = "镇街{n}"

LEVELS: Final[Mapping[str, str]] = {"red": "红", "yellow": "黄"}
"""What a finding is worth."""
FINDINGS: Final[Mapping[str, str]] = {
    "V-ONCE": "逾期未一次性告知",
    "V-LAW": "超过法定期限",
    "V-PROMISE": "超过承诺期限",
    "V-FOLLOW": "超过对牵头单位的承诺",
    "V-HEARING": "逾期未组织听证",
    "V-PAUSE-NONOTICE": "中止计时未书面告知",
    "V-PAUSE-LONG": "中止计时超过告知时间",
    "V-PAUSE-COUNT": "多次中止计时",
    "V-SECOND-NOTICE": "再次要求补正",
    "V-LATE-EXT": "逾期延期",
    "V-AUTH": "无授权办理",
    "V-SILENCE": "逾期未决定，视为准予",
}
"""What a rule finds, in short: for readers in another language than that of the sentence."""

ALL: Final[tuple[Mapping[Any, str], ...]] = (LIGHTS, TURNED, STANDINGS, CLOCKS, FINDINGS, LEVELS, OUTCOMES)
SINGLE: Final = (LEFT, OVER, LAST, LAST_DAY, UNKNOWN, HEARD_AGAIN, HALLS)
"""What the test of the English catalogue goes through."""


def left(clock: ClockOut | None) -> tuple[str, LimitUnit, int]:
    """The remaining time as (sentence, unit, how many): a sentence that may have an {amount} of units."""
    if clock is None or clock.remaining is None:
        return UNKNOWN, LimitUnit.WORKING_DAY, 0
    if clock.remaining < 0:
        return OVER, clock.unit, -clock.remaining
    if clock.remaining == 0:
        return (LAST if clock.ends is not None else LAST_DAY), clock.unit, 0
    return LEFT, clock.unit, clock.remaining


def short(name: str) -> str:
    """A unit's name as it fits over a column: without what all of them are called."""
    for ending in OF_NAMES:
        name = name.removesuffix(ending) or name
    return name


def heading(column: Column) -> str:
    """The name over a column of one unit."""
    return short(column.places[0].name)
