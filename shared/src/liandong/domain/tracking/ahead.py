"""What happens next to a matter, and by when: a sentence for every state, and the limit that applies."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Final

from liandong.domain.case.limits import NOTICE_LIMIT
from liandong.domain.case.state import Case
from liandong.domain.case.status import Status
from liandong.domain.joint.state import Joint
from liandong.domain.joint.status import JointStatus
from liandong.domain.worktime import clock
from liandong.domain.worktime.calendar import WorkingCalendar

DELIVERY_LIMIT: Final = 10
"""Working days to hand out a decision (行政许可法 44)."""


class By(Enum):
    """Which limit the next thing is bound by."""

    NOTICE = auto()
    PROMISE = auto()
    DELIVERY = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class Next:
    """What comes next, and its last day if there is one."""

    what: str
    by: date | None


NEXT: Final[Mapping[Status, tuple[str, By] | None]] = {
    Status.RECEIVED: ("窗口审核材料，受理或者一次性告知需要补正的内容", By.NOTICE),
    Status.CORRECTION_REQUESTED: ("请按告知书补齐所列材料", By.NONE),
    Status.NOT_ACCEPTED: None,
    Status.RETURNED: None,
    Status.ACCEPTED: ("审查并作出决定", By.PROMISE),
    Status.IN_REVIEW: ("审查并作出决定", By.PROMISE),
    Status.AWAITING_DECISION: ("作出决定", By.PROMISE),
    Status.PAUSED: ("等待补正材料、特别程序或者中止事由结束，之后恢复计时", By.NONE),
    Status.WITHDRAW_PENDING: ("承办部门确认撤回", By.NONE),
    Status.ESCALATED: ("上级机关审查并作出决定", By.NONE),
    Status.APPROVED: ("送达决定和证照，也可到窗口领取", By.DELIVERY),
    Status.APPROVED_BY_SILENCE: ("送达视为准予的结果，也可到窗口领取", By.DELIVERY),
    Status.REJECTED: ("送达决定，其中写明理由和救济途径", By.DELIVERY),
    Status.READY: ("请到窗口领取结果", By.NONE),
    Status.DELIVERED: ("归档办结", By.NONE),
    Status.CLOSED: None,
    Status.WITHDRAWN: None,
    Status.TERMINATED: None,
    Status.REVOKED: None,
    Status.ANNULLED: None,
    Status.ARCHIVED: None,
}
"""By the state of a case; None: nothing more is to come."""

NEXT_OF_JOINT: Final[Mapping[JointStatus, tuple[str, By] | None]] = {
    JointStatus.RECEIVED: ("联合受理", By.NOTICE),
    JointStatus.CORRECTION_REQUESTED: ("请按告知书补齐所列材料", By.NONE),
    JointStatus.NOT_ACCEPTED: None,
    JointStatus.RETURNED: None,
    JointStatus.ACCEPTED: ("各有关单位分别审查并作出决定", By.PROMISE),
    JointStatus.FOLLOWING: ("主办事项已决定，其余有关单位按承诺的日期作出决定", By.NONE),
    JointStatus.JOINED: ("统一送达全部决定，也可到窗口领取", By.DELIVERY),
    JointStatus.DISPATCHED: None,
    JointStatus.WITHDRAWN: None,
    JointStatus.TERMINATED: None,
}


def next_of_case(case: Case, calendar: WorkingCalendar) -> Next | None:
    return _next(NEXT[case.status], case.effective_on, case.promised_due, case.decided_on, calendar)


def next_of_joint(joint: Joint, calendar: WorkingCalendar) -> Next | None:
    return _next(NEXT_OF_JOINT[joint.status], joint.effective_on, joint.promised_due, joint.joined_on, calendar)


def _next(
    ahead: tuple[str, By] | None,
    effective_on: date,
    promised_due: date | None,
    decided_on: date | None,
    calendar: WorkingCalendar,
) -> Next | None:
    if ahead is None:
        return None
    what, bound = ahead
    match bound:
        case By.NOTICE:
            return Next(what, clock.due(calendar, effective_on, NOTICE_LIMIT).day)
        case By.PROMISE:
            return Next(what, promised_due)
        case By.DELIVERY:
            return Next(what, None if decided_on is None else clock.due(calendar, decided_on, DELIVERY_LIMIT).day)
        case By.NONE:
            return Next(what, None)
