"""V-PAUSE and V-LATE-EXT: the clock was stopped or moved otherwise than the law lets it be."""

from datetime import date

from e_supervision.checks.finding import Finding, Level
from e_supervision.lights import Judgement
from e_supervision.timeline import Timeline
from liandong.events.case_clock import PauseGround

OFTEN = 3
"""Pauses of one case from which on they are found too many."""


def pause_without_notice(timeline: Timeline, judgement: Judgement) -> Finding | None:
    """Whether a special procedure or a hold began without written notice; such a pause is not counted."""
    pause = next((each for each in timeline.pauses if not each.counts), None)
    if pause is None:
        return None
    return _finding(
        "V-PAUSE-NONOTICE", pause.start, "行政许可法 45", "中止计时没有书面告知申请人，该段时间照常计入期限"
    )


def pause_too_long(timeline: Timeline, judgement: Judgement) -> Finding | None:
    """Whether a pause lasts, or lasted, longer than was stated."""
    for pause in timeline.pauses:
        stated = pause.expected_until
        if stated is not None and (pause.end or judgement.day) > stated:
            return _finding(
                "V-PAUSE-LONG", stated, "行政许可法 45", f"中止计时超过告知的时间: 应于{stated:%Y-%m-%d}前结束"
            )
    return None


def paused_too_often(timeline: Timeline, judgement: Judgement) -> Finding | None:
    """Whether one case was paused again and again."""
    if len(timeline.pauses) < OFTEN:
        return None
    return _finding(
        "V-PAUSE-COUNT", timeline.pauses[OFTEN - 1].start, "监察规则", f"同一办件中止计时{len(timeline.pauses)}次"
    )


def second_supplement(timeline: Timeline, judgement: Judgement) -> Finding | None:
    """Whether a second list was sent in review that new material does not explain."""
    asked = [pause for pause in timeline.pauses if pause.ground is PauseGround.SUPPLEMENT]
    again = next((pause for pause in asked[1:] if not pause.new_material), None)
    if again is None:
        return None
    return _finding("V-SECOND-NOTICE", again.start, "行政许可法 32(1)(4)", "受理后再次要求补正")


def extended_too_late(timeline: Timeline, judgement: Judgement) -> Finding | None:
    """Whether the limit was extended after its last day, as that was before the extension."""
    extended, last_day = timeline.extended, judgement.before_extension
    if extended is None or last_day is None or extended.on <= last_day:
        return None
    return _finding("V-LATE-EXT", last_day, "行政许可法 42", "期限届满之后才批准延期")


def _finding(rule: str, due: date, basis: str, sentence: str) -> Finding:
    return Finding(rule=rule, version=1, level=Level.YELLOW, due=due, basis=basis, sentence=sentence)
