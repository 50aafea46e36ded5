"""By what somebody acts for his department: letters of authorisation, posts, and what an act was done under."""

from dataclasses import dataclass
from enum import StrEnum

from liandong.terms.codes import LetterId, StaffId


class LetterRule(StrEnum):
    """Where a unit wants a letter of authorisation for what is done in a department's name."""

    ALWAYS = "always"  # 一律凭授权书
    WHERE_GRANTED = "where_granted"  # 部门已就该事项授权的凭授权书，其余凭岗位


class LetterAct(StrEnum):
    """What a letter authorises to."""

    ACCEPT = "accept"  # 受理
    REFUSE = "refuse"  # 不予受理
    DECIDE = "decide"  # 审批决定
    EXTEND = "extend"  # 批准延期
    PAUSE = "pause"  # 暂停计时
    FORWARD = "forward"  # 上报
    TERMINATE = "terminate"  # 终止办理
    URGENT = "urgent"  # 特别处置: to decide in urgency what the letter does not name


class LetterPost(StrEnum):
    """A/B 岗."""

    A = "a"
    B = "b"


class ActGround(StrEnum):
    """What gives the power to an act in a department's name, where it is not the post alone."""

    LETTER = "letter"  # 凭授权书
    OFFICE = "office"  # 依职权: the department's head himself


@dataclass(frozen=True, slots=True, kw_only=True)
class ActedUnder:
    """Who did an act, by what, and for whom: `instead_of` is the absent A where `holder` acted as his B."""

    ground: ActGround
    holder: StaffId
    letter: LetterId | None = None
    post: LetterPost | None = None
    instead_of: StaffId | None = None
