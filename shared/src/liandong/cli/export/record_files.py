"""Exchange records as files: one JSON-lines and one CSV file for each kind, and a manifest with their hashes.

The files depend on the records alone: no time of writing, no name of a machine. They are written beside the folder and
put in place when all are whole, the manifest last; what is there before is replaced.
"""

import csv
import hashlib
import json
import os
import tempfile
from collections.abc import AsyncIterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TextIO

from liandong.domain.exchange.kinds import COMMON, NAMES, RecordKind, columns_of

MANIFEST = "manifest.json"


async def write_records(records: AsyncIterable[Mapping[str, Any]], about: Mapping[str, str], out: Path) -> int:
    """Writes records as the API shows them; `about` goes into the manifest. Returns how many there were."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out, prefix=".partial-") as folder, ExitStack() as stack:
        files = {kind: _Files(Path(folder), kind, stack) for kind in RecordKind}
        async for record in records:
            files[RecordKind(record["kind"])].add(record["cells"])
        stack.close()
        manifest = {
            **about,
            "records": sum(each.count for each in files.values()),
            "files": [part for each in files.values() for part in each.described()],
        }
        for each in files.values():
            for path in each.paths:
                path.replace(out / path.name)
        fresh = Path(folder) / MANIFEST
        fresh.write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        fresh.replace(out / MANIFEST)
        os.sync()
    return sum(each.count for each in files.values())


class _Files:
    """The two files of one kind."""

    def __init__(self, folder: Path, kind: RecordKind, stack: ExitStack) -> None:
        self.kind = kind
        self.columns = columns_of(kind)
        self.paths = (folder / f"{kind}.jsonl", folder / f"{kind}.csv")
        self.count = 0
        lines, table = (stack.enter_context(path.open("w", encoding="utf-8", newline="")) for path in self.paths)
        self._lines: TextIO = lines
        self._table = csv.writer(table, lineterminator="\n")
        self._table.writerow(self.columns)

    def add(self, cells: Mapping[str, Any]) -> None:
        row = {name: cells[name] for name in self.columns}
        self._lines.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
        self._table.writerow(_spelled(value) for value in row.values())
        self.count += 1

    def described(self) -> list[dict[str, Any]]:
        """What the manifest says of the files, once they are closed."""
        named = NAMES[self.kind]
        titles = dict(COMMON) | dict(named.columns)
        return [
            {
                "file": path.name,
                "kind": self.kind,
                "title": named.title,
                "ex": named.ex,
                "xk": named.xk,
                "records": self.count,
                "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
                "columns": {name: titles[name] for name in self.columns},
            }
            for path in self.paths
        ]


def _spelled(value: object) -> str:
    """A cell of a CSV file: nothing for null, true and false as in JSON."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case _:
            return str(value)
