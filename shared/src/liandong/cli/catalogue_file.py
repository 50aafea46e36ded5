"""A catalogue kept as YAML or TOML files: every entry read and checked, every fault told with its file and line."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from liandong.cli.marked_toml import read_marked_toml
from liandong.cli.marked_yaml import BadFile, Fault, Marked, Place, read_marked
from liandong.domain.catalogue.finding import Finding
from liandong.domain.catalogue.lint import lint, lint_edition
from liandong.events.reference import CatalogueEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listed:
    """An entry and where it stands."""

    entry: CatalogueEntry
    file: Marked
    place: Place


def read_catalogue(
    files: Iterable[Traversable],
    *,
    shown: Callable[[Traversable], str] = lambda file: file.name,
    together: bool = True,
) -> tuple[CatalogueEntry, ...]:
    """The entries of an edition, in the order of the files. Raises BadFile with everything wrong in any of them.

    `shown` is how a file is called in its faults; without `together` the rules between items are left out.
    """
    listed: list[_Listed] = []
    faults: list[Fault] = []
    for file in files:
        try:
            marked = _read(file, shown(file))
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
    findings = lint_edition(entries) if together else [each for entry in entries for each in lint(entry)]
    found = [_placed(finding, listed) for finding in findings]
    if found:
        raise BadFile(found)
    return entries


def _read(file: Traversable, shown: str) -> Marked:
    """A file by the ending of its name."""
    ending = file.name.rpartition(".")[2].lower()
    if ending == "toml":
        return read_marked_toml(file, shown)
    if ending in ("yaml", "yml"):
        return read_marked(file, shown)
    raise BadFile([Fault(file=shown, line=1, detail="文件名应当以 .yaml、.yml 或者 .toml 结尾")])


def _placed(finding: Finding, listed: list[_Listed]) -> Fault:
    """A finding at its line; of two entries with one code, the later one."""
    one = next(each for each in reversed(listed) if each.entry.item == finding.item)
    inner: Place = tuple(int(part) if part.isdigit() else part for part in finding.pointer.split("/")[1:])
    return one.file.fault((*one.place, *inner), f"{finding.item} {finding.detail}（{finding.code}）")
