"""Where a case may stand, and what may be done next there: the table of D.2, as data."""

from collections.abc import Mapping
from enum import StrEnum


class Status(StrEnum):
    """状态."""

    RECEIVED = "received"
    CORRECTION_REQUESTED = "correction_requested"
    NOT_ACCEPTED = "not_accepted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    IN_REVIEW = "in_review"
    AWAITING_DECISION = "awaiting_decision"
    PAUSED = "paused"
    WITHDRAW_PENDING = "withdraw_pending"
    ESCALATED = "escalated"
    APPROVED = "approved"
    APPROVED_BY_SILENCE = "approved_by_silence"
    REJECTED = "rejected"
    READY = "ready"
    DELIVERED = "delivered"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    TERMINATED = "terminated"
    REVOKED = "revoked"
    ANNULLED = "annulled"
    ARCHIVED = "archived"


class Verb(StrEnum):
    """What can be done with a case: by a person at the unit, or by the platform on hearing from another unit."""

    RECEIVE = "receive"
    OPEN_LINKED = "open_linked"
    REQUEST_CORRECTION = "request_correction"
    SUPPLEMENT = "supplement"
    ACCEPT = "accept"
    REFUSE_ACCEPTANCE = "refuse_acceptance"
    RETURN = "return"
    START_STEP = "start_step"
    FINISH_STEP = "finish_step"
    DECIDE = "decide"
    FORWARD = "forward"
    NOTE_FORWARD_ACKNOWLEDGED = "note_forward_acknowledged"
    TAKE_FORWARD_REJECTION = "take_forward_rejection"
    TAKE_UPPER_DECISION = "take_upper_decision"
    RAISE_LINK_ALARM = "raise_link_alarm"
    DELIVER = "deliver"
    TAKE_DISPATCH = "take_dispatch"
    CLOSE = "close"
    DEEM_ACCEPT = "deem_accept"
    HAND_IN_OWED = "hand_in_owed"
    PAUSE = "pause"
    RESUME = "resume"
    EXTEND = "extend"
    RECOMPUTE = "recompute"
    TAKE_MASTER_DUE = "take_master_due"
    PROPOSE_SUPPLEMENT = "propose_supplement"
    PROMISE = "promise"
    TAKE_SUPPLEMENT_ASKED = "take_supplement_asked"
    TAKE_SUPPLEMENTED = "take_supplemented"
    TAKE_WITHDRAWAL_ASKED = "take_withdrawal_asked"
    TAKE_WITHDRAWAL_RETRACTED = "take_withdrawal_retracted"
    TAKE_VOID = "take_void"
    DRAFT_DECISION = "draft_decision"
    REVIEW_DRAFT = "review_draft"
    MAKE_READY = "make_ready"
    ASK_WITHDRAWAL = "ask_withdrawal"
    RETRACT_WITHDRAWAL = "retract_withdrawal"
    CONFIRM_WITHDRAWAL = "confirm_withdrawal"
    TERMINATE = "terminate"
    REOPEN = "reopen"
    REVOKE = "revoke"
    ANNUL = "annul"
    CORRECT = "correct"
    ARCHIVE = "archive"
    TELL_HEARING_RIGHT = "tell_hearing_right"
    ASK_HEARING = "ask_hearing"
    SET_HEARING = "set_hearing"
    HOLD_HEARING = "hold_hearing"
    WAIVE_HEARING = "waive_hearing"
    HAND_OVER = "hand_over"
    NOTE_CONTACT = "note_contact"
    WARN_OF_SILENCE = "warn_of_silence"
    AGREE_BY_SILENCE = "agree_by_silence"
    RENEW_BY_SILENCE = "renew_by_silence"
    ATTACH_LATE_OPINION = "attach_late_opinion"


HEARING: frozenset[Verb] = frozenset(
    {Verb.TELL_HEARING_RIGHT, Verb.ASK_HEARING, Verb.SET_HEARING, Verb.HOLD_HEARING, Verb.WAIVE_HEARING}
)
"""Around a hearing, which is told of and held at any time before the decision."""
UNDER_WAY: frozenset[Verb] = HEARING | {
    Verb.PAUSE,
    Verb.EXTEND,
    Verb.RECOMPUTE,
    Verb.TAKE_MASTER_DUE,
    Verb.PROPOSE_SUPPLEMENT,
    Verb.PROMISE,
    Verb.TAKE_SUPPLEMENT_ASKED,
    Verb.TAKE_SUPPLEMENTED,
    Verb.TAKE_WITHDRAWAL_ASKED,
    Verb.TAKE_VOID,
    Verb.HAND_IN_OWED,
    Verb.ASK_WITHDRAWAL,
    Verb.TERMINATE,
    Verb.CORRECT,
    Verb.RENEW_BY_SILENCE,
}
"""What may be done with any accepted case that is not yet decided, besides its next step."""

