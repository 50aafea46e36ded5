"""What an event is called in an event log 活动: every kind of a matter's history, and whether it begins or ends it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, NamedTuple


class Transition(StrEnum):
    """Where in its life an activity stands (the lifecycle extension of XES)."""

    START = "start"
    COMPLETE = "complete"


class Activity(NamedTuple):
    """A name; `step` if the code of a step belongs to it."""

    name: str
    transition: Transition = Transition.COMPLETE
    step: bool = False


ACTIVITIES: Final[Mapping[str, Activity]] = {
    "case.received": Activity("收件"),
    "case.told_apart": Activity("注明不是重复申请"),
    "case.correction_requested": Activity("一次性告知"),
    "case.supplemented": Activity("补正"),
    "case.accepted": Activity("受理"),
    "case.not_accepted": Activity("不予受理"),
    "case.returned": Activity("退回"),
    "case.step_started": Activity("环节", Transition.START, step=True),
    "case.step_done": Activity("环节", Transition.COMPLETE, step=True),
    "case.forwarded": Activity("上报"),
    "case.forward_acknowledged": Activity("上级签收"),
    "case.forward_rejected": Activity("上级退回"),
    "case.upper_decided": Activity("上级决定"),
    "case.decided": Activity("决定"),
    "case.delivered": Activity("送达"),
    "case.closed": Activity("办结"),
    "case.paused": Activity("暂停计时"),
    "case.resumed": Activity("恢复计时"),
    "case.extended": Activity("延期"),
    "case.tolerated": Activity("容缺受理"),
    "case.owed_handed_in": Activity("容缺补齐"),
    "case.decision_drafted": Activity("拟稿"),
    "case.decision_reviewed": Activity("审核"),
    "case.conditions_attached": Activity("附条件"),
    "case.ready": Activity("通知领取"),
    "case.withdrawal_asked": Activity("申请撤回"),
    "case.withdrawal_retracted": Activity("取消撤回"),
    "case.withdrawn": Activity("撤回"),
    "case.terminated": Activity("终止"),
    "case.reopened": Activity("重新办理"),
    "case.revoked": Activity("撤销"),
    "case.annulled": Activity("注销"),
    "case.corrected": Activity("更正"),
    "case.archived": Activity("归档"),
    "case.hearing_right_told": Activity("告知听证权利"),
    "case.hearing_asked": Activity("要求听证"),
    "case.hearing_set": Activity("安排听证"),
    "case.hearing_held": Activity("举行听证"),
    "case.hearing_waived": Activity("放弃听证"),
    "case.silence_warned": Activity("默许预警"),
    "case.renewed_by_silence": Activity("视为准予延续"),
    "case.agreed_by_silence": Activity("视为同意"),
    "case.late_opinion_attached": Activity("附迟到意见"),
    "case.handed_over": Activity("移交责任人"),
    "case.contacted": Activity("来访来电"),
    "case.master_due_moved": Activity("主件期限变更"),
    "deadline.recomputed": Activity("期限重算"),
    "joint.deadline_recomputed": Activity("联办期限重算"),
    "joint.received": Activity("联办收件"),
    "joint.accepted": Activity("联合受理"),
    "joint.share_acknowledged": Activity("分件到达"),
    "joint.share_rejected": Activity("分件拒收"),
    "joint.share_asked_again": Activity("重新转办"),
    "joint.share_answered": Activity("分件答复"),
    "joint.joined": Activity("汇合"),
    "joint.dispatched": Activity("统一发件"),
    "joint.extended": Activity("联办延期"),
    "joint.supplement_proposed": Activity("分件提请补正"),
    "joint.supplement_asked": Activity("联办补正通知"),
    "joint.supplement_handed_in": Activity("联办补正材料"),
    "joint.withdrawal_asked": Activity("联办撤回申请"),
    "joint.withdrawn": Activity("联办撤回"),
    "joint.share_voided": Activity("分件作废"),
    "joint.terminated": Activity("联办终止"),
    "link.supplement_proposed": Activity("提请补正"),
    "link.supplement_asked": Activity("告知补正已通知"),
    "link.supplemented": Activity("转送补正材料"),
    "link.withdrawal_asked": Activity("撤回通知"),
    "link.voided": Activity("作废通知"),
    "case.supplement_proposed": Activity("提请牵头单位补正"),
    "case.materials_shared": Activity("共享补正材料"),
    "joint.check_opened": Activity("会审材料"),
    "joint.share_checked": Activity("分件核对"),
    "joint.correction_requested": Activity("联办一次性告知"),
    "joint.supplemented": Activity("联办补正"),
    "joint.not_accepted": Activity("联办不予受理"),
    "joint.returned": Activity("联办退件"),
    "case.promised": Activity("承诺办结日期"),
    "joint.share_paused": Activity("分件暂停"),
    "joint.share_resumed": Activity("分件恢复计时"),
    "joint.share_promised": Activity("分件承诺"),
    "joint.share_added": Activity("追加分件"),
    "joint.pauses_counted": Activity("联办中止扣除"),
    "joint.stage_closed": Activity("前置办结"),
    "joint.withdrawal_retracted": Activity("联办取消撤回"),
    "link.withdrawal_retracted": Activity("取消撤回通知"),
    "link.paused": Activity("告知分件暂停"),
    "link.resumed": Activity("告知分件恢复"),
    "link.promised": Activity("告知分件承诺"),
    "link.requested": Activity("转办"),
    "link.forwarded": Activity("报请上级决定"),
    "link.acknowledged": Activity("机器签收"),
    "link.rejected": Activity("无法承接"),
    "link.answered": Activity("答复发起单位"),
    "link.dispatched": Activity("告知已发件"),
    "link.due_moved": Activity("告知主件期限变更"),
    "link.check_requested": Activity("请求核对材料"),
    "link.check_answered": Activity("核对答复"),
    "link.check_closed": Activity("结束核对"),
    "link.unacknowledged": Activity("逾期未签收"),
}
"""By kind of event."""
