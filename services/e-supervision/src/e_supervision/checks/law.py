"""V-LAW: the statutory limit has passed without a decision."""

from e_supervision.checks.finding import Finding, Level, passed
from e_supervision.clocks import Clock
from e_supervision.lights import Judgement
from e_supervision.timeline import Timeline


def statutory_limit_passed(timeline: Timeline, judgement: Judgement) -> Finding | None:
    """Whether the decision came, or still has not come, after the statutory due day (行政许可法 42)."""
    due = passed(judgement, Clock.STATUTORY)
    if due is None:
        return None
    return Finding(
        rule="V-LAW",
        version=1,
        level=Level.RED,
        due=due,
        basis="行政许可法 42",
        sentence=f"超过法定期限: 应于{due:%Y-%m-%d}前作出决定",
    )