SILENCE: frozenset[Verb] = frozenset({Verb.WARN_OF_SILENCE, Verb.AGREE_BY_SILENCE})
"""What a promise that runs out brings once somebody has the case in hand; a pause that does not count keeps nothing
from running out."""

COURSE: Mapping[Status | None, frozenset[Verb]] = {
    None: frozenset({Verb.RECEIVE, Verb.OPEN_LINKED}),
    Status.RECEIVED: frozenset(
        {
            Verb.REQUEST_CORRECTION,
            Verb.ACCEPT,
            Verb.DEEM_ACCEPT,
            Verb.REFUSE_ACCEPTANCE,
            Verb.ASK_WITHDRAWAL,
            Verb.CORRECT,
        }
    ),
    Status.CORRECTION_REQUESTED: frozenset({Verb.SUPPLEMENT, Verb.RETURN, Verb.ASK_WITHDRAWAL, Verb.CORRECT}),
    Status.NOT_ACCEPTED: frozenset({Verb.CORRECT, Verb.ARCHIVE}),
    Status.RETURNED: frozenset({Verb.CORRECT, Verb.ARCHIVE}),
    Status.ACCEPTED: UNDER_WAY | {Verb.START_STEP},
    Status.IN_REVIEW: UNDER_WAY | SILENCE | {Verb.START_STEP, Verb.FINISH_STEP},
    Status.AWAITING_DECISION: UNDER_WAY | SILENCE | {Verb.DRAFT_DECISION, Verb.REVIEW_DRAFT, Verb.DECIDE, Verb.FORWARD},
    Status.PAUSED: (UNDER_WAY - {Verb.PAUSE}) | SILENCE | {Verb.RESUME, Verb.SUPPLEMENT},
    Status.WITHDRAW_PENDING: frozenset(
        {
            Verb.RETRACT_WITHDRAWAL,
            Verb.CONFIRM_WITHDRAWAL,
            Verb.TERMINATE,
            Verb.RECOMPUTE,
            Verb.TAKE_MASTER_DUE,
            Verb.TAKE_SUPPLEMENT_ASKED,
            Verb.TAKE_SUPPLEMENTED,
            Verb.TAKE_WITHDRAWAL_RETRACTED,
            Verb.TAKE_VOID,
            Verb.CORRECT,
        }
    ),
    Status.ESCALATED: frozenset(
        {
            Verb.NOTE_FORWARD_ACKNOWLEDGED,
            Verb.TAKE_FORWARD_REJECTION,
            Verb.TAKE_UPPER_DECISION,
            Verb.RAISE_LINK_ALARM,
            Verb.TAKE_MASTER_DUE,
            Verb.TAKE_SUPPLEMENT_ASKED,
            Verb.TAKE_SUPPLEMENTED,
            Verb.TAKE_WITHDRAWAL_ASKED,
            Verb.TAKE_WITHDRAWAL_RETRACTED,
            Verb.TAKE_VOID,
            Verb.CORRECT,
        }
    ),
    Status.APPROVED: frozenset({Verb.MAKE_READY, Verb.DELIVER, Verb.TAKE_DISPATCH, Verb.CORRECT}),
    Status.APPROVED_BY_SILENCE: frozenset({Verb.MAKE_READY, Verb.DELIVER, Verb.CORRECT, Verb.ATTACH_LATE_OPINION}),
    Status.REJECTED: frozenset({Verb.MAKE_READY, Verb.DELIVER, Verb.TAKE_DISPATCH, Verb.CORRECT}),
    Status.READY: frozenset({Verb.DELIVER, Verb.TAKE_DISPATCH, Verb.CORRECT, Verb.ATTACH_LATE_OPINION}),
    Status.DELIVERED: frozenset({Verb.CLOSE, Verb.CORRECT, Verb.ATTACH_LATE_OPINION}),
    Status.CLOSED: frozenset(
        {Verb.REOPEN, Verb.REVOKE, Verb.ANNUL, Verb.CORRECT, Verb.ARCHIVE, Verb.ATTACH_LATE_OPINION}
    ),
    Status.WITHDRAWN: frozenset({Verb.CORRECT, Verb.ARCHIVE}),
    Status.TERMINATED: frozenset({Verb.CORRECT, Verb.ARCHIVE}),
    Status.REVOKED: frozenset({Verb.CORRECT, Verb.ARCHIVE}),
    Status.ANNULLED: frozenset({Verb.CORRECT, Verb.ARCHIVE}),
    Status.ARCHIVED: frozenset({Verb.CORRECT}),
}
"""The next steps of its course."""

FINAL: frozenset[Status] = frozenset(
    {
        Status.NOT_ACCEPTED,
        Status.RETURNED,
        Status.CLOSED,
        Status.WITHDRAWN,
        Status.TERMINATED,
        Status.REVOKED,
        Status.ANNULLED,
        Status.ARCHIVED,
    }
)
"""No clock runs any more: only acts about the file itself are left, and a privileged reopening."""

