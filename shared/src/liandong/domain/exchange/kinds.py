"""The kinds of exchange records 交换记录: what they are called in the two naming families, and what they carry."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class RecordKind(StrEnum):
    APPLICATION = "application"
    ACCEPTANCE = "acceptance"
    CORRECTION = "correction"
    SUPPLEMENT = "supplement"
    STEP = "step"
    DECISION = "decision"
    CLOSING = "closing"
    COLLECTION = "collection"
    LINKED = "linked"
    SPECIAL_BEGUN = "special_begun"
    SPECIAL_DONE = "special_done"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a kind is called: in Chinese, in the EX_ tables and in the XK_ tables; None: that family has no such table.

    `columns` are its own, besides those of every record.
    """

    title: str
    ex: str | None
    xk: str | None
    columns: Mapping[str, str]


COMMON: Final[Mapping[str, str]] = {
    "number": "办件编号",
    "sequence": "序号",
    "unit": "承办单位",
    "item": "事项编码",
    "item_name": "事项名称",
    "department": "承办部门",
    "project_code": "项目代码",
    "event": "来源事件",
    "event_kind": "事件种类",
    "occurred_at": "发生时间",
    "recorded_at": "记录时间",
}
"""Columns of every record by name and Chinese title; `event` (and `line`, where there is one) is its key."""

NAMES: Final[Mapping[RecordKind, Named]] = {
    RecordKind.APPLICATION: Named(
        title="申办",
        ex="EX_SB",
        xk="XK_SQXX",
        columns={
            "applicant": "申请人假名",
            "applicant_kind": "申请人类型",
            "channel": "收件渠道",
            "point": "代办点",
            "materials": "申请材料",
            "effective_on": "生效日",
            "master": "联办主件或上报件",
        },
    ),
    RecordKind.ACCEPTANCE: Named(
        title="受理",
        ex="EX_SL",
        xk="XK_SLXX",
        columns={
            "result": "受理结果",
            "accepted_on": "受理日期",
            "deemed": "视为受理",
            "promised_due": "承诺到期日",
            "statutory_due": "法定到期日",
            "provisional": "暂定",
            "reason_code": "理由代码",
            "basis": "依据",
        },
    ),
    RecordKind.CORRECTION: Named(
        title="补正告知", ex="EX_BJGZ", xk="XK_GZXX", columns={"round": "轮次", "lines": "补正清单"}
    ),
    RecordKind.SUPPLEMENT: Named(
        title="补正受理",
        ex="EX_BJSL",
        xk="XK_BJSLXX",
        columns={"line": "行", "round": "轮次", "material": "材料", "digest": "指纹", "effective_on": "生效日"},
    ),
    RecordKind.STEP: Named(
        title="审批",
        ex="EX_SPCL",
        xk="XK_QTJDXX",
        columns={
            "step": "环节编码",
            "step_name": "环节名称",
            "phase": "开始或完成",
            "person": "办理人工号",
            "opinion": "意见",
            "due": "环节到期日",
        },
    ),
    RecordKind.DECISION: Named(
        title="审批结果",
        ex=None,
        xk="XK_SPXX",
        columns={
            "outcome": "结果",
            "decided_on": "决定日期",
            "decided_by": "决定单位",
            "document": "文号",
            "reason_code": "理由代码",
        },
    ),
    RecordKind.CLOSING: Named(
        title="办结",
        ex="EX_BJ",
        xk=None,
        columns={
            "outcome": "结果",
            "accepted_on": "受理日期",
            "decided_on": "决定日期",
            "net_working_days": "净用时（工作日）",
            "paused_working_days": "暂停用时（工作日）",
            "gross_days": "总用时（自然日）",
        },
    ),
    RecordKind.COLLECTION: Named(
        title="领取登记", ex="EX_LQDJ", xk=None, columns={"delivered_on": "送达日期", "method": "送达方式"}
    ),
    RecordKind.LINKED: Named(
        title="联办",
        ex=None,
        xk=None,
        columns={
            "link": "转办编号",
            "master": "联办主件或上报件",
            "other_unit": "对方单位",
            "other_number": "对方编号",
            "other_item": "转办事项",
            "outcome": "结果",
            "reason_code": "理由代码",
        },
    ),
    RecordKind.SPECIAL_BEGUN: Named(
        title="特别程序申请",
        ex="EX_TBCXSQ",
        xk="XK_TBCXKSXX",
        columns={
            "ground": "特别程序",
            "notice": "告知书文号",
            "paused_on": "开始日期",
            "expected_until": "预计结束日期",
        },
    ),
    RecordKind.SPECIAL_DONE: Named(
        title="特别程序结果",
        ex="EX_TBCXJG",
        xk="XK_TBCXJSXX",
        columns={
            "ground": "特别程序",
            "resumed_on": "结束日期",
            "promised_due": "承诺到期日",
            "statutory_due": "法定到期日",
        },
    ),
    RecordKind.OTHER: Named(title="其他节点", ex=None, xk="XK_QTJDXX", columns={"reason_code": "理由代码"}),
}
"""联办 has codes in DB2102/T 0056-2022, which could not be read."""


def columns_of(kind: RecordKind) -> tuple[str, ...]:
    """The names of a record's columns, in order."""
    return (*COMMON, *NAMES[kind].columns)
