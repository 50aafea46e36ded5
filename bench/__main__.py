"""`python -m bench [--short]`: one city, every measure in turn, one table and one JSON file."""

import argparse
import asyncio
from datetime import datetime
from pathlib import Path

from bench import commands, journal, linked
from bench.measure import Measure
from bench.report import keep, table
from bench.scale import FULL, SHORT, Scale
from bench.stand import stand

MEASURES = {"handler": journal.measure, "commands": commands.measure, "linked": linked.measure}
WITHIN = Path(__file__).parents[1] / "var"


async def measured(names: list[str], scale: Scale) -> list[Measure]:
    found: list[Measure] = []
    async with stand(WITHIN) as city:
        for name in names:
            print(f"measuring {name} …", flush=True)
            found += await MEASURES[name](city, scale)
    return found


def main() -> None:
    asked = argparse.ArgumentParser(prog="bench", description=__doc__)
    asked.add_argument("names", nargs="*", help=f"some of {', '.join(MEASURES)}; all if none is named")
    asked.add_argument("--short", action="store_true", help="a look instead of figures to keep")
    given = asked.parse_args()
    unknown = set(given.names) - MEASURES.keys()
    if unknown:
        asked.error(f"there is no measure {', '.join(sorted(unknown))}")
    scale = SHORT if given.short else FULL
    found = asyncio.run(measured(given.names or list(MEASURES), scale))
    print(table(found))
    print(f"kept in {keep(found, scale, datetime.now().astimezone())}")


if __name__ == "__main__":
    main()