ALLOWED: Mapping[Status | None, frozenset[Verb]] = {
    status: verbs
    if status is None
    else verbs | ({Verb.NOTE_CONTACT} if status in FINAL else {Verb.NOTE_CONTACT, Verb.HAND_OVER})
    for status, verbs in COURSE.items()
}
"""What may be done next; everything else is refused. None: before the case is there.

An applicant may come at any time, and while a case is open somebody else may come to answer for it.
"""

STATUS_NAMES: Mapping[Status, str] = {
    Status.RECEIVED: "已收件",
    Status.CORRECTION_REQUESTED: "待补正",
    Status.NOT_ACCEPTED: "不予受理",
    Status.RETURNED: "已退回",
    Status.ACCEPTED: "已受理",
    Status.IN_REVIEW: "审查中",
    Status.AWAITING_DECISION: "待决定",
    Status.PAUSED: "计时中止",
    Status.WITHDRAW_PENDING: "撤回待确认",
    Status.ESCALATED: "待上级审批",
    Status.APPROVED: "准予",
    Status.APPROVED_BY_SILENCE: "视为准予",
    Status.REJECTED: "不予",
    Status.READY: "待领取",
    Status.DELIVERED: "已送达",
    Status.CLOSED: "办结",
    Status.WITHDRAWN: "已撤回",
    Status.TERMINATED: "已终止",
    Status.REVOKED: "已撤销",
    Status.ANNULLED: "已注销",
    Status.ARCHIVED: "已归档",
}

VERB_NAMES: Mapping[Verb, str] = {
    Verb.RECEIVE: "收件",
    Verb.OPEN_LINKED: "承接联办",
    Verb.REQUEST_CORRECTION: "一次性告知",
    Verb.SUPPLEMENT: "补正",
    Verb.ACCEPT: "受理",
    Verb.REFUSE_ACCEPTANCE: "不予受理",
    Verb.RETURN: "退回",
    Verb.START_STEP: "开始环节",
    Verb.FINISH_STEP: "完成环节",
    Verb.DECIDE: "决定",
    Verb.FORWARD: "上报",
    Verb.NOTE_FORWARD_ACKNOWLEDGED: "记录上级签收",
    Verb.TAKE_FORWARD_REJECTION: "接收上级退回",
    Verb.TAKE_UPPER_DECISION: "接收上级决定",
    Verb.RAISE_LINK_ALARM: "联动告警",
    Verb.DELIVER: "送达",
    Verb.TAKE_DISPATCH: "统一发件",
    Verb.CLOSE: "办结",
    Verb.DEEM_ACCEPT: "视为受理",
    Verb.HAND_IN_OWED: "容缺补齐",
    Verb.PAUSE: "暂停计时",
    Verb.RESUME: "恢复计时",
    Verb.EXTEND: "延期",
    Verb.RECOMPUTE: "期限重算",
    Verb.TAKE_MASTER_DUE: "接收主件期限变更",
    Verb.PROPOSE_SUPPLEMENT: "提请补正",
    Verb.PROMISE: "承诺办结日期",
    Verb.TAKE_SUPPLEMENT_ASKED: "接收补正通知",
    Verb.TAKE_SUPPLEMENTED: "接收补正材料",
    Verb.TAKE_WITHDRAWAL_ASKED: "接收撤回通知",
    Verb.TAKE_WITHDRAWAL_RETRACTED: "接收取消撤回通知",
    Verb.TAKE_VOID: "接收作废通知",
    Verb.DRAFT_DECISION: "拟稿",
    Verb.REVIEW_DRAFT: "审核",
    Verb.MAKE_READY: "通知领取",
    Verb.ASK_WITHDRAWAL: "申请撤回",
    Verb.RETRACT_WITHDRAWAL: "取消撤回",
    Verb.CONFIRM_WITHDRAWAL: "确认撤回",
    Verb.TERMINATE: "终止",
    Verb.REOPEN: "重新办理",
    Verb.REVOKE: "撤销",
    Verb.ANNUL: "注销",
    Verb.CORRECT: "更正",
    Verb.ARCHIVE: "归档",
    Verb.TELL_HEARING_RIGHT: "告知听证权利",
    Verb.ASK_HEARING: "要求听证",
    Verb.SET_HEARING: "安排听证",
    Verb.HOLD_HEARING: "举行听证",
    Verb.WAIVE_HEARING: "放弃听证",
    Verb.HAND_OVER: "移交",
    Verb.NOTE_CONTACT: "登记来访",
    Verb.WARN_OF_SILENCE: "默许预警",
    Verb.AGREE_BY_SILENCE: "视为同意",
    Verb.RENEW_BY_SILENCE: "视为准予延续",
    Verb.ATTACH_LATE_OPINION: "附迟到意见",
}
