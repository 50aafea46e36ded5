"""`python -m bench [--short]`: one city, every measure in turn, one table and one JSON file."""

import argparse
import asyncio
import sys
from datetime import datetime
from pathlib import Path

from bench import commands, journal, linked, worktime
from bench.measure import Measure
from bench.record import RECORD, compared, put_on_record
from bench.report import keep, table
from bench.scale import FULL, SHORT, Scale
from bench.stand import stand

OF_NO_CITY = {"worktime": worktime.measure}
"""What pure code takes: no servers are started for it."""
MEASURES = {"handler": journal.measure, "commands": commands.measure, "linked": linked.measure}
WITHIN = Path(__file__).parents[1] / "var"


async def measured(names: list[str], scale: Scale) -> list[Measure]:
    found: list[Measure] = []
    for name in [name for name in names if name in OF_NO_CITY]:
        print(f"measuring {name} …", flush=True)
        found += OF_NO_CITY[name](scale)
    names = [name for name in names if name in MEASURES]
    if not names:
        return found
    async with stand(WITHIN) as city:
        for name in names:
            print(f"measuring {name} …", flush=True)
            found += await MEASURES[name](city, scale)
    return found


def main() -> None:
    asked = argparse.ArgumentParser(prog="bench", description=__doc__)
    asked.add_argument("names", nargs="*", help=f"some of {', '.join([*OF_NO_CITY, *MEASURES])}; all if none is named")
    asked.add_argument("--short", action="store_true", help="a look instead of figures to keep")
    asked.add_argument("--record", action="store_true", help="keep the ratios for later runs to be compared with")
    given = asked.parse_args()
    unknown = set(given.names) - MEASURES.keys() - OF_NO_CITY.keys()
    if unknown:
        asked.error(f"there is no measure {', '.join(sorted(unknown))}")
    if given.record and given.short:
        asked.error("a look is not kept for later runs to be compared with")
    scale = SHORT if given.short else FULL
    found = asyncio.run(measured(given.names or [*OF_NO_CITY, *MEASURES], scale))
    now = datetime.now().astimezone()
    place = keep(found, scale, now)
    print(table(found))
    print(f"kept in {place}")
    known, lost = compared(found)
    print(f"compared with {RECORD.name}: {len(known)}; " + (", ".join(f"LOSS: {name}" for name in lost) or "no loss"))
    if given.record:
        put_on_record(found, now)
    elif lost:
        sys.exit(1)


if __name__ == "__main__":
    main()
