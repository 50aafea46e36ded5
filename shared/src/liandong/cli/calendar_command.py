"""`liandong calendar`: checks a State Council notice kept as a file, publishes the year it arranges; local days off."""

import asyncio
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer
from pydantic import TypeAdapter

from liandong.application.calendar_seed import provisional_year
from liandong.cli.api import Api
from liandong.cli.demo.load import demo_city
from liandong.cli.demo.publish import username_of
from liandong.cli.local_file import read_local
from liandong.cli.marked_yaml import BadFile
from liandong.cli.notice_file import read_notice
from liandong.cli.stack.folder import VAR, Var
from liandong.cli.stack.state import State, read_state
from liandong.cli.token import demo_password, url_serving
from liandong.domain.worktime.calendar import SATURDAY, WorkingCalendar
from liandong.domain.worktime.merging import merged, named_year
from liandong.domain.worktime.notice import Notice, days_off
from liandong.events.reference import CalendarYear, LocalDaysOff, NamedYear
from liandong.terms.codes import Digest, UnitCode
from liandong.terms.refusal import Refused
from liandong.terms.roles import Role

app = typer.Typer(no_args_is_help=True, help="放假通知的核对与发布")

YEARS: TypeAdapter[tuple[CalendarYear, ...]] = TypeAdapter(tuple[CalendarYear, ...])
NAMED: TypeAdapter[tuple[NamedYear, ...]] = TypeAdapter(tuple[NamedYear, ...])
LOCAL: TypeAdapter[tuple[LocalDaysOff, ...]] = TypeAdapter(tuple[LocalDaysOff, ...])
File = Annotated[Path, typer.Argument(help="放假通知（TOML 文件）", exists=True, dir_okay=False)]


@app.callback()
def calendar() -> None:
    """放假通知的核对与发布"""


@app.command()
def lint(file: File) -> None:
    """核对一份放假通知：逐条指出文件、行号和错误，有错则退出码为 1。"""
    _told(_read(file))


@app.command()
def local(
    file: Annotated[Path, typer.Argument(help="地方放假安排（TOML 文件），包括全部区划", exists=True, dir_okay=False)],
    unit: Annotated[str | None, typer.Option(help="发布单位，默认为市级中心")] = None,
    var: Var = VAR,
) -> None:
    """以文件中的地方放假安排（少数民族习惯节日等）代替现行安排，作为日历新版本发布；有错则不发布。"""
    state = read_state(var.resolve())
    try:
        printed = asyncio.run(_publish_local(state, file, UnitCode(unit) if unit else _capital()))
    except BadFile as bad:
        typer.echo(str(bad), err=True)
        raise typer.Exit(1) from bad
    typer.echo(printed)


@app.command()
def publish(
    file: File,
    unit: Annotated[str | None, typer.Option(help="发布单位，默认为市级中心")] = None,
    var: Var = VAR,
) -> None:
    """把通知并入现行工作日历，作为新版本发布到各单位；通知有错或与现行安排矛盾则不发布。"""
    notice = _read(file)
    state = read_state(var.resolve())
    try:
        printed = asyncio.run(_publish(state, notice, UnitCode(unit) if unit else _capital()))
    except Refused as refusal:
        typer.echo(f"{file.name}: {refusal.reason}（{refusal.code}）", err=True)
        raise typer.Exit(1) from refusal
    typer.echo(printed)


def _read(file: Path) -> Notice:
    try:
        return read_notice(file)
    except BadFile as bad:
        typer.echo(str(bad), err=True)
        raise typer.Exit(1) from bad


def _told(notice: Notice) -> None:
    off = sum(day.weekday() < SATURDAY for one in notice.holiday for day in days_off(one))
    work = sum(len(one.work) for one in notice.holiday)
    typer.echo(notice.source)
    for one in notice.holiday:
        made_up = f"，{'、'.join(map(str, one.work))}上班" if one.work else ""
        typer.echo(f"  {one.name}：{one.first}至{one.last}，共{one.days}天{made_up}")
    typer.echo(f"放假{off}个工作日，调休上班{work}天，净{off - work}天（法定13天）")


async def _publish(state: State, notice: Notice, unit: UnitCode) -> str:
    """Reads the calendar in force, merges the notice and posts it. Raises Refused, ProblemAnswered."""
    async with httpx.AsyncClient(base_url=url_serving(state, unit), timeout=30, trust_env=False) as client:
        return await publish_notice(Api(client, demo_password(state)), notice, unit)


async def _publish_local(state: State, file: Path, unit: UnitCode) -> str:
    """Reads the calendar in force and posts it with these local days off. Raises BadFile, ProblemAnswered."""
    async with httpx.AsyncClient(base_url=url_serving(state, unit), timeout=30, trust_env=False) as client:
        return await publish_local(Api(client, demo_password(state)), file, unit)


async def publish_local(api: Api, file: Path, unit: UnitCode) -> str:
    """Publishes a file's local days off as the unit's catalogue manager. Raises BadFile, ProblemAnswered."""
    manager = username_of(demo_city(), unit, Role.CATALOGUE_MANAGER)
    shown = (await api.get(f"/v1/units/{unit}/calendar", manager)).body
    years = YEARS.validate_python(shown["years"])
    declared = read_local(file, WorkingCalendar.of(years, Digest(shown["hash"])))
    sent = LOCAL.dump_python(declared, mode="json")
    if sent == shown["all_local"]:
        return f"地方放假安排没有变化：{shown['hash']}"
    body = {"years": as_sent(years), "local": sent}
    posted = await api.post(f"/v1/units/{unit}/calendars", manager, body)
    return f"已发布{len(declared)}项地方放假安排，工作日历新版本：{posted.body['hash']}"


async def publish_notice(api: Api, notice: Notice, unit: UnitCode) -> str:
    """Publishes the notice as the unit's catalogue manager; says what happened. Raises Refused, ProblemAnswered."""
    manager = username_of(demo_city(), unit, Role.CATALOGUE_MANAGER)
    shown = (await api.get(f"/v1/units/{unit}/calendar", manager)).body
    standing = YEARS.validate_python(shown["years"])
    years = merged(_reaching(standing, notice.year), notice, provisional_year(notice.year))
    if years == standing:
        return f"{notice.source}已在现行工作日历中，没有变化：{shown['hash']}"
    source = next(year.source for year in years if year.year == notice.year)
    body = {"years": as_sent(years), "holidays": names_as_sent([named_year(notice, source)])}
    posted = await api.post(f"/v1/units/{unit}/calendars", manager, body)
    return f"已发布{notice.source}，工作日历新版本：{posted.body['hash']}"


def _reaching(years: tuple[CalendarYear, ...], year: int) -> tuple[CalendarYear, ...]:
    """Provisional years added, so that a year follows the notice's; none for a year far beyond the calendar."""
    last = years[-1].year
    return years if year > last + 1 else (*years, *(provisional_year(each) for each in range(last + 1, year + 2)))


def as_sent(years: Sequence[CalendarYear]) -> list[dict[str, Any]]:
    """The years as `POST …/calendars` takes them."""
    return [
        {**asdict(year), "off": [str(day) for day in year.off], "work": [str(day) for day in year.work]}
        for year in years
    ]


def names_as_sent(years: Sequence[NamedYear]) -> list[dict[str, Any]]:
    """The holidays by name as `POST …/calendars` takes them."""
    return NAMED.dump_python(tuple(years), mode="json")  # type: ignore[no-any-return]  # a list of objects


def _capital() -> UnitCode:
    return next(unit.code for unit in demo_city().units if unit.parent is None)
