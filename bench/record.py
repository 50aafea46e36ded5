"""The figures of record: what a run is compared with, so that a loss is seen when it comes."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from bench.measure import Measure

RECORD = Path(__file__).parent / "record.json"
NOISE = 0.2
"""By how much a ratio may be smaller without a loss: so far two runs of one program lie apart on a shared machine."""


def of_record() -> Mapping[str, float]:
    """The ratio of record of each measure that has a floor, by name."""
    return {one["name"]: one["ratio"] for one in json.loads(RECORD.read_text(encoding="utf-8"))["measures"]}


def compared(measures: Sequence[Measure]) -> tuple[list[str], list[str]]:
    """Of the measures that have a ratio on record: all, and those whose ratio is smaller by more than the noise."""
    before = of_record()
    known = [(one, before[one.name]) for one in measures if one.ratio is not None and one.name in before]
    lost = [one.name for one, was in known if one.ratio is not None and one.ratio < was * (1 - NOISE)]
    return [one.name for one, _ in known], lost


def put_on_record(measures: Sequence[Measure], at: datetime) -> None:
    """The ratios of this run become those of record, beside those of what was not measured; absolute times are not
    kept, they belong to a machine."""
    fresh = {one.name: round(one.ratio, 3) for one in measures if one.ratio is not None}
    kept = [{"name": name, "ratio": ratio} for name, ratio in {**of_record(), **fresh}.items()]
    told = {"at": at.date().isoformat(), "measures": kept}
    RECORD.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
