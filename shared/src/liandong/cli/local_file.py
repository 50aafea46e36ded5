"""The local days off of all divisions kept as a TOML file: read and checked against a calendar, faults by line."""

from dataclasses import dataclass
from pathlib import Path

from liandong.cli.marked_toml import read_marked_toml
from liandong.cli.marked_yaml import BadFile
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.domain.worktime.local import days_off_at, with_local_days_off
from liandong.events.reference import LocalDaysOff
from liandong.terms.codes import UnitCode
from liandong.terms.refusal import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalFile:
    """A table `[[local]]` for each holiday of each division."""

    local: tuple[LocalDaysOff, ...]


def read_local(file: Path, calendar: WorkingCalendar) -> tuple[LocalDaysOff, ...]:
    """What the file declares. Raises BadFile with everything in it that contradicts itself or the calendar."""
    marked = read_marked_toml(file)
    declared = marked.shaped((), marked.value, LocalFile).local
    faults = []
    for index, one in enumerate(declared):
        try:
            with_local_days_off(calendar, days_off_at(UnitCode(one.division), declared[: index + 1]), calendar.hash)
        except Refused as refusal:
            faults.append(marked.fault(("local", index, "division"), f"{refusal.reason}（{refusal.code}）"))
    if faults:
        raise BadFile(faults)
    return declared
