"""The checks 监察规则: each looks at one matter as heard and says whether it breaks a rule, and by which clock."""

from collections.abc import Callable

from e_supervision.checks.authority import Letters, acted_without_letter
from e_supervision.checks.finding import Finding
from e_supervision.checks.hearing import hearing_not_organised
from e_supervision.checks.law import statutory_limit_passed
from e_supervision.checks.notice import accepted_by_lapse
from e_supervision.checks.pauses import (
    extended_too_late,
    pause_too_long,
    pause_without_notice,
    paused_too_often,
    second_supplement,
)
from e_supervision.checks.promise import followed_too_late, promised_limit_passed
from e_supervision.checks.silence import silence_decided
from e_supervision.lights import Judgement
from e_supervision.timeline import Timeline

Check = Callable[[Timeline, Judgement], Finding | None]

ALL_CHECKS: tuple[Check, ...] = (
    statutory_limit_passed,
    promised_limit_passed,
    followed_too_late,
    accepted_by_lapse,
    pause_without_notice,
    pause_too_long,
    paused_too_often,
    second_supplement,
    extended_too_late,
    hearing_not_organised,
    silence_decided,
)

__all__ = ["ALL_CHECKS", "Check", "Finding", "Letters", "findings"]


def findings(timeline: Timeline, judgement: Judgement, letters: Letters | None = None) -> tuple[Finding, ...]:
    """What all checks find, in the order of ALL_CHECKS; then, where the unit's letters are known, what they do not
    cover."""
    found = [check(timeline, judgement) for check in ALL_CHECKS]
    if letters is not None:
        found.append(acted_without_letter(timeline, letters))
    return tuple(finding for finding in found if finding is not None)
