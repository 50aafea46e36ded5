"""`liandong verify`: every service recomputes what it holds; what supervision heard is compared with what was said."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from time import monotonic
from typing import Any, Final

from liandong.cli.stack.command import inherited
from liandong.cli.stack.state import State
from liandong.cli.verdict import Goal, Report, Verdict, judge

WITHIN_SECONDS: Final = 30.0
AGAIN_AFTER_SECONDS: Final = 0.5
SUPERVISION: Final = "e_supervision"

Ask = Callable[[str, Mapping[str, int] | None], Awaitable[Report]]
"""(service, how far the witness has heard) → what the service's own check found."""


class CannotVerify(Exception):
    """A service's own check did not finish."""


async def verify(state: State) -> Verdict:
    """Checks all services of a running stack. Raises CannotVerify."""
    return await converge(partial(_report, state), [module for module in state.environments if module != SUPERVISION])


async def converge(ask: Ask, owners: Sequence[str], within: float = WITHIN_SECONDS) -> Verdict:
    """Looks until all that was said at the first look has been heard and applied, or the time is over.

    Works while people go on working: each look compares what supervision held with the journals up to there.
    """
    deadline = monotonic() + within
    goal: Goal | None = None
    while True:
        witness = await ask(SUPERVISION, None)
        held = {unit: head["seq"] for unit, head in witness["heads"].items()}
        reports = await asyncio.gather(*(ask(module, held) for module in owners))
        goal = goal or Goal.of(reports)
        verdict = judge(reports, witness, goal)
        if not verdict.is_behind or monotonic() > deadline:
            return verdict
        await asyncio.sleep(AGAIN_AFTER_SECONDS)


async def _report(state: State, module: str, at: Mapping[str, int] | None) -> dict[str, Any]:
    """The service's `verify --json` with the surroundings it was started with. Raises CannotVerify."""
    asked = () if at is None else ("--at", json.dumps(at))
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", module, "verify", "--json", *asked),
        env={**inherited(), **state.environments[module], "LIANDONG_LOG_LEVEL": "ERROR"},
        cwd="/",  # what lies where the caller stands is not the service's
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, faults = await process.communicate()
    try:
        report: dict[str, Any] = json.loads(said)
    except ValueError as fault:
        raise CannotVerify(f"{module}: {faults.decode(errors='replace')[-2000:]}") from fault
    return report
