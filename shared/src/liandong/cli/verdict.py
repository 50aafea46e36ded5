"""Judges the services' own reports together: whether supervision, and each addressee, holds what was said."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from liandong.terms.codes import EVERYONE

Report = Mapping[str, Any]
"""As liandong.application.verify_report.Report, from JSON."""
NOTHING: Mapping[str, Any] = {"seq": 0, "hash": bytes(32).hex()}
"""The end of a chain of which nothing was heard."""
BEHIND = "I8"


@dataclass(slots=True)
class Verdict:
    """All that was found: violations name their invariant; counts say how much was looked at; heads by unit."""

    violations: list[dict[str, str]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    heads: dict[str, dict[str, Any]] = field(default_factory=dict)

    def shown(self) -> dict[str, Any]:
        return asdict(self)

    def found(self, invariant: str, subject: str, detail: str) -> None:
        self.violations.append({"invariant": invariant, "subject": subject, "detail": detail})

    @property
    def is_behind(self) -> bool:
        """Something said has not arrived or not been applied; it may still come."""
        return any(violation["invariant"] == BEHIND for violation in self.violations)


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """How far everything had been said at the first look: by then it must come to be heard; later words may wait."""

    heads: Mapping[str, int]
    said: Mapping[str, int]

    @classmethod
    def of(cls, owners: Sequence[Report]) -> "Goal":
        return cls(
            heads={unit: head["seq"] for owner in owners for unit, head in owner["heads"].items()},
            said={way: end["seq"] for owner in owners for way, end in owner["said"].items()},
        )

    def is_later(self, subject: str) -> bool:
        """Whether an entry "unit:epoch:seq" was said after the first look."""
        unit, _, place = subject.partition(":")
        _, _, seq = place.partition(":")
        return unit in self.heads and seq.isdigit() and int(seq) > self.heads[unit]


def judge(owners: Sequence[Report], witness: Report, goal: Goal | None = None) -> Verdict:
    """Owners are looked at after the witness, and asked for their histories as of what the witness holds."""
    goal = goal or Goal.of(owners)
    verdict = Verdict()
    for report in (*owners, witness):
        verdict.violations += [
            one for one in report["violations"] if one["invariant"] != BEHIND or not goal.is_later(one["subject"])
        ]
        for name, count in report["counts"].items():
            verdict.counts[name] = verdict.counts.get(name, 0) + count
    for owner in owners:
        verdict.heads |= owner["heads"]
        for unit in owner["heads"]:
            _compare(unit, owner, witness, goal, verdict)
    _compare_messages(owners, (*owners, witness), goal, verdict)
    return verdict


def _compare(unit: str, owner: Report, witness: Report, goal: Goal, verdict: Verdict) -> None:
    """What the witness holds of a unit is what the unit's journal says, to the entry (I3), and all of it (I8, I1)."""
    held, head = witness["heads"].get(unit, NOTHING), owner["heads"][unit]
    if held["seq"] > head["seq"]:
        verdict.found("I1", unit, f"supervision holds {held['seq']} entries, the journal has only {head['seq']}")
        return
    if held["seq"] < goal.heads[unit]:
        verdict.found(BEHIND, unit, f"supervision holds {held['seq']} of {goal.heads[unit]} entries")
    if owner["marks"].get(unit) != held["hash"]:
        verdict.found("I3", unit, f"entry {held['seq']} as supervision holds it is not the unit's")
    said, heard = (_of(unit, report) for report in (owner, witness))
    for subject in sorted(said.keys() | heard.keys()):
        if said.get(subject) != heard.get(subject):
            verdict.found("I3", subject, "the history at supervision is not that of its owner")


def _of(unit: str, report: Report) -> dict[str, str]:
    return {subject: digest for subject, digest in report["histories"].items() if subject.startswith(f"{unit}/")}


def _compare_messages(owners: Sequence[Report], all_reports: Sequence[Report], goal: Goal, verdict: Verdict) -> None:
    """What a unit said to another, or to all, is what these have heard (I6), and all of it (I8)."""
    for owner in owners:
        for way, end in owner["said"].items():
            dest = way.partition(">")[2]
            for report in all_reports:
                if dest == EVERYONE or dest in report["units"]:
                    _compare_ends(way, end, report, goal, verdict)


def _compare_ends(way: str, end: Mapping[str, Any], report: Report, goal: Goal, verdict: Verdict) -> None:
    heard, name = report["heard"].get(way, NOTHING), report["service"]
    if heard["seq"] < goal.said.get(way, 0):
        verdict.found(BEHIND, way, f"{name} has heard {heard['seq']} of {goal.said[way]} entries")
    elif heard["seq"] == end["seq"] and heard["hash"] != end["hash"]:
        verdict.found("I6", way, f"{name} holds another last entry than was said")
