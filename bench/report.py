"""The figures as one table for people and one file for programs."""

import json
import platform
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bench.measure import Measure
from bench.record import of_record
from bench.scale import Scale

RESULTS = Path(__file__).parent / "results"
COLUMNS = ("measured", "ours", "floor", "ratio", "of the rounds", "of record", "goal", "")


def table(measures: Sequence[Measure]) -> str:
    """A line a figure, its notes indented below it."""
    before = of_record()
    rows = [COLUMNS, *(_row(measure, before.get(measure.name)) for measure in measures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    told = [lines[0]]
    for measure, line in zip(measures, lines[1:], strict=True):
        told += [line, *(f"    {_note(name, value)}" for name, value in measure.notes.items())]
    return "\n".join(told)


def _row(measure: Measure, before: float | None) -> tuple[str, ...]:
    spread = f"{min(measure.ratios):.2f} to {max(measure.ratios):.2f}" if measure.ratios else ""
    verdict = {None: "", True: "met", False: "MISSED"}[measure.met]
    return (
        measure.name,
        f"{measure.ours:,.0f}{measure.unit}",
        "" if measure.floor is None else f"{measure.floor:,.0f}{measure.unit}",
        "" if measure.ratio is None else f"{measure.ratio:.2f}",
        spread,
        "" if before is None else f"{before:.2f}",
        "" if measure.goal is None else str(measure.goal),
        verdict,
    )


def _note(name: str, value: float | str) -> str:
    return f"{name}: {value if isinstance(value, str) else f'{value:,.2f}'}"


def keep(measures: Sequence[Measure], scale: Scale, at: datetime) -> Path:
    """Writes the JSON file of this run and returns its place."""
    RESULTS.mkdir(exist_ok=True)
    place = RESULTS / f"{at:%Y%m%d-%H%M%S}.json"
    found = {
        "at": at.isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "machine": platform.machine(),
        "seconds_a_round": scale.seconds,
        "rounds": scale.times,
        "measures": [measure.as_json() for measure in measures],
    }
    place.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return place
