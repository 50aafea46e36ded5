"""V-PROMISE: the promised limit has passed without a decision."""

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
