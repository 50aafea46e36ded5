"""V-PROMISE and V-FOLLOW: a promised limit, or the day promised to a lead, has passed without a decision."""

from e_supervision.checks.finding import Finding, Level, passed
from e_supervision.clocks import Clock
from e_supervision.lights import Judgement
from e_supervision.timeline import Timeline


def promised_limit_passed(timeline: Timeline, judgement: Judgement) -> Finding | None:
    """Whether the decision came, or still has not come, after the promised due day."""
    due = passed(judgement, Clock.PROMISED)
    if due is None:
        return None
    return Finding(
        rule="V-PROMISE",
        version=1,
        level=Level.YELLOW,
        due=due,
        basis="服务承诺",
        sentence=f"超过承诺期限: 应于{due:%Y-%m-%d}前办结",
    )


def followed_too_late(timeline: Timeline, judgement: Judgement) -> Finding | None:
    """Whether a share that only follows was not decided by the day its unit promised; the lead went on for it."""
    by = timeline.decide_by
    if by is None or (timeline.stopped_on or judgement.day) <= by:
        return None
    return Finding(
        rule="V-FOLLOW",
        version=1,
        level=Level.YELLOW,
        due=by,
        basis="前置联办承诺（DB34/T 1164-2010）",
        sentence=f"超过对牵头单位的承诺: 应于{by:%Y-%m-%d}前作出决定",
    )
