"""`liandong verify`: every service recomputes what it holds; what supervision heard is compared with what was said."""

import asyncio
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from liandong.cli.stack.command import inherited
from liandong.cli.stack.state import State

WITHIN_SECONDS = 30.0
SUPERVISION = "e_supervision"


@dataclass(slots=True)
class Verdict:
    """All that was found: violations name their invariant; counts say how much was looked at."""

    violations: list[dict[str, str]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    heads: dict[str, dict[str, Any]] = field(default_factory=dict)

    def shown(self) -> dict[str, Any]:
        return {"violations": self.violations, "counts": self.counts, "heads": self.heads}

    def found(self, invariant: str, subject: str, detail: str) -> None:
        self.violations.append({"invariant": invariant, "subject": subject, "detail": detail})


class CannotVerify(Exception):
    """A service's own check did not finish."""


async def verify(state: State) -> Verdict:
    """Checks all services; waits a bounded time for supervision to have heard what the units have said."""
    deadline = monotonic() + WITHIN_SECONDS
    while True:
        names = list(state.environments)
        reports = dict(zip(names, await asyncio.gather(*(_report(state, name) for name in names)), strict=True))
        verdict = judge(reports)
        behind = [one for one in verdict.violations if one["invariant"] == "I8"]
        if not behind or monotonic() > deadline:
            return verdict
        await asyncio.sleep(0.5)


async def _report(state: State, module: str) -> dict[str, Any]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        "verify",
        "--json",
        env={**inherited(), **state.environments[module], "LIANDONG_LOG_LEVEL": "ERROR"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, faults = await process.communicate()
    try:
        report: dict[str, Any] = json.loads(said)
    except ValueError as fault:
        raise CannotVerify(f"{module}: {faults.decode(errors='replace')[-2000:]}") from fault
    return report


def judge(reports: Mapping[str, dict[str, Any]]) -> Verdict:
    """The reports together: each service's own violations, and where supervision's ledger is not what was said."""
    verdict = Verdict()
    witness = reports[SUPERVISION]
    for report in reports.values():
        verdict.violations += report["violations"]
        for name, count in report["counts"].items():
            verdict.counts[name] = verdict.counts.get(name, 0) + count
    for module, report in reports.items():
        if module != SUPERVISION:
            verdict.heads |= report["heads"]
            _compare(report, witness, verdict)
    return verdict


def _compare(owner: dict[str, Any], witness: dict[str, Any], verdict: Verdict) -> None:
    """I8: supervision has heard all; I3: and heard what was said. A history may have grown between two looks."""
    for unit, head in owner["heads"].items():
        held = witness["heads"].get(unit, {"seq": 0, "hash": None})
        if held["seq"] < head["seq"]:
            verdict.found("I8", unit, f"supervision holds {held['seq']} of {head['seq']} entries")
        elif held["seq"] == head["seq"] and held["hash"] != head["hash"] and head["seq"]:
            verdict.found("I3", unit, "supervision's chain ends in another entry than the unit's")
        elif held["seq"] == head["seq"]:
            _compare_histories(unit, owner["histories"], witness["histories"], verdict)


def _compare_histories(unit: str, owner: dict[str, str], witness: dict[str, str], verdict: Verdict) -> None:
    said = {subject: digest for subject, digest in owner.items() if subject.startswith(f"{unit}/")}
    heard = {subject: digest for subject, digest in witness.items() if subject.startswith(f"{unit}/")}
    for subject in sorted(said.keys() | heard.keys()):
        if said.get(subject) != heard.get(subject):
            verdict.found("I3", subject, "the history at supervision is not that of its owner")
