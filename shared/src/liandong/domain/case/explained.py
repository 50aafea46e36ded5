"""Why a case is due on its day, and in whose court it lay: its history in the terms of working time (F101, F102)."""

from collections.abc import Iterator, Mapping
from enum import StrEnum

from liandong.domain.case.limits import standstill
from liandong.domain.case.state import Case, PauseSpan
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.explain import Explanation, explain
from liandong.domain.worktime.holidays import Holidays
from liandong.domain.worktime.limit import LICENSING, Extension, Limit, of_days
from liandong.domain.worktime.stated_pause import StatedPause
from liandong.events.case_clock import PAUSE_KINDS, PauseGround, PauseKind
from liandong.events.reference import CatalogueEntry
from liandong.terms.legal_time import midnight
from liandong.terms.refusal import Nature, Refused


class Which(StrEnum):
    """Which limit is explained."""

    PROMISED = "promised"
    STATUTORY = "statutory"


BASES: Mapping[Which, str] = {Which.PROMISED: "服务承诺", Which.STATUTORY: LICENSING}
GROUNDS: Mapping[PauseGround, str] = {
    PauseGround.SUPPLEMENT: "补正材料",
    PauseGround.HEARING: "听证",
    PauseGround.TENDER: "招标",
    PauseGround.AUCTION: "拍卖",
    PauseGround.INSPECTION: "检验",
    PauseGround.TESTING: "检测",
    PauseGround.QUARANTINE: "检疫",
    PauseGround.APPRAISAL: "鉴定",
    PauseGround.EXPERT_REVIEW: "专家评审",
    PauseGround.APPLICANT_ASKED: "申请人申请中止",
    PauseGround.COURT: "等待司法、仲裁结论",
    PauseGround.FORCE_MAJEURE: "不可抗力",
}
PAUSE_BASES: Mapping[PauseKind, str] = {
    PauseKind.SUPPLEMENT: "行政许可法 32",
    PauseKind.SPECIAL: "行政许可法 45",
    PauseKind.HOLD: "中止计时规则",
}


def explained(case: Case, which: Which, calendar: WorkingCalendar, holidays: Holidays) -> Explanation:
    """The day-by-day trace of one limit. Raises Refused before acceptance, or outside the calendar."""
    if case.accepted_on is None:
        raise Refused("case.no-clock-yet", "办件尚未受理，办理期限还没有起算", nature=Nature.CONFLICT)
    law, unit = which is Which.STATUTORY, case.entry.limit_unit
    extensions: tuple[Extension, ...] = ()
    if case.extended_on is not None and (law or case.promise_extension):
        extensions = (Extension(amount=of_days(case.extension, unit), approved_on=case.extended_on),)
    amount = case.entry.statutory_limit if law else case.entry.promised_limit
    limit = Limit(amount=amount, unit=unit, basis=BASES[which], extensions=extensions)
    begun = case.begun_at or midnight(case.clock_start)
    return explain(calendar, begun, limit, list(_pauses(case)), holidays=holidays)


def _pauses(case: Case) -> Iterator[StatedPause]:
    return (_stated(span, case.entry) for span in case.pauses)


def _stated(span: PauseSpan, entry: CatalogueEntry) -> StatedPause:
    kind, still = PAUSE_KINDS[span.ground], standstill(span, entry)
    return StatedPause(
        kind=kind,
        ground=GROUNDS[span.ground],
        basis=PAUSE_BASES[kind],
        start=still.start,
        end=still.end,
        noticed=span.counts,
        restarts=still.restarts,
    )
