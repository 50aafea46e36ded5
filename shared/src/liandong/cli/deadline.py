"""`liandong deadline`: recomputes due days, and explains one day by day, as the law counts it."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, NamedTuple

import typer
from pydantic import BaseModel, TypeAdapter, ValidationError

from liandong.application.calendar_seed import provisional_year, seed_years
from liandong.application.holiday_names import seed_holidays
from liandong.cli.explained import as_json, as_text
from liandong.cli.local_file import read_local
from liandong.cli.marked_yaml import BadFile
from liandong.cli.notice_file import read_notice
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.clock import Pause, due
from liandong.domain.worktime.explain import explain as explain_limit
from liandong.domain.worktime.holidays import Holidays
from liandong.domain.worktime.limit import LICENSING, Extension, Limit
from liandong.domain.worktime.local import days_off_at, with_local_days_off
from liandong.domain.worktime.merging import merged, named_year
from liandong.domain.worktime.stated_pause import StatedPause
from liandong.events.case_clock import PauseKind
from liandong.events.reference import LimitUnit, LocalDaysOff
from liandong.terms.codes import UnitCode
from liandong.terms.legal_time import LEGAL_ZONE
from liandong.terms.refusal import Refused
from liandong.wire.reference_hashes import calendar_hash, local_calendar_hash

app = typer.Typer(help="期限推算与核对", no_args_is_help=True)


class Span(NamedTuple):
    """A pause, half-open: the clock stands still on the days [start, end)."""

    start: date
    end: date


class Deadline(BaseModel):
    """A due day that is known to be right: limit in working days after `accepted`."""

    name: str = ""
    accepted: date
    limit_working_days: int
    pauses: tuple[Span, ...] = ()
    due: date


class Deadlines(BaseModel):
    """A file of them."""

    cases: list[Deadline]


FILE: TypeAdapter[Deadlines | list[Deadline]] = TypeAdapter(Deadlines | list[Deadline])


@app.callback()
def deadline() -> None:
    """期限推算与核对"""


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="JSON 文件：对象（含 cases）或数组", exists=True, dir_okay=False)],
) -> None:
    """核对文件中的到期日，打印“N of N”；有任何不符则退出码为 1，文件读不懂为 2。"""
    try:
        read = FILE.validate_json(file.read_bytes())
    except ValidationError as wrong:
        typer.echo(f"{file}: 不是期限核对文件：{wrong.errors()[0]['msg']}", err=True)
        raise typer.Exit(2) from wrong
    cases = read.cases if isinstance(read, Deadlines) else read
    calendar, _ = _with_notices(())
    differing = [told for case in cases if (told := _difference(calendar, case)) is not None]
    for told in differing:
        typer.echo(told, err=True)
    typer.echo(f"{len(cases) - len(differing)} of {len(cases)}")
    if differing:
        raise typer.Exit(1)


@app.command()
def explain(
    accepted: Annotated[str, typer.Option(help="受理日 2026-09-28；按小时、半日计的写到分钟 2026-09-28T09:30")],
    limit: Annotated[int, typer.Option(help="期限", min=0, max=10_000)],
    unit: Annotated[LimitUnit, typer.Option(help="期限的单位")] = LimitUnit.WORKING_DAY,
    basis: Annotated[str, typer.Option(help="期限的依据")] = LICENSING,
    pause: Annotated[list[str] | None, typer.Option(help="中止 FROM..TO[=事由]，可多次；尚未恢复的不写 TO")] = None,
    unnoticed: Annotated[list[str] | None, typer.Option(help="未书面告知的特别程序 FROM..TO[=事由]，不予扣除")] = None,
    restart: Annotated[list[str] | None, typer.Option(help="中断 FROM..TO[=事由]，恢复后期限重新起算")] = None,
    extend: Annotated[list[str] | None, typer.Option(help="延期 N@批准日，如 10@2026-10-15")] = None,
    notice: Annotated[
        list[Path] | None,
        typer.Option(help="按未发布的放假通知（TOML）试算，可多次", exists=True, dir_okay=False),
    ] = None,
    local: Annotated[
        Path | None, typer.Option(help="地方放假安排（TOML），与 --division 同用", exists=True, dir_okay=False)
    ] = None,
    division: Annotated[str | None, typer.Option(help="单位或区划代码，按其所在地的地方放假安排推算")] = None,
    as_json_: Annotated[bool, typer.Option("--json", help="供程序读取的 JSON 对象")] = False,
) -> None:
    """逐日说明到期日：哪些天计入、哪些天不计入、依据什么。推算不了则退出码为 1，写法不对为 2。"""
    told = [_pause(text) for text in pause or ()]
    told += [_pause(text, noticed=False) for text in unnoticed or ()]
    told += [_pause(text, restarts=True) for text in restart or ()]
    extensions = tuple(_extension(text) for text in extend or ())
    try:
        calendar, holidays = _with_notices(notice or ())
        if local is not None:
            calendar = _at_a_division(calendar, read_local(local, calendar), division)
        found = explain_limit(
            calendar,
            _instant(accepted),
            Limit(amount=limit, unit=unit, basis=basis, extensions=extensions),
            told,
            holidays=holidays,
        )
    except Refused as refusal:
        typer.echo(f"{refusal.reason}（{refusal.code}）", err=True)
        raise typer.Exit(1) from refusal
    except BadFile as bad:
        typer.echo(str(bad), err=True)
        raise typer.Exit(1) from bad
    if as_json_:
        typer.echo(json.dumps(as_json(found), ensure_ascii=False))
        return
    for line in as_text(found):
        typer.echo(line)


def _with_notices(files: Iterable[Path]) -> tuple[WorkingCalendar, Holidays]:
    """The seed with these notices in it. Raises BadFile, Refused."""
    years, named = seed_years(), seed_holidays()
    for file in files:
        notice = read_notice(file)
        years = merged(years, notice, provisional_year(notice.year))
        source = next(year.source for year in years if year.year == notice.year)
        named = (*(year for year in named if year.year != notice.year), named_year(notice, source))
    return WorkingCalendar.of(years, calendar_hash(years)), Holidays.of(named)


def _at_a_division(
    calendar: WorkingCalendar, declared: Iterable[LocalDaysOff], division: str | None
) -> WorkingCalendar:
    """The calendar of a unit or division of this code."""
    if division is None or not division.isdecimal():
        raise typer.BadParameter("--local 须与 --division 同用，写单位或区划代码，如 451200")
    found = days_off_at(UnitCode(division), declared)
    return with_local_days_off(calendar, found, local_calendar_hash(calendar.hash, found))


def _pause(text: str, *, noticed: bool = True, restarts: bool = False) -> StatedPause:
    span, _, ground = text.partition("=")
    start, dots, end = span.partition("..")
    if not dots:
        raise typer.BadParameter(f"“{text}”应写作 FROM..TO，例如 2026-10-09..2026-10-13")
    begun, ended = _instant(start), _instant(end) if end else None
    if ended is not None and ended < begun:
        raise typer.BadParameter(f"“{text}”的恢复早于中止")
    return StatedPause(
        kind=PauseKind.SPECIAL,
        ground=ground or "特别程序",
        basis="行政许可法 45",
        start=begun,
        end=ended,
        noticed=noticed,
        restarts=restarts,
    )


def _extension(text: str) -> Extension:
    amount, at, approved = text.partition("@")
    if not at or not amount.isdecimal():
        raise typer.BadParameter(f"“{text}”应写作 N@批准日，例如 10@2026-10-15")
    return Extension(amount=int(amount), approved_on=_instant(approved).date())


def _instant(text: str) -> datetime:
    """A day is its midnight; a time without an offset is legal time."""
    try:
        at = datetime.fromisoformat(text.strip())
        return at.replace(tzinfo=LEGAL_ZONE) if at.tzinfo is None else at.astimezone(LEGAL_ZONE)
    except (ValueError, OverflowError) as wrong:
        raise typer.BadParameter(f"“{text}”不是日期，应写作 2026-09-28 或 2026-09-28T09:30") from wrong


def _difference(calendar: WorkingCalendar, case: Deadline) -> str | None:
    title = case.name or f"{case.accepted} + {case.limit_working_days}"
    try:
        found = due(
            calendar, case.accepted, case.limit_working_days, [Pause(span.start, span.end) for span in case.pauses]
        )
    except (Refused, ValueError) as refusal:
        return f"{title}: {refusal}"
    return None if found.day == case.due else f"{title}: 应为 {case.due}，推算为 {found.day}"
