"""V-ONCE: the applicant was told nothing within five working days, so the case counts as accepted."""

from e_supervision.checks.finding import Finding, Level
from e_supervision.clocks import Clock
from e_supervision.lights import Judgement
from e_supervision.timeline import Timeline


def accepted_by_lapse(timeline: Timeline, judgement: Judgement) -> Finding | None:
    """Whether acceptance was deemed: no notice, acceptance or refusal came in time (行政许可法 32(1)(4))."""
    if not timeline.deemed:
        return None
    due = next((each.due for each in judgement.clocks if each.clock is Clock.NOTICE), timeline.accepted_on)
    assert due is not None, "deemed is said at acceptance"
    return Finding(
        rule="V-ONCE",
        version=1,
        level=Level.YELLOW,
        due=due,
        basis="行政许可法 32(1)(4)",
        sentence=f"逾期未一次性告知: 应于{due:%Y-%m-%d}前告知，现视为受理",
    )
