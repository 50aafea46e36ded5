"""What a check has found: how far each chain goes, what each history is, and every violation by its invariant."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any


@dataclass(slots=True)
class Report:
    """The findings of one service; an end is {"seq": …, "hash": …} of the last entry.

    `units` are those served here, `heads` the ends of their journals, `marks` the hashes at the positions asked for,
    `said` and `heard` the ends of what one unit has said to another ("source>dest", dest `*` for publications).
    `histories`: "unit/stream" → digest, as of the positions asked for. Violations name their invariant.
    """

    service: str
    units: list[str] = field(default_factory=list)
    heads: dict[str, dict[str, Any]] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    said: dict[str, dict[str, Any]] = field(default_factory=dict)
    heard: dict[str, dict[str, Any]] = field(default_factory=dict)
    histories: dict[str, str] = field(default_factory=dict)
    violations: list[dict[str, str]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: {"entries": 0, "streams": 0, "states": 0})

    def found(self, invariant: str, subject: str, detail: str) -> None:
        self.violations.append({"invariant": invariant, "subject": subject, "detail": detail})

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def history_digest(lines: Sequence[tuple[int, str, bytes]]) -> str:
    """SHA-256 over "sequence:kind:hash" lines: equal at the owner and at supervision, or the history differs (I3)."""
    return sha256(
        "".join(f"{sequence}:{kind}:{hashed.hex()}\n" for sequence, kind, hashed in lines).encode()
    ).hexdigest()
