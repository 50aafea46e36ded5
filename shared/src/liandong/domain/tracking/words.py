"""What happened, in the words an applicant reads: every kind of a matter's history has its words, or is not told."""

from collections.abc import Callable, Mapping
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
    "case.paused": "计时中止，不计入办理期限",
    "case.resumed": "恢复计时",
    "case.extended": "经批准延长办理期限",
    "case.tolerated": "容缺受理，请按承诺补齐所欠材料",
    "case.owed_handed_in": "所欠材料已收到",
    "case.decision_drafted": None,
    "case.decision_reviewed": None,
    "case.conditions_attached": "决定附有条件，见决定书",
    "case.ready": "结果已备好，请领取",
    "case.withdrawal_asked": "撤回申请已收到，待确认",
    "case.withdrawal_retracted": "撤回申请已取消，继续办理",
    "case.withdrawn": "已按您的申请撤回",
    "case.terminated": "已终止办理，理由见终止通知书",
    "case.reopened": "重新办理",
    "case.revoked": "决定已被撤销，理由见撤销决定书",
    "case.annulled": "许可已注销",
    "case.corrected": None,
    "case.archived": None,
    "case.hearing_right_told": "已书面告知听证权利",
    "case.hearing_asked": "听证要求已收到",
    "case.hearing_set": "听证的时间、地点已书面通知",
    "case.hearing_held": "已举行听证",
    "case.hearing_waived": "已放弃听证，继续办理",
    "case.silence_warned": None,
    "case.renewed_by_silence": "许可有效期届满前未作决定，视为准予延续",
    "case.agreed_by_silence": "未在时限内答复，视为同意",
    "case.late_opinion_attached": "承办部门的迟到意见已附卷，不影响已经视为同意的结果",
    "case.handed_over": None,
    "case.contacted": None,
    "case.master_due_moved": None,
    "deadline.recomputed": "放假安排有变，办理期限已重新计算",
    "joint.deadline_recomputed": "放假安排有变，办理期限已重新计算",
    "joint.received": "联办申请材料已收到",
    "joint.accepted": "已联合受理，各有关单位同时开始办理",
    "joint.share_acknowledged": None,
    "joint.share_rejected": None,
    "joint.share_asked_again": None,
    "joint.share_answered": "“{item}”已作出决定：{outcome}",
    "joint.joined": "各项均已作出决定",
    "joint.dispatched": "结果已统一送达",
    "joint.extended": "经批准延长办理期限",
    "joint.supplement_proposed": None,
    "joint.supplement_asked": "已一次性通知需要补正的材料",
    "joint.supplement_handed_in": "补正材料已收到",
    "joint.withdrawal_asked": "撤回申请已收到，待各单位确认",
    "joint.withdrawn": "已按您的申请撤回",
    "joint.share_voided": "“{item}”不再办理",
    "joint.terminated": "已终止办理，理由见终止通知书",
    "link.supplement_proposed": None,
    "link.supplement_asked": None,
    "link.supplemented": None,
    "link.withdrawal_asked": None,
    "link.voided": None,
    "case.supplement_proposed": None,
    "case.materials_shared": None,
    "joint.check_opened": None,
    "joint.share_checked": None,
    "joint.correction_requested": "已一次性告知需要补正的材料",
    "joint.supplemented": "补正材料已收到",
    "joint.not_accepted": "不予受理，理由见不予受理通知书",
    "joint.returned": "申请材料已退回，理由见退件通知书",
    "case.promised": None,
    "joint.share_paused": None,
    "joint.share_resumed": None,
    "joint.share_promised": "“{item}”承诺于{decide_by}前作出决定",
    "joint.share_added": "增加有关单位一并办理",
    "joint.pauses_counted": "各项全部暂停计时的日子不计入办理期限，期限相应顺延",
    "joint.stage_closed": "主办事项已作出决定，其余事项按承诺继续办理",
    "joint.withdrawal_retracted": "撤回申请已取消，继续办理",
    "link.withdrawal_retracted": None,
    "link.paused": None,
    "link.resumed": None,
    "link.promised": None,
    "link.requested": None,
    "link.forwarded": None,
    "link.acknowledged": None,
    "link.rejected": None,
    "link.answered": None,
    "link.dispatched": None,
    "link.due_moved": None,
    "link.check_requested": None,
    "link.check_answered": None,
    "link.check_closed": None,
    "link.unacknowledged": None,
}
"""By kind of event; {step}, {item} and {outcome} are filled in. None: a word between offices, not for the applicant."""

OUTCOMES: Final[Mapping[Outcome, str]] = {
    Outcome.APPROVED: "准予",
    Outcome.REJECTED: "不予",
    Outcome.RETURNED: "退回",
    Outcome.NOT_ACCEPTED: "不予受理",
    Outcome.WITHDRAWN: "撤回",
    Outcome.TERMINATED: "终止",
}

NO_LONGER: Final = "不再办理"
DECIDED: Final = "已作出决定：{outcome}"
ASKED_ANEW: Final = "正在重新转办"
AT_WORK: Final = "正在办理"
NOT_ASKED: Final = "尚未转办"
ASKED: Final = "已转办"
"""Where a share of a joint approval stands."""

Say = Callable[[str], str]
"""Says words of this page in the reader's language; what is filled into them is somebody's own."""


def in_chinese(words: str) -> str:
    return words
