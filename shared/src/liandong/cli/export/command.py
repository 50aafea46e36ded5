"""`liandong export exchange`, `ocel` and `xes`."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from liandong.cli.api import Api
from liandong.cli.export.record_files import write_records
from liandong.cli.export.source import Place, TokenFile, Url, reader
from liandong.cli.stack.folder import VAR, Var
from liandong.terms.roles import Role

AT_ONCE = 200
DAY = "%Y-%m-%d"

app = typer.Typer(no_args_is_help=True, help="Exchange records, and event logs for process mining, as files.")

Since = Annotated[datetime, typer.Option("--from", formats=[DAY], help="first legal day")]
File = Annotated[Path, typer.Option(dir_okay=False, help="file to write")]
OfUnit = Annotated[str | None, typer.Option("--unit", help="only those of a unit", show_default=False)]
OfItem = Annotated[str | None, typer.Option("--item", help="only those of an item", show_default=False)]
Until = Annotated[datetime, typer.Option("--to", formats=[DAY], help="last legal day, counted")]


@app.command()
def exchange(
    unit: Annotated[str, typer.Option()],
    since: Since,
    until: Until,
    out: Annotated[Path, typer.Option(file_okay=False, help="folder for the files")],
    url: Url = None,
    token_file: TokenFile = None,
    var: Var = VAR,
) -> None:
    """What a unit wrote down in a period: JSON lines and CSV for each kind of record, and a manifest with hashes.

    Without personal data. A period that is over gives the same files however often it is exported.
    """
    period = {"from": since.strftime(DAY), "to": until.strftime(DAY)}
    count = asyncio.run(_exchange(Place(var, url, token_file), unit, period, out))
    print(f"{count} records of {unit}, {period['from']} to {period['to']}, in {out}")


@app.command()
def ocel(
    since: Since,
    until: Until,
    out: File,
    unit: OfUnit = None,
    item: OfItem = None,
    url: Url = None,
    token_file: TokenFile = None,
    var: Var = VAR,
) -> None:
    """What happened to the matters received in a period, as an object-centric event log (OCEL 2.0, JSON)."""
    _event_log("ocel", Place(var, url, token_file), _selection(since, until, unit, item), out)


@app.command()
def xes(
    since: Since,
    until: Until,
    out: File,
    unit: OfUnit = None,
    item: OfItem = None,
    url: Url = None,
    token_file: TokenFile = None,
    var: Var = VAR,
) -> None:
    """What happened to the matters received in a period, one trace for each (XES, XML)."""
    _event_log("xes", Place(var, url, token_file), _selection(since, until, unit, item), out)


def _selection(since: datetime, until: datetime, unit: str | None, item: str | None) -> dict[str, str]:
    chosen = {"from": since.strftime(DAY), "to": until.strftime(DAY), "unit": unit, "item": item}
    return {name: value for name, value in chosen.items() if value is not None}


def _event_log(form: str, place: Place, selection: Mapping[str, str], out: Path) -> None:
    size = asyncio.run(_saved(form, place, selection, out))
    print(f"{size} bytes of {form.upper()}, matters received {selection['from']} to {selection['to']}, in {out}")


async def _saved(form: str, place: Place, selection: Mapping[str, str], out: Path) -> int:
    """Supervision hears everything, so it is the one that is asked."""
    async with reader(place, None, (Role.SUPERVISOR,)) as (api, by):
        return await api.save(f"/v1/exports/{form}", by, out, **selection)


async def _exchange(place: Place, unit: str, period: Mapping[str, str], out: Path) -> int:
    async with reader(place, unit, (Role.MANAGER, Role.OPERATOR, Role.SUPERVISOR)) as (api, by):
        return await write_records(_records(api, by, unit, period), {"unit": unit, **period}, out)


async def _records(api: Api, by: str, unit: str, period: Mapping[str, str]) -> AsyncIterator[Mapping[str, Any]]:
    asked: dict[str, Any] = {**period, "limit": AT_ONCE}
    while True:
        page = (await api.get(f"/v1/units/{unit}/exchange", by, **asked)).body
        for record in page["items"]:
            yield record
        if page["next"] is None:
            return
        asked["cursor"] = page["next"]
