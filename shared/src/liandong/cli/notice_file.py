"""A State Council notice kept as a TOML file: read and checked, every fault told with its line."""

from pathlib import Path

from liandong.application.calendar_seed import provisional_year
from liandong.cli.marked_toml import read_marked_toml
from liandong.cli.marked_yaml import BadFile
from liandong.domain.worktime.notice import Notice, faults, works_a_statutory_day

FIRST_YEAR, LAST_YEAR = 2008, 2099
"""From the year since when the notices arrange seven holidays, to the last the lunar calendar is known for."""


def read_notice(file: Path) -> Notice:
    """The notice of a file. Raises BadFile with everything that is wrong with it."""
    marked = read_marked_toml(file)
    notice = marked.shaped((), marked.value, Notice)
    if not FIRST_YEAR <= notice.year <= LAST_YEAR:
        raise BadFile([marked.fault(("year",), f"年份应在{FIRST_YEAR}至{LAST_YEAR}之间")])
    found = [*faults(notice), *works_a_statutory_day(notice, provisional_year(notice.year))]
    if found:
        told = [marked.fault(one.place, f"{one.detail}（{one.code}）") for one in found]
        raise BadFile(sorted(told, key=lambda fault: fault.line))
    return notice
