"""What happened, in the words an applicant reads: every kind of a matter's history has its words, or is not told."""

from collections.abc import Mapping
from typing import Final

from liandong.events.case import Outcome

WORDS: Final[Mapping[str, str | None]] = {
    "case.received": "申请材料已收到",
    "case.told_apart": None,
    "case.correction_requested": "已一次性告知需要补正的材料",
    "case.supplemented": "补正材料已收到",
    "case.accepted": "已受理",
    "case.not_accepted": "不予受理，理由见不予受理通知书",
    "case.returned": "申请材料已退回，理由见退件通知书",
    "case.step_started": "“{step}”开始办理",
    "case.step_done": "“{step}”办理完成",
    "case.forwarded": "已上报上级机关审批",
    "case.forward_acknowledged": "上级机关已收到",
    "case.forward_rejected": "上级机关未能承接，由本机关继续办理",
    "case.upper_decided": "上级机关已作出决定：{outcome}",
    "case.decided": "已作出决定：{outcome}",
    "case.delivered": "结果已送达",
    "case.closed": "办结",
    "joint.received": "联办申请材料已收到",
    "joint.accepted": "已联合受理，各有关单位同时开始办理",
    "joint.share_acknowledged": None,
    "joint.share_rejected": None,
    "joint.share_asked_again": None,
    "joint.share_answered": "“{item}”已作出决定：{outcome}",
    "joint.joined": "各项均已作出决定",
    "joint.dispatched": "结果已统一送达",
    "link.requested": None,
    "link.forwarded": None,
    "link.acknowledged": None,
    "link.rejected": None,
    "link.answered": None,
    "link.dispatched": None,
    "link.unacknowledged": None,
}
"""By kind of event; {step}, {item} and {outcome} are filled in. None: a word between offices, not for the applicant."""

OUTCOMES: Final[Mapping[Outcome, str]] = {
    Outcome.APPROVED: "准予",
    Outcome.REJECTED: "不予",
    Outcome.RETURNED: "退回",
    Outcome.NOT_ACCEPTED: "不予受理",
}
