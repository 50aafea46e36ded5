"""Why a joint master is due on its day: its history in the terms of working time (F101)."""

from typing import Final

from liandong.domain.case.explained import BASES, Which
from liandong.domain.joint.state import Joint
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.clock import Pause
from liandong.domain.worktime.explain import Explanation, explain
from liandong.domain.worktime.holidays import Holidays
from liandong.domain.worktime.limit import Extension, Limit
from liandong.domain.worktime.stated_pause import StatedPause
from liandong.events.case_clock import PauseKind
from liandong.events.reference import CatalogueEntry
from liandong.terms.legal_time import midnight
from liandong.terms.refusal import Nature, Refused

ALL_STILL: Final = "全部未办结的分件同时暂停计时"
BASIS: Final = "行政许可法 45；并联审批中止计时规则"


def explained(joint: Joint, which: Which, calendar: WorkingCalendar, holidays: Holidays) -> Explanation:
    """The day-by-day trace of one limit. Raises Refused before acceptance, or outside the calendar."""
    if joint.accepted_on is None:
        raise Refused("joint.no-clock-yet", "联办件尚未受理，办理期限还没有起算", nature=Nature.CONFLICT)
    law = which is Which.STATUTORY
    extensions: tuple[Extension, ...] = ()
    if joint.extended_on is not None and (law or joint.promise_extension):
        extensions = (Extension(amount=joint.extension, approved_on=joint.extended_on),)
    amount = joint.entry.statutory_limit if law else joint.entry.promised_limit
    limit = Limit(amount=amount, basis=BASES[which], extensions=extensions)
    return explain(
        calendar,
        midnight(joint.accepted_on),
        limit,
        [_stated(each, joint.entry) for each in joint.pauses],
        holidays=holidays,
    )


def _stated(pause: Pause, entry: CatalogueEntry) -> StatedPause:
    """Each share's unit stated its own pause in writing, or asked for a supplement: all of them together count."""
    return StatedPause(
        kind=PauseKind.SPECIAL,
        ground=ALL_STILL,
        basis=BASIS,
        start=midnight(pause.start),
        end=None if pause.end is None else midnight(pause.end),
        restarts=entry.interrupts,
    )
