"""Lights, clocks and entries as they are shown."""

import json
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import Field

from e_supervision.clocks import Clock
from e_supervision.lights import ClockLight
from e_supervision.matters import CLOCKS
from e_supervision.timeline import Standing
from liandong.application.references import References
from liandong.domain.worktime import clock as worktime
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.light import Light
from liandong.domain.worktime.unit_light import remaining_units
from liandong.events.case import CaseKind
from liandong.events.reference import LimitUnit
from liandong.infrastructure.database import Row
from liandong.infrastructure.http import Out
from liandong.terms.legal_time import from_micros, legal_day
from liandong.terms.refusal import Refused


class ClockOut(Out):
    """One clock, recomputed by supervision. Days are legal days; `remaining` is in `unit`, negative once overdue."""

    clock: Annotated[Clock, Field(description="时限种类", examples=["promised"])]
    step: Annotated[str | None, Field(description="环节编码，仅环节时限有", examples=["review"])]
    start: Annotated[date, Field(description="起算日（当日不计）", examples=["2026-09-28"])]
    limit: Annotated[int, Field(description="期限，以 unit 计", examples=[10])]
    unit: Annotated[LimitUnit, Field(description="期限的单位", examples=["working_day"])]
    due: Annotated[date, Field(description="届满日", examples=["2026-10-16"])]
    ends: Annotated[datetime | None, Field(description="期限终止的时刻，不以工作日计的才有")]
    provisional: Annotated[bool, Field(description="所跨年份的放假安排尚未公布")]
    stopped_on: Annotated[date | None, Field(description="停止计时之日")]
    light: Annotated[Light, Field(description="灯色", examples=["yellow"])]
    forgiven: Annotated[date | None, Field(description="原按旧日历超期，按新公布的日历于此日届满，未超期")]
    remaining: Annotated[
        int | None, Field(description="剩余，以 unit 计，小时不计零头；已停止或日历未到时为空", examples=[2])
    ]


class LightOut(Out):
    """One matter and its lights. Grey: the source is silent, and what is shown is as of `as_of`."""

    unit: Annotated[str, Field(description="承办单位", examples=["610113"])]
    unit_name: Annotated[str | None, Field(description="单位名称", examples=["雁塔区政务服务中心"])]
    district: Annotated[str, Field(description="所属区县", examples=["610113"])]
    number: Annotated[str, Field(description="办件或联办件编号", examples=["610113-261123-00001"])]
    is_joint: Annotated[bool, Field(description="是否联办主件")]
    item: Annotated[str | None, Field(description="事项编码")]
    item_name: Annotated[str | None, Field(description="事项名称", examples=["建设工程规划许可"])]
    department: Annotated[str | None, Field(description="承办部门", examples=["资源规划"])]
    case_kind: Annotated[CaseKind | None, Field(description="办件类型")]
    standing: Annotated[Standing, Field(description="所处状态", examples=["in_review"])]
    light: Annotated[Light, Field(description="总灯：在走的时限中最急的一盏", examples=["green"])]
    worst: Annotated[ClockOut | None, Field(description="总灯所依的时限")]
    clocks: Annotated[list[ClockOut], Field(description="全部时限")]
    sequence: Annotated[int, Field(description="已听到的经过条数", examples=[5])]
    last_at: Annotated[datetime, Field(description="最近一件事发生的时间")]
    as_of: Annotated[datetime | None, Field(description="最近一次听到该单位的时间")]


class EntryOut(Out):
    """One entry of the ledger: what a unit said, when it happened, was recorded there and was received here."""

    id: Annotated[int, Field(description="台账序号", examples=[1024])]
    unit: Annotated[str, Field(examples=["610113"])]
    epoch: int
    seq: Annotated[int, Field(description="该单位日志的序号", examples=[57])]
    stream: Annotated[str, Field(examples=["case:610113-261123-00001"])]
    sequence: Annotated[int, Field(description="在该办件经过中的序号", examples=[3])]
    kind: Annotated[str, Field(examples=["case.accepted"])]
    version: int
    dest: str | None
    occurred_at: datetime
    recorded_at: datetime
    received_at: datetime
    actor: Annotated[str, Field(description="工号", examples=["610113-chief"])]
    cause: str | None
    facts: Annotated[dict[str, Any], Field(description="事实部分，不含个人信息")]
    hash: str
    status: Annotated[str, Field(description="applied 已计入，pending 待计入，stuck 搁置", examples=["applied"])]
    fault: Annotated[str | None, Field(description="搁置原因")]


def light_out(row: Row, references: References, now: datetime) -> LightOut:
    """A row of `queries.LIGHT_COLUMNS` as shown at a legal time."""
    calendar = None if row["calendar"] is None else references.calendar_by_hash(row["calendar"], row["unit"])
    entry = None if row["entry"] is None else references.entry_by_hash(row["entry"])
    unit = references.unit(row["unit"])
    light = Light(row["light"])
    clocks = CLOCKS.validate_json(row["clocks"])
    shown = [clock_out(each, calendar, now, grey=light is Light.GREY) for each in clocks]
    sort, _, number = row["stream"].partition(":")
    return LightOut(
        unit=row["unit"],
        unit_name=None if unit is None else unit.name,
        district=row["district"],
        number=number,
        is_joint=sort == "joint",
        item=row["item"],
        item_name=None if entry is None else entry.name,
        department=row["department"],
        case_kind=row["case_kind"],
        standing=row["standing"],
        light=light,
        worst=next((out for out, each in zip(shown, clocks, strict=True) if _is_worst(each, row)), None),
        clocks=shown,
        sequence=row["sequence"],
        last_at=row["last_at"],
        as_of=row["heard_at"],
    )


def clock_out(each: ClockLight, calendar: WorkingCalendar | None, now: datetime, *, grey: bool) -> ClockOut:
    """A clock as shown; while its source is silent a running one is grey, whatever it was."""
    runs = each.stopped_on is None
    return ClockOut(
        clock=each.clock,
        step=each.step,
        start=each.start,
        limit=each.limit,
        unit=each.unit,
        due=each.due,
        ends=each.ends,
        provisional=each.provisional,
        stopped_on=each.stopped_on,
        light=Light.GREY if grey and runs else each.light,
        forgiven=each.forgiven,
        remaining=_remaining(calendar, now, each) if runs and calendar is not None else None,
    )


def _remaining(calendar: WorkingCalendar, now: datetime, each: ClockLight) -> int | None:
    try:
        if each.ends is not None:
            return remaining_units(calendar, now, each.ends, each.unit)
        return worktime.remaining(calendar, legal_day(now), each.due)
    except Refused:
        return None


def _is_worst(each: ClockLight, row: Row) -> bool:
    named = (each.clock, each.step, each.due) == (row["worst_clock"], row["worst_step"], row["due"])
    return named and each.stopped_on is None


def entry_out(row: Row) -> EntryOut:
    """A row of `queries.LEDGER_COLUMNS`."""
    return EntryOut(
        **{name: row[name] for name in _PLAIN},
        occurred_at=from_micros(row["occurred_at"]),
        recorded_at=from_micros(row["recorded_at"]),
        facts=json.loads(row["body"]),
        hash=row["hash"].hex(),
    )


_PLAIN = (
    "id", "unit", "epoch", "seq", "stream", "sequence", "kind", "version", "dest", "received_at", "actor", "cause",
    "status", "fault",
)  # fmt: skip
