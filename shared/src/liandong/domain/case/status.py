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
    ESCALATED = "escalated"
    APPROVED = "approved"
    REJECTED = "rejected"
    DELIVERED = "delivered"
    CLOSED = "closed"


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


ALLOWED: Mapping[Status | None, frozenset[Verb]] = {
    None: frozenset({Verb.RECEIVE, Verb.OPEN_LINKED}),
    Status.RECEIVED: frozenset({Verb.REQUEST_CORRECTION, Verb.ACCEPT, Verb.REFUSE_ACCEPTANCE}),
    Status.CORRECTION_REQUESTED: frozenset({Verb.SUPPLEMENT, Verb.RETURN}),
    Status.NOT_ACCEPTED: frozenset(),
    Status.RETURNED: frozenset(),
    Status.ACCEPTED: frozenset({Verb.START_STEP}),
    Status.IN_REVIEW: frozenset({Verb.START_STEP, Verb.FINISH_STEP}),
    Status.AWAITING_DECISION: frozenset({Verb.DECIDE, Verb.FORWARD}),
    Status.ESCALATED: frozenset(
        {
            Verb.NOTE_FORWARD_ACKNOWLEDGED,
            Verb.TAKE_FORWARD_REJECTION,
            Verb.TAKE_UPPER_DECISION,
            Verb.RAISE_LINK_ALARM,
        }
    ),
    Status.APPROVED: frozenset({Verb.DELIVER, Verb.TAKE_DISPATCH}),
    Status.REJECTED: frozenset({Verb.DELIVER, Verb.TAKE_DISPATCH}),
    Status.DELIVERED: frozenset({Verb.CLOSE}),
    Status.CLOSED: frozenset(),
}
"""What may be done next; everything else is refused. None: before the case is there."""

FINAL: frozenset[Status] = frozenset({Status.NOT_ACCEPTED, Status.RETURNED, Status.CLOSED})
"""Nothing is done any more."""

STATUS_NAMES: Mapping[Status, str] = {
    Status.RECEIVED: "已收件",
    Status.CORRECTION_REQUESTED: "待补正",
    Status.NOT_ACCEPTED: "不予受理",
    Status.RETURNED: "已退回",
    Status.ACCEPTED: "已受理",
    Status.IN_REVIEW: "审查中",
    Status.AWAITING_DECISION: "待决定",
    Status.ESCALATED: "待上级审批",
    Status.APPROVED: "准予",
    Status.REJECTED: "不予",
    Status.DELIVERED: "已送达",
    Status.CLOSED: "办结",
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
}
