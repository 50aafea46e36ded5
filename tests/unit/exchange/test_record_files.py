"""Exchange records as files: the same records, the same files; what fails leaves nothing half-written."""

import csv
import hashlib
import json
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from liandong.cli.export.record_files import write_records
from liandong.domain.exchange.kinds import RecordKind, columns_of

ABOUT = {"unit": "610113", "from": "2026-11-01", "to": "2026-11-30"}


def record(kind: RecordKind, **cells: Any) -> Mapping[str, Any]:
    return {"kind": kind, "cells": dict.fromkeys(columns_of(kind)) | cells}


ACCEPTED = record(RecordKind.ACCEPTANCE, number="610113-261123-00001Z", deemed=False, accepted_on="2026-11-23")
DECIDED = record(RecordKind.DECISION, number="610113-261123-00001Z", document='审批〔2026〕1号, "甲"\n')


async def saying(*records: Mapping[str, Any]) -> AsyncIterator[Mapping[str, Any]]:
    for each in records:
        yield each


async def interrupted(*records: Mapping[str, Any]) -> AsyncIterator[Mapping[str, Any]]:
    for each in records:
        yield each
    raise ConnectionError("the service went away")


def everything_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


async def test_each_kind_has_a_file_of_lines_a_table_and_its_hashes_in_the_manifest(tmp_path: Path) -> None:
    assert await write_records(saying(ACCEPTED, DECIDED), ABOUT, tmp_path) == 2
    files = everything_in(tmp_path)
    assert set(files) == {"manifest.json"} | {f"{kind}.{end}" for kind in RecordKind for end in ("jsonl", "csv")}
    manifest = json.loads(files["manifest.json"])
    assert {name: manifest[name] for name in ("unit", "from", "to", "records")} == {**ABOUT, "records": 2}
    for part in manifest["files"]:
        assert hashlib.sha256(files[part["file"]]).hexdigest() == part["sha256"]
        assert part["records"] == (1 if part["kind"] in ("acceptance", "decision") else 0)
    decision = next(part for part in manifest["files"] if part["file"] == "decision.csv")
    assert (decision["title"], decision["ex"], decision["xk"]) == ("审批结果", None, "XK_SPXX")
    assert decision["columns"]["document"] == "文号"


async def test_what_is_written_can_be_read_again(tmp_path: Path) -> None:
    await write_records(saying(ACCEPTED, DECIDED), ABOUT, tmp_path)
    assert json.loads((tmp_path / "acceptance.jsonl").read_text(encoding="utf-8")) == ACCEPTED["cells"]
    with (tmp_path / "acceptance.csv").open(encoding="utf-8", newline="") as table:
        [row] = csv.DictReader(table)
    assert (row["number"], row["deemed"], row["promised_due"]) == ("610113-261123-00001Z", "false", "")
    with (tmp_path / "decision.csv").open(encoding="utf-8", newline="") as table:
        [row] = csv.DictReader(table)
    assert row["document"] == '审批〔2026〕1号, "甲"\n'


async def test_an_export_repeated_gives_the_same_files(tmp_path: Path) -> None:
    await write_records(saying(ACCEPTED, DECIDED), ABOUT, tmp_path)
    before = everything_in(tmp_path)
    await write_records(saying(ACCEPTED, DECIDED), ABOUT, tmp_path)
    assert everything_in(tmp_path) == before


async def test_an_export_that_fails_leaves_what_was_there_and_done_again_gives_the_same_files(tmp_path: Path) -> None:
    once = tmp_path / "once"
    await write_records(saying(ACCEPTED, DECIDED), ABOUT, once)
    again = tmp_path / "again"
    with pytest.raises(ConnectionError):
        await write_records(interrupted(ACCEPTED), ABOUT, again)
    assert everything_in(again) == {}
    await write_records(saying(ACCEPTED, DECIDED), ABOUT, again)
    assert everything_in(again) == everything_in(once)
    with pytest.raises(ConnectionError):
        await write_records(interrupted(), ABOUT, again)
    assert everything_in(again) == everything_in(once)
