"""How an official says it: the words for what supervision hears and shows."""

from collections.abc import Mapping
from typing import Final

KINDS: Final[Mapping[str, str]] = {
    "case.received": "收件",
    "case.prereviewed": "答复预审",
    "case.told_apart": "注明不是重复申请",
    "case.correction_requested": "一次性告知",
    "case.supplemented": "补正",
    "case.accepted": "受理",
    "case.not_accepted": "不予受理",
    "case.returned": "退回",
    "case.step_started": "环节开始",
    "case.step_done": "环节完成",
    "case.forwarded": "上报",
    "case.forward_acknowledged": "上级已签收",
    "case.forward_rejected": "上级退回",
    "case.upper_decided": "上级决定",
    "case.decided": "决定",
    "case.delivered": "送达",
    "case.closed": "办结",
    "case.paused": "暂停计时",
    "case.resumed": "恢复计时",
    "case.extended": "延期",
    "case.tolerated": "容缺受理",
    "case.owed_handed_in": "容缺补齐",
    "case.decision_drafted": "拟稿",
    "case.decision_reviewed": "审核",
    "case.conditions_attached": "附条件",
    "case.ready": "通知领取",
    "case.withdrawal_asked": "申请撤回",
    "case.withdrawal_retracted": "取消撤回",
    "case.withdrawn": "撤回",
    "case.terminated": "终止",
    "case.reopened": "重新办理",
    "case.revoked": "撤销",
    "case.annulled": "注销",
    "case.corrected": "更正",
    "case.archived": "归档",
    "case.handed_over": "移交责任人",
    "case.contacted": "来访来电",
    "deadline.recomputed": "期限重算",
    "joint.deadline_recomputed": "联办期限重算",
    "link.requested": "转告",
    "link.forwarded": "报请上级决定",
    "link.acknowledged": "签收",
    "link.rejected": "无法承接",
    "link.answered": "答复",
    "link.dispatched": "告知已发件",
    "link.unacknowledged": "逾期未签收",
    "joint.received": "联办收件",
    "joint.accepted": "联合受理",
    "joint.share_acknowledged": "分件已签收",
    "joint.share_rejected": "分件被退回",
    "joint.share_asked_again": "分件重新转办",
    "joint.share_answered": "分件已答复",
    "joint.joined": "汇合",
    "joint.dispatched": "统一发件",
    "document.issued": "签发文书",
    "document.delivered": "文书送达",
    "file.stored": "收存文件",
    "file.reuse_consented": "同意复用文件",
    "file.consent_withdrawn": "撤回复用同意",
    "file.opened": "调阅文件",
    "file.fetched": "取得文件",
    "file.handed_over": "移交文件",
    "registry.unit_published": "发布单位名录",
    "registry.pseudonym_key_handed": "交付假名密钥",
    "catalogue.draft_proposed": "起草送审",
    "catalogue.draft_approved": "审核通过",
    "catalogue.draft_sent_back": "审核退回",
    "catalogue.item_published": "发布事项",
    "catalogue.edition_published": "发布目录版本",
    "catalogue.overlay_published": "发布区级调整",
    "calendar.published": "发布工作日历",
}
"""Every kind that may be said."""

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
