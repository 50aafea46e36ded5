"""A catalogue kept as YAML files: every entry read and checked, every fault told with its file and line."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from liandong.cli.marked_yaml import BadFile, Fault, Marked, Place, read_marked
from liandong.domain.catalogue.finding import Finding
from liandong.domain.catalogue.lint import lint_edition
from liandong.events.reference import CatalogueEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listed:
    """An entry and where it stands."""

    entry: CatalogueEntry
    file: Marked
    place: Place


def read_catalogue(files: Iterable[Traversable]) -> tuple[CatalogueEntry, ...]:
    """The entries of an edition, in the order of the files. Raises BadFile with everything wrong in any of them."""
    listed: list[_Listed] = []
    faults: list[Fault] = []
    for file in files:
        try:
            marked = read_marked(file)
            written = marked.list_at("entries")
        except BadFile as bad:
            faults += bad.faults
            continue
        for index, value in enumerate(written):
            place: Place = ("entries", index)
            try:
                entry = marked.shaped(place, value, CatalogueEntry)
            except BadFile as bad:
                faults += bad.faults
            else:
                listed.append(_Listed(entry=entry, file=marked, place=place))
    if faults:
        raise BadFile(faults)
    entries = tuple(one.entry for one in listed)
    found = [_placed(finding, listed) for finding in lint_edition(entries)]
    if found:
        raise BadFile(found)
    return entries


def _placed(finding: Finding, listed: list[_Listed]) -> Fault:
    """A finding at its line; of two entries with one code, the later one."""
    one = next(each for each in reversed(listed) if each.entry.item == finding.item)
    inner: Place = tuple(int(part) if part.isdigit() else part for part in finding.pointer.split("/")[1:])
    return one.file.fault((*one.place, *inner), f"{finding.item} {finding.detail}（{finding.code}）")
