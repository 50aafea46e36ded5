"""Where a joint master may stand, and what may be done next there, as data."""

from collections.abc import Mapping
from enum import StrEnum


class JointStatus(StrEnum):
    """联办主件的状态."""

    RECEIVED = "received"
    CORRECTION_REQUESTED = "correction_requested"
    NOT_ACCEPTED = "not_accepted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    FOLLOWING = "following"
    JOINED = "joined"
    WITHDRAWN = "withdrawn"
    TERMINATED = "terminated"
    DISPATCHED = "dispatched"


class JointVerb(StrEnum):
    """What can be done with a joint master."""

    RECEIVE = "receive"
    OPEN_CHECK = "open_check"
    TAKE_CHECK_ANSWER = "take_check_answer"
    REQUEST_CORRECTION = "request_correction"
    SUPPLEMENT = "supplement"
    REFUSE_ACCEPTANCE = "refuse_acceptance"
    RETURN = "return"
    DEEM_ACCEPT = "deem_accept"
    ACCEPT = "accept"
    NOTE_SHARE_ACKNOWLEDGED = "note_share_acknowledged"
    TAKE_SHARE_REJECTION = "take_share_rejection"
    ASK_AGAIN = "ask_again"
    TAKE_SHARE_ANSWER = "take_share_answer"
    TAKE_SHARE_PAUSE = "take_share_pause"
    TAKE_SHARE_RESUMPTION = "take_share_resumption"
    TAKE_SHARE_PROMISE = "take_share_promise"
    ADD_SHARE = "add_share"
    RAISE_LINK_ALARM = "raise_link_alarm"
    RECOMPUTE = "recompute"
    EXTEND = "extend"
    TAKE_SUPPLEMENT_PROPOSAL = "take_supplement_proposal"
    ASK_SUPPLEMENT = "ask_supplement"
    ASK_WITHDRAWAL = "ask_withdrawal"
    RETRACT_WITHDRAWAL = "retract_withdrawal"
    VOID_SHARE = "void_share"
    TERMINATE = "terminate"
    DISPATCH = "dispatch"


UNDER_WAY: frozenset[JointVerb] = frozenset(
    {
        JointVerb.NOTE_SHARE_ACKNOWLEDGED,
        JointVerb.TAKE_SHARE_ANSWER,
        JointVerb.TAKE_SHARE_PAUSE,
        JointVerb.TAKE_SHARE_RESUMPTION,
        JointVerb.TAKE_SHARE_PROMISE,
        JointVerb.SUPPLEMENT,
        JointVerb.TAKE_SUPPLEMENT_PROPOSAL,
        JointVerb.ASK_SUPPLEMENT,
        JointVerb.ASK_WITHDRAWAL,
        JointVerb.RETRACT_WITHDRAWAL,
        JointVerb.VOID_SHARE,
    }
)
"""What may be done while units are at work on shares, also on those that follow."""
LATE: frozenset[JointVerb] = frozenset({JointVerb.TAKE_SHARE_ANSWER, JointVerb.DISPATCH})
"""What is left once the whole has ended: a share was decided while the word that it is void was on its way (D.12.2)."""

ALLOWED: Mapping[JointStatus | None, frozenset[JointVerb]] = {
    None: frozenset({JointVerb.RECEIVE}),
    JointStatus.RECEIVED: frozenset(
        {
            JointVerb.OPEN_CHECK,
            JointVerb.TAKE_CHECK_ANSWER,
            JointVerb.REQUEST_CORRECTION,
            JointVerb.REFUSE_ACCEPTANCE,
            JointVerb.DEEM_ACCEPT,
            JointVerb.ACCEPT,
            JointVerb.ASK_WITHDRAWAL,
        }
    ),
    JointStatus.CORRECTION_REQUESTED: frozenset({JointVerb.SUPPLEMENT, JointVerb.RETURN, JointVerb.ASK_WITHDRAWAL}),
    JointStatus.NOT_ACCEPTED: frozenset(),
    JointStatus.RETURNED: frozenset(),
    JointStatus.ACCEPTED: UNDER_WAY
    | {
        JointVerb.TAKE_SHARE_REJECTION,
        JointVerb.ASK_AGAIN,
        JointVerb.ADD_SHARE,
        JointVerb.RAISE_LINK_ALARM,
        JointVerb.RECOMPUTE,
        JointVerb.EXTEND,
        JointVerb.TERMINATE,
    },
    JointStatus.FOLLOWING: UNDER_WAY,
    JointStatus.JOINED: LATE,
    JointStatus.DISPATCHED: LATE,
    JointStatus.WITHDRAWN: LATE,
    JointStatus.TERMINATED: LATE,
}
"""What may be done next; everything else is refused. None: before the master is there."""

FINAL: frozenset[JointStatus] = frozenset(
    {
        JointStatus.NOT_ACCEPTED,
        JointStatus.RETURNED,
        JointStatus.DISPATCHED,
        JointStatus.WITHDRAWN,
        JointStatus.TERMINATED,
    }
)
"""No clock runs any more; `LATE` may be left to do."""

STATUS_NAMES: Mapping[JointStatus, str] = {
    JointStatus.RECEIVED: "已收件",
    JointStatus.CORRECTION_REQUESTED: "待补正",
    JointStatus.NOT_ACCEPTED: "不予受理",
    JointStatus.RETURNED: "已退回",
    JointStatus.ACCEPTED: "联合受理、并联审批中",
    JointStatus.FOLLOWING: "主办已决定、其余按承诺办理中",
    JointStatus.JOINED: "各件已全部决定",
    JointStatus.DISPATCHED: "已统一发件",
    JointStatus.WITHDRAWN: "已撤回",
    JointStatus.TERMINATED: "已终止",
}

VERB_NAMES: Mapping[JointVerb, str] = {
    JointVerb.RECEIVE: "联办收件",
    JointVerb.OPEN_CHECK: "会审材料",
    JointVerb.TAKE_CHECK_ANSWER: "接收核对答复",
    JointVerb.REQUEST_CORRECTION: "一次性告知",
    JointVerb.SUPPLEMENT: "补正",
    JointVerb.REFUSE_ACCEPTANCE: "不予受理",
    JointVerb.RETURN: "退回",
    JointVerb.DEEM_ACCEPT: "视为受理",
    JointVerb.ACCEPT: "联合受理",
    JointVerb.NOTE_SHARE_ACKNOWLEDGED: "记录签收",
    JointVerb.TAKE_SHARE_REJECTION: "接收退回",
    JointVerb.ASK_AGAIN: "重新转办",
    JointVerb.TAKE_SHARE_ANSWER: "接收答复",
    JointVerb.TAKE_SHARE_PAUSE: "接收分件暂停",
    JointVerb.TAKE_SHARE_RESUMPTION: "接收分件恢复计时",
    JointVerb.TAKE_SHARE_PROMISE: "接收分件承诺",
    JointVerb.ADD_SHARE: "追加分件",
    JointVerb.RAISE_LINK_ALARM: "联动告警",
    JointVerb.RECOMPUTE: "期限重算",
    JointVerb.EXTEND: "延期",
    JointVerb.TAKE_SUPPLEMENT_PROPOSAL: "接收补正提请",
    JointVerb.ASK_SUPPLEMENT: "通知补正",
    JointVerb.ASK_WITHDRAWAL: "申请撤回",
    JointVerb.RETRACT_WITHDRAWAL: "取消撤回",
    JointVerb.VOID_SHARE: "作废分件",
    JointVerb.TERMINATE: "终止",
    JointVerb.DISPATCH: "统一发件",
}
