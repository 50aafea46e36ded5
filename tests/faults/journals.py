"""The checker: what the client was promised, what the journals hold, and what supervision has heard of it."""

import asyncio
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from tests.faults.client import Client, Place
from tests.faults.stack import RunningStack

TIERS = ("city_center", "district_center", "township_hall")
SUPERVISION = "e_supervision"
OF_THE_PLATFORM = "platform"
JOURNAL = "select unit, seq, stream, sequence, kind, actor, cause, body, hash from journal order by unit, seq"
LEDGER = "select source, seq, hash from inbox_log where channel = 'evt' order by source, seq"


@dataclass(slots=True)
class Journals:
    """Every entry of every unit, read from the databases themselves; `rows` are those after the heads `since`."""

    rows: list[Mapping[str, Any]]
    chains: dict[str, list[tuple[int, bytes]]]
    """Sequence and hash of every entry, by unit."""

    @property
    def promised(self) -> dict[Place, str]:
        """What people did to cases and joint masters: nobody but the client does anything here."""
        return {
            (row["unit"], row["stream"], row["sequence"]): row["kind"]
            for row in self.rows
            if row["actor"] != OF_THE_PLATFORM and row["stream"].startswith(("case:", "joint:"))
        }

    @property
    def heads(self) -> dict[str, int]:
        return {unit: chain[-1][0] for unit, chain in self.chains.items()}

    def per_link(self, kind: str) -> Counter[str]:
        return Counter(json.loads(row["body"])["link"] for row in self.rows if row["kind"] == kind)

    @property
    def opened(self) -> Counter[str]:
        """How many cases were opened for each link."""
        facts = (json.loads(row["body"]) for row in self.rows if row["kind"] == "case.received")
        return Counter(each["asked_by"]["link"] for each in facts if each["asked_by"] is not None)


async def read_journals(stack: RunningStack, since: Mapping[str, int] | None = None) -> Journals:
    rows: list[Mapping[str, Any]] = []
    for module in TIERS:
        connection = await stack.connect(module)
        rows.extend(dict(row) for row in await connection.fetch(JOURNAL))
        await connection.close()
    chains: dict[str, list[tuple[int, bytes]]] = {}
    for row in rows:
        chains.setdefault(row["unit"], []).append((row["seq"], row["hash"]))
    heads = since or {}
    return Journals([row for row in rows if row["seq"] > heads.get(row["unit"], 0)], chains)


async def heard(stack: RunningStack) -> dict[str, list[tuple[int, bytes]]]:
    """Supervision's ledger by unit."""
    connection = await stack.connect(SUPERVISION)
    rows = await connection.fetch(LEDGER)
    await connection.close()
    found: dict[str, list[tuple[int, bytes]]] = {}
    for row in rows:
        found.setdefault(row["source"], []).append((row["seq"], row["hash"]))
    return found


@dataclass(slots=True)
class Findings:
    """What is not as it must be, and the counts of what was looked at."""

    wrong: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def unless(self, holds: bool, sentence: str) -> None:
        if not holds:
            self.wrong.append(sentence)

    def told(self) -> str:
        return ", ".join(f"{count} {name}" for name, count in self.counts.items())


async def converged(stack: RunningStack, within: float) -> float:
    """Seconds until supervision holds exactly what every unit has said. Raises AssertionError after `within`."""
    began = monotonic()
    while True:
        said, ledger = (await read_journals(stack)).chains, await heard(stack)
        if said == ledger:
            return monotonic() - began
        behind = {unit: (len(chain), len(ledger.get(unit, []))) for unit, chain in said.items()}
        assert monotonic() - began < within, f"not converged within {within:g} s (said, heard): {behind}"
        await asyncio.sleep(0.2)


def judge(client: Client, journals: Journals) -> Findings:
    """Compares promises and journals: nothing lost, nothing doubled, nothing that nobody asked for."""
    findings = Findings()
    promised, kept = client.acknowledged, journals.promised
    for place in sorted(promised.keys() | kept.keys()):
        findings.unless(
            promised.get(place) == kept.get(place), f"{place}: promised {promised.get(place)}, kept {kept.get(place)}"
        )
    for unit, chain in journals.chains.items():
        findings.unless([seq for seq, _ in chain] == list(range(1, len(chain) + 1)), f"{unit}: gaps")
    asked = journals.per_link("link.requested")
    for what, found in {
        "asked": asked,
        "acknowledged": journals.per_link("link.acknowledged"),
        "noted as acknowledged": journals.per_link("joint.share_acknowledged"),
        "opened": journals.opened,
        "answered": journals.per_link("link.answered"),
        "noted as answered": journals.per_link("joint.share_answered"),
        "dispatched": journals.per_link("link.dispatched"),
    }.items():
        findings.unless(found == Counter(asked.keys()), f"links {what}: {found} instead of each of {set(asked)} once")
    findings.counts = {
        "acts acknowledged": client.acts,
        "entries promised": len(promised),
        "entries found": len(kept),
        "entries in all journals": sum(map(len, journals.chains.values())),
        "links, each asked, acknowledged, opened, answered and dispatched once": len(asked),
    }
    return findings


async def verified(stack: RunningStack) -> None:
    """`liandong verify` finds nothing. Raises AssertionError."""
    status, said = await stack.command("verify", "--json")
    verdict = json.loads(said)
    print("verify:", verdict["counts"])
    assert verdict["violations"] == []
    assert status == 0
