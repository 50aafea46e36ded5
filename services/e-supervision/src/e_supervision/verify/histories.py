"""The matters as held: each is the fold of its history, and its lights are those counted again day by day."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from e_supervision import matters
from e_supervision.judging import Judged, judged
from e_supervision.ledger import LedgerEntry
from e_supervision.timeline import RECOUNTED, Heard, advance, is_matter
from e_supervision.verify.chains import entries_by_stream
from e_supervision.verify.recount import overall, recount
from e_supervision.verify.recount_days import CalendarTooShort, Days
from liandong.application.references import References
from liandong.application.verify_report import Report, history_digest
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.clock import POLICY
from liandong.domain.worktime.light import Light
from liandong.infrastructure.database import Connection, Row
from liandong.wire.codec import UnknownKind

Key = tuple[str, str]


@dataclass(slots=True)
class Histories:
    """Walks the ledger stream by stream beside the table of matters."""

    references: References
    now: datetime
    report: Report
    rows: dict[Key, Row] = field(default_factory=dict)
    days: dict[int, Days] = field(default_factory=dict)

    async def check(self, connection: Connection) -> None:
        """I2, I3, I4 and I5 over everything held; what is not yet converged is I8."""
        self.rows = {(row["unit"], row["stream"]): row for row in await matters.all_rows(connection)}
        history: list[Row] = []
        async for row in entries_by_stream(connection):
            if history and (row["unit"], row["stream"]) != (history[0]["unit"], history[0]["stream"]):
                self._stream(history)
                history = []
            history.append(row)
        if history:
            self._stream(history)
        for unit, stream in self.rows:
            self.report.found("I3", f"{unit}/{stream}", "a timeline without a history")

    def _stream(self, history: Sequence[Row]) -> None:
        """One stream's history as held."""
        unit, stream = history[0]["unit"], history[0]["stream"]
        subject = f"{unit}/{stream}"
        lines = [(row["sequence"], row["kind"], row["hash"]) for row in history]
        self.report.histories[subject] = history_digest(lines)
        self._count("streams heard")
        for row in history:
            if row["status"] in ("pending", "stuck"):
                self.report.found(
                    "I8", f"{unit}:{row['epoch']}:{row['seq']}", f"heard and {row['status']}, not applied"
                )
        if [sequence for sequence, _, _ in lines] != list(range(1, len(lines) + 1)):
            self.report.found("I2", subject, "the history held has gaps or repeats itself")
        if is_matter(stream):
            self._matter(subject, self.rows.pop((unit, stream), None), _applied(history, self.report, subject))

    def _matter(self, subject: str, row: Row | None, heard: list[Heard]) -> None:
        """One matter: its row must be what its applied history gives, by the ordinary way and counted again."""
        timeline = advance(None, heard)
        if timeline is None or row is None:
            if (timeline is None) is not (row is None):
                self.report.found("I3", subject, "a history without a timeline" if row is None else "no such history")
            return
        self._count("lights")
        expected = judged(timeline, self.references, self.now, row["calendar"])
        if self._is_due(row, expected):
            self.report.found("I8", subject, "the light is due to be judged again")
            return
        for column, value in matters.written(expected).columns.items():
            if row[column] != value:
                invariant = "I5" if column in ("light", "clocks", "due", "next_at") else "I3"
                self.report.found(invariant, subject, _differs(column, row[column], value))
        self._light(subject, row, expected, heard)

    def _is_due(self, row: Row, expected: Judged) -> bool:
        """A day has begun, or an entry or calendar has come, and the clock loop has not looked since."""
        began = row["next_at"] is not None and row["next_at"] <= self.now
        held = row["awaits"], row["calendar"], row["considered"]
        return began or held != (expected.awaits, expected.calendar, expected.considered)

    def _light(self, subject: str, row: Row, expected: Judged, heard: list[Heard]) -> None:
        """The light counted again, day by day, from the bare events."""
        light, clocks = self._recounted(expected, heard)
        if row["light"] != light:
            self.report.found("I5", subject, f"the light is {row['light']}, counted again it is {light}")
        shown = matters.CLOCKS.validate_json(row["clocks"])
        if sorted(clocks) != sorted((each.clock, each.step or "", each.start, each.due, each.light) for each in shown):
            self.report.found("I4", subject, "its clocks are not those counted again")

    def _recounted(self, expected: Judged, heard: list[Heard]) -> tuple[Light, list[tuple[Any, ...]]]:
        timeline = expected.timeline
        named = timeline.entry
        entry = None if named is None else self.references.frozen_entry(timeline.unit, named)
        calendar = (
            None if expected.calendar is None else self.references.calendar_by_hash(expected.calendar, timeline.unit)
        )
        if entry is None or calendar is None or timeline.policy not in (None, POLICY):
            return Light.AWAITING_EDITION, []
        kept = self._days(calendar)
        newest = kept if timeline.standing in RECOUNTED else self._days(self.references.calendar(timeline.unit))
        try:
            counted = recount(heard, entry, kept, newest, expected.now)
            light = overall(heard, entry, kept, newest, expected.now)
        except CalendarTooShort:
            return Light.AWAITING_EDITION, []
        return light, [(each.clock, each.step or "", each.start, each.due, each.light) for each in counted]

    def _days(self, calendar: WorkingCalendar) -> Days:
        return self.days.setdefault(id(calendar), Days(calendar))

    def _count(self, what: str) -> None:
        self.report.counts[what] = self.report.counts.get(what, 0) + 1


def _applied(history: Sequence[Row], report: Report, subject: str) -> list[Heard]:
    """What the entries that were applied say."""
    heard = []
    for row in history:
        if row["status"] != "applied":
            continue
        entry = LedgerEntry(*(row[name] for name in LedgerEntry.__match_args__))
        try:
            heard.append(entry.heard())
        except (UnknownKind, ValidationError, ValueError) as fault:
            report.found(
                "I3", subject, f"entry {entry.sequence} was applied and cannot be read: {type(fault).__name__}"
            )
    return heard


def _differs(column: str, found: object, expected: object) -> str:
    if column in ("state", "clocks"):
        return f"the {column} held is not what its history gives"
    return f"{column} is {found}, its history gives {expected}"
