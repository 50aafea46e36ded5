"""V-HEARING: a hearing that was asked for was not held within twenty working days."""

from e_supervision.checks.finding import Finding, Level, passed
from e_supervision.clocks import Clock
from e_supervision.lights import Judgement
from e_supervision.timeline import Timeline


def hearing_not_organised(timeline: Timeline, judgement: Judgement) -> Finding | None:
    """Whether the hearing came, or still has not come, after its last day (行政许可法 47)."""
    due = passed(judgement, Clock.HEARING)
    if due is None:
        return None
    return Finding(
        rule="V-HEARING",
        version=1,
        level=Level.YELLOW,
        due=due,
        basis="行政许可法 47",
        sentence=f"逾期未组织听证: 应于{due:%Y-%m-%d}前举行",
    )
