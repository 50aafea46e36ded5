"""How time is counted where the law leaves a choice: a policy is a named, versioned value, its choices spelt out.

Not a choice: the start day is not counted (民法典 201); limits are working days unless said otherwise (行政许可法 82).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from liandong.terms.refusal import Nature, Refused


class EventDay(StrEnum):
    """Which days of a pause the clock does not spend (D.4.2); 民法典 201 leaves the resume day open."""

    SPENT_IF_RUNNING_AT_ITS_END = "spent_if_running_at_its_end"  # a pause covers [start, end)
    RESUME_DAY_NOT_SPENT = "resume_day_not_spent"  # a pause covers [start, end]: one of a single day costs that day


class DayEnd(StrEnum):
    """When a last day has ended (民法典 203)."""

    MIDNIGHT = "midnight"  # 24:00
    CLOSE_OF_BUSINESS = "close_of_business"  # 停止业务活动的时间


class Resume(StrEnum):
    """What is left of a limit after a pause that does not say so itself (D.4.6)."""

    CONTINUE = "continue"  # 中止: the rest
    RESTART = "restart"  # 中断: the whole limit anew


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One way to count; a case keeps the name it was judged by.

    `unit_day_ends` is the end of a department's last day, `counter_day_ends` that of an applicant's at a counter
    (D.12.5).
    """

    name: str
    event_day: EventDay
    resume: Resume
    unit_day_ends: DayEnd
    counter_day_ends: DayEnd


CN_WORKDAYS_1: Final = Policy(
    name="cn-workdays-1",
    event_day=EventDay.SPENT_IF_RUNNING_AT_ITS_END,
    resume=Resume.CONTINUE,
    unit_day_ends=DayEnd.MIDNIGHT,
    counter_day_ends=DayEnd.CLOSE_OF_BUSINESS,
)
"""The policy that ships."""

POLICIES: Final[Mapping[str, Policy]] = MappingProxyType({CN_WORKDAYS_1.name: CN_WORKDAYS_1})
"""Every policy this program can count by; a changed choice is another name."""


def policy_named(name: str) -> Policy:
    """The policy of this name. Raises Refused (INVALID)."""
    try:
        return POLICIES[name]
    except KeyError:
        raise Refused(
            "deadline.unknown-policy",
            f"没有名为“{name}”的计时规则，可用的规则：{'、'.join(POLICIES)}",
            nature=Nature.INVALID,
        ) from None
