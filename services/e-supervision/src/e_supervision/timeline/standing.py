"""Where a matter stands when its lead speaks while it stands still already, its applicant withdraws, or it is above."""

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
        case Standing.PAUSED | Standing.ESCALATED:
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
    if timeline.standing is Standing.ESCALATED:
        return {}
    if timeline.standing is Standing.WITHDRAW_PENDING:
        return {"before": None, "before_withdrawal": back}
    return {"standing": back, "before": None}


def withdrawal_over(timeline: Timeline) -> Stands:
    """A withdrawal is asked for; of what was handed up the unit above confirms it."""
    if timeline.standing is Standing.ESCALATED:
        return {"before_withdrawal": Standing.IN_REVIEW}
    return {"standing": Standing.WITHDRAW_PENDING, "before_withdrawal": timeline.standing}


def retracted_under(timeline: Timeline) -> Stands:
    """The applicant wants it to go on."""
    if timeline.standing is Standing.ESCALATED:
        return {"before_withdrawal": None}
    return {"standing": timeline.before_withdrawal or Standing.IN_REVIEW, "before_withdrawal": None}


def came_back(timeline: Timeline) -> Stands:
    """The unit above could not take it: what the lead has said meanwhile holds here again."""
    stands: Stands = {"standing": Standing.IN_REVIEW}
    if any(each.end is None for each in timeline.pauses):
        stands = {"standing": Standing.PAUSED, "before": Standing.IN_REVIEW}
    if timeline.before_withdrawal is not None:
        stands |= {"before_withdrawal": stands["standing"], "standing": Standing.WITHDRAW_PENDING}
    return stands
