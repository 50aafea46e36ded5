"""默许 as supervision counts it: whether silence decided a matter, and after which day, by what was heard.

That a unit says so is not taken for it; and where it did, it did so without the unit's saying it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from e_supervision.clocks import Clock, deciding
from e_supervision.stretches import stretches
from e_supervision.timeline import SilenceGround, Timeline
from liandong.domain.catalogue.tiers import is_above
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.ending import ending
from liandong.domain.worktime.limit import OF_PARTS
from liandong.events.case_clock import WAITS_FOR_APPLICANT
from liandong.events.reference import CatalogueEntry
from liandong.terms.legal_time import midnight

ASKED_BEFORE = timedelta(days=30)
"""Days of the calendar before expiry by which a renewal is asked for (行政许可法 50)."""
ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapse:
    """What silence decided after a last day; `said` by the unit or not; `against` is why it cannot have decided."""

    ground: SilenceGround
    last_day: date
    said: bool
    against: str | None = None

    @property
    def is_founded(self) -> bool:
        return self.against is None


def lapse_of(timeline: Timeline, entry: CatalogueEntry, calendar: WorkingCalendar, today: date) -> Lapse | None:
    """What the unit says that silence decided, looked into; or what it decided unsaid. None while it has not.

    Raises Refused outside the calendar.
    """
    said = timeline.by_silence
    if said is not None:
        last_day = _last_day(said.ground, timeline, entry, calendar) or said.last_day
        against = next(_against(said.ground, timeline, entry, last_day, said.said_on), None)
        return Lapse(ground=said.ground, last_day=last_day, said=True, against=against)
    for ground in SilenceGround:
        unsaid = _last_day(ground, timeline, entry, calendar)
        if unsaid is not None and next(_against(ground, timeline, entry, unsaid, today), None) is None:
            return Lapse(ground=ground, last_day=unsaid, said=False)
    return None


def decided_by_silence(timeline: Timeline, lapse: Lapse | None) -> Timeline:
    """The timeline as its clocks are counted: silence decided on the day after its last, or not at all."""
    if lapse is None or not lapse.said:
        return timeline
    if not lapse.is_founded:
        said = timeline.by_silence
        assert said is not None, "it is told of"
        return replace(timeline, decided_on=said.decided_before, stopped_at=said.stopped_before)
    decided_on = lapse.last_day + ONE
    return replace(timeline, decided_on=decided_on, stopped_at=midnight(decided_on))


def _last_day(
    ground: SilenceGround, timeline: Timeline, entry: CatalogueEntry, calendar: WorkingCalendar
) -> date | None:
    """The day of expiry, or the promised day; None where the item or the matter has none."""
    start = timeline.reopened_on or timeline.accepted_on
    if start is None:
        return None
    if ground is SilenceGround.RENEWAL:
        return timeline.licence_expires_on if entry.renewal else None
    if not entry.silence:
        return None
    promise = next(each for each in deciding(timeline, entry, start) if each.clock is Clock.PROMISED)
    still = [each.to_the_instant(entry) for each in stretches(timeline)]
    begun = timeline.begun_at or midnight(start)
    return ending(calendar, begun, promise.limit, entry.limit_unit, still).day


def _against(
    ground: SilenceGround, timeline: Timeline, entry: CatalogueEntry, last_day: date, on: date
) -> Iterator[str]:
    """Every reason why silence has not decided after this last day, as of a day."""
    yield from _against_any(timeline, entry, last_day, on)
    yield from (_against_renewal if ground is SilenceGround.RENEWAL else _against_agreement)(timeline, entry, last_day)


def _against_any(timeline: Timeline, entry: CatalogueEntry, last_day: date, on: date) -> Iterator[str]:
    start, said = timeline.reopened_on or timeline.accepted_on, timeline.by_silence
    decided_on = timeline.decided_on if said is None else said.decided_before
    stopped = timeline.handed_up_on or decided_on or timeline.turned_back_on
    if on <= last_day:
        yield f"期限{last_day:%Y-%m-%d}尚未届满"
    if start is None or start > last_day:
        yield "届满时尚未受理"
    if stopped is not None and (said is not None or stopped <= last_day):
        yield "此前已有决定或者已经办结"
    if timeline.asked_by is not None or timeline.joint is not None or _decided_above(timeline, entry):
        yield "此件不由本单位单独决定"
    if _was_the_applicants_turn(timeline, last_day):
        yield "届满时正等待申请人"


def _against_renewal(timeline: Timeline, entry: CatalogueEntry, last_day: date) -> Iterator[str]:
    if not entry.renewal or timeline.licence_expires_on is None:
        yield "此件不是延续许可的申请"
    if timeline.asked_on is None or timeline.asked_on > last_day - ASKED_BEFORE:
        yield "有效期届满前不足30日才提出申请"


def _against_agreement(timeline: Timeline, entry: CatalogueEntry, last_day: date) -> Iterator[str]:
    if not entry.silence or not (entry.silence_basis or "").strip():
        yield "事项没有实行超时默许的依据"
    if entry.concerns or timeline.others_heard:
        yield "事项涉及公共安全、生态环境或者他人重大利益"
    if entry.limit_unit in OF_PARTS:
        yield "时限不以日计"
    if not any(step.started_on <= last_day for step in timeline.steps):
        yield "承办部门届满前没有签收"
    if any(each.counts and each.end is None and each.start <= last_day for each in timeline.pauses):
        yield "届满时计时中止"
    owed = timeline.owed
    if owed is not None and (owed.handed_in_on is None or owed.handed_in_on > last_day):
        yield "容缺材料尚未补齐"


def _decided_above(timeline: Timeline, entry: CatalogueEntry) -> bool:
    return entry.decided_by is not None and timeline.tier is not None and is_above(entry.decided_by, timeline.tier)


def _was_the_applicants_turn(timeline: Timeline, last_day: date) -> bool:
    """At the end of the day he was asked for something, or had asked to withdraw."""
    asked = any(
        each.counts
        and each.ground in WAITS_FOR_APPLICANT
        and each.start <= last_day
        and (each.end is None or each.end > last_day)
        for each in timeline.pauses
    )
    since, until = timeline.withdrawing_since, timeline.withdrawal_retracted_on
    return asked or (since is not None and since <= last_day and (until is None or until > last_day))
