"""Where a matter stands when its lead speaks while it stands still already, or while its applicant withdraws."""

from typing import TypedDict

from e_supervision.timeline.state import Standing, Timeline


class Stands(TypedDict, total=False):
    """What changes of where it stands."""

    standing: Standing
    before: Standing | None
    before_withdrawal: Standing | None


def paused_over(timeline: Timeline) -> Stands:
    """A pause begins: under a withdrawal that is not confirmed it is what is gone back to."""
    match timeline.standing:
        case Standing.PAUSED:
            return {}
        case Standing.WITHDRAW_PENDING:
            before = timeline.before_withdrawal
            paused = before is Standing.PAUSED
            return {} if paused else {"before": before, "before_withdrawal": Standing.PAUSED}
        case standing:
            return {"standing": Standing.PAUSED, "before": standing}


def resumed_under(timeline: Timeline) -> Stands:
    """The last open pause ends."""
    back = timeline.before or Standing.IN_REVIEW
    if timeline.standing is Standing.WITHDRAW_PENDING:
        return {"before": None, "before_withdrawal": back}
    return {"standing": back, "before": None}
