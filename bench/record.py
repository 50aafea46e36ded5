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


def lost(measures: Sequence[Measure]) -> list[str]:
    """The measures whose ratio is smaller than the one of record by more than the noise."""
    before = of_record()
    return [
        one.name
        for one in measures
        if one.ratio is not None and one.name in before and one.ratio < before[one.name] * (1 - NOISE)
    ]


def put_on_record(measures: Sequence[Measure], at: datetime) -> None:
    """The ratios of this run become those of record; absolute times are not kept, they belong to a machine."""
    kept = [{"name": one.name, "ratio": round(one.ratio, 3)} for one in measures if one.ratio is not None]
    told = {"at": at.date().isoformat(), "measures": kept}
    RECORD.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
