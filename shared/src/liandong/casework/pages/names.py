"""What the fields of the acts are called, and what a person should know to fill them in."""

from collections.abc import Mapping
from typing import Final

from liandong.domain.worktime.reasons import Reason
from liandong.events.handling import LimitUnit

NAMES: Final[Mapping[str, str]] = {
    "agreed": "审核意见",
    "applicant_attended": "申请人是否到场",
    "approval": "批准文号",
    "asker": "要求人",
    "channel": "渠道",
    "conditions": "附加条件",
    "corrects": "更正的经过编号",
    "days": "工作日数",
    "decide_by": "承诺作出决定的日期",
    "document": "文号",
    "ground": "事由",
    "held_on": "举行日期",
    "interested": "利害关系人",
    "interested_attended": "到场的利害关系人数",
    "item": "事项编码",
    "level": "批准层级",
    "lines": "材料",
    "link": "分件",
    "materials": "收到的材料",
    "matter": "事由",
    "method": "送达方式",
    "minutes": "听证笔录编号",
    "name": "姓名或名称",
    "new_material": "因新提交的材料而需要",
    "notice": "通知书文号",
    "opinion": "意见",
    "outcome": "决定",
    "place": "地点",
    "presiding": "主持人工号",
    "public": "公开举行",
    "recipient": "签收人",
    "remedy": "救济途径",
    "responsible": "责任人工号",
    "retention": "保管期限",
    "text": "说明",
    "to": "接手人工号",
    "undertaking": "补齐承诺书文号",
    "unit": "单位代码",
    "urgent": "特别处置",
}
TICKS: Final[Mapping[str, str]] = {
    "new_material": "因申请人新提交的材料而需要",
    "public": "公开举行听证",
    "urgent": "作为急件特别处置",
}
"""Longer words beside a box to tick."""
HINTS: Final[Mapping[str, str]] = {
    "approval": "须政府负责人批准的，填批准文号",
    "conditions": "每行一条",
    "corrects": "经过列表中该条的编号，形如 610113:1:57",
    "decide_by": "不晚于法定期限；前置联办的牵头单位不再等候本件",
    "document": "如 市审批〔2026〕12号",
    "interested": "每行一名",
    "notice": "书面告知申请人的通知书；没有告知的，计时不停",
    "remedy": "不予许可的，写明复议、诉讼的途径和期限",
    "responsible": "不填即为本人",
    "undertaking": "容缺受理的，填承诺书文号",
}
REASONS: Final[Mapping[Reason, str]] = {
    Reason.WORKING_DAY: "第 {n} 个工作日",
    Reason.MAKE_UP_DAY: "调休上班，第 {n} 个工作日",
    Reason.CALENDAR_DAY: "第 {n} 日",
    Reason.PROJECTED: "计时中止，按继续计算",
    Reason.START_DAY: "开始的当日不计入",
    Reason.WEEKEND: "周休息日",
    Reason.HOLIDAY: "节假日",
    Reason.DAY_OFF: "节假日放假",
    Reason.LOCAL_HOLIDAY: "地方放假",
    Reason.PAUSED: "计时中止",
    Reason.BEGUN_ANEW: "此后重新起算",
    Reason.AFTER_HOURS: "办公时间之外",
    Reason.PUT_OFF: "顺延至工作日",
}
"""Why a day counts or does not, in a word; the sentence of each day says more, in Chinese."""
COUNTED: Final[Mapping[LimitUnit, str]] = {
    LimitUnit.WORKING_DAY: "次日起算，只计工作日",
    LimitUnit.CALENDAR_DAY: "次日起算，按自然日计",
    LimitUnit.HALF_DAY: "下一个半日起算，只计工作日",
    LimitUnit.WORKING_HOUR: "当时起算，只计办公时间",
    LimitUnit.NATURAL_HOUR: "当时起算，连续计时",
}
"""From when a limit runs after acceptance, and what counts."""
WEEKDAYS: Final = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
