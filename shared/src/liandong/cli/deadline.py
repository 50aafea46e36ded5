"""`liandong deadline`: recomputes due days, to show that the clock counts as the law says."""

from datetime import date
from pathlib import Path
from typing import Annotated, NamedTuple

import typer
from pydantic import BaseModel, TypeAdapter, ValidationError

from liandong.application.calendar_seed import seed_years
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.clock import Pause, due
from liandong.terms.refusal import Refused
from liandong.wire.reference_hashes import calendar_hash

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
    years = seed_years()
    calendar = WorkingCalendar.of(years, calendar_hash(years))
    differing = [told for case in cases if (told := _difference(calendar, case)) is not None]
    for told in differing:
        typer.echo(told, err=True)
    typer.echo(f"{len(cases) - len(differing)} of {len(cases)}")
    if differing:
        raise typer.Exit(1)


def _difference(calendar: WorkingCalendar, case: Deadline) -> str | None:
    title = case.name or f"{case.accepted} + {case.limit_working_days}"
    try:
        found = due(
            calendar, case.accepted, case.limit_working_days, [Pause(span.start, span.end) for span in case.pauses]
        )
    except (Refused, ValueError) as refusal:
        return f"{title}: {refusal}"
    return None if found.day == case.due else f"{title}: 应为 {case.due}，推算为 {found.day}"
