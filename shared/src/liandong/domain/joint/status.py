"""Where a joint master may stand, and what may be done next there, as data."""

from collections.abc import Mapping
from enum import StrEnum


class JointStatus(StrEnum):
    """联办主件的状态."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    JOINED = "joined"
    DISPATCHED = "dispatched"


class JointVerb(StrEnum):
    """What can be done with a joint master."""

    RECEIVE = "receive"
    ACCEPT = "accept"
    NOTE_SHARE_ACKNOWLEDGED = "note_share_acknowledged"
    TAKE_SHARE_REJECTION = "take_share_rejection"
    ASK_AGAIN = "ask_again"
    TAKE_SHARE_ANSWER = "take_share_answer"
    RAISE_LINK_ALARM = "raise_link_alarm"
    RECOMPUTE = "recompute"
    EXTEND = "extend"
    DISPATCH = "dispatch"


ALLOWED: Mapping[JointStatus | None, frozenset[JointVerb]] = {
    None: frozenset({JointVerb.RECEIVE}),
    JointStatus.RECEIVED: frozenset({JointVerb.ACCEPT}),
    JointStatus.ACCEPTED: frozenset(
        {
            JointVerb.NOTE_SHARE_ACKNOWLEDGED,
            JointVerb.TAKE_SHARE_REJECTION,
            JointVerb.ASK_AGAIN,
            JointVerb.TAKE_SHARE_ANSWER,
            JointVerb.RAISE_LINK_ALARM,
            JointVerb.RECOMPUTE,
            JointVerb.EXTEND,
        }
    ),
    JointStatus.JOINED: frozenset({JointVerb.DISPATCH}),
    JointStatus.DISPATCHED: frozenset(),
}
"""What may be done next; everything else is refused. None: before the master is there."""

FINAL: frozenset[JointStatus] = frozenset({JointStatus.DISPATCHED})

STATUS_NAMES: Mapping[JointStatus, str] = {
    JointStatus.RECEIVED: "已收件",
    JointStatus.ACCEPTED: "联合受理、并联审批中",
    JointStatus.JOINED: "各件已全部决定",
    JointStatus.DISPATCHED: "已统一发件",
}

VERB_NAMES: Mapping[JointVerb, str] = {
    JointVerb.RECEIVE: "联办收件",
    JointVerb.ACCEPT: "联合受理",
    JointVerb.NOTE_SHARE_ACKNOWLEDGED: "记录签收",
    JointVerb.TAKE_SHARE_REJECTION: "接收退回",
    JointVerb.ASK_AGAIN: "重新转办",
    JointVerb.TAKE_SHARE_ANSWER: "接收答复",
    JointVerb.RAISE_LINK_ALARM: "联动告警",
    JointVerb.RECOMPUTE: "期限重算",
    JointVerb.EXTEND: "延期",
    JointVerb.DISPATCH: "统一发件",
}
