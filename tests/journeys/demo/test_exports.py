"""`liandong export` on the city after its story: the same period, the same files; event logs of all that happened."""

import hashlib
import json
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

from tests.journeys.demo.conftest import Stranger

PERIOD = ("--from", "2026-01-01", "--to", "2027-12-31")
DISTRICT = "610113"


def files_in(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def test_exchange_records_are_the_same_files_each_time_and_name_nobody(running: Stranger, tmp_path: Path) -> None:
    for folder in ("once", "again"):
        done = running.types("export", "exchange", "--unit", DISTRICT, *PERIOD, "--out", str(tmp_path / folder))
        assert done.returncode == 0, done.stderr
    assert files_in(tmp_path / "once") == files_in(tmp_path / "again")
    manifest = json.loads((tmp_path / "once" / "manifest.json").read_text(encoding="utf-8"))
    counted = {part["kind"]: part["records"] for part in manifest["files"]}
    assert manifest["records"] == sum(counted.values()) > 20
    assert all(counted[kind] for kind in ("application", "acceptance", "step", "decision", "closing", "linked"))
    told = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "once").iterdir())
    assert "有限公司" not in told
    for line in (tmp_path / "once" / "closing.jsonl").read_text(encoding="utf-8").splitlines():
        assert json.loads(line)["net_working_days"] is not None


def test_event_logs_hold_every_matter_of_the_city(running: Stranger, tmp_path: Path) -> None:
    ocel, xes = tmp_path / "log.json", tmp_path / "log.xes"
    for form, out in (("ocel", ocel), ("xes", xes)):
        done = running.types("export", form, *PERIOD, "--out", str(out))
        assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["log.json", "log.xes"]
    document = json.loads(ocel.read_text(encoding="utf-8"))
    objects = Counter(one["type"] for one in document["objects"])
    assert objects["master"] == 1
    assert objects["document"] >= objects["master"]
    ids = {one["id"] for one in document["objects"]}
    assert {related["objectId"] for one in document["events"] for related in one["relationships"]} <= ids
    assert all(one["attributes"] for one in document["objects"] if one["type"] == "case"), "none is only spoken of"
    traces = list(ElementTree.parse(xes).iter("{http://www.xes-standard.org/}trace"))
    assert len(traces) == objects["case"] + objects["master"]


def test_what_cannot_be_exported_is_said_in_a_sentence(running: Stranger, tmp_path: Path) -> None:
    backwards = ("--from", "2027-01-01", "--to", "2026-01-01", "--out", str(tmp_path / "x"))
    refused = running.types("export", "ocel", *backwards)
    assert (refused.returncode, "export.period-backwards" in refused.stderr) == (1, True)
    assert list(tmp_path.iterdir()) == []
    nowhere = running.types("export", "exchange", "--unit", "999999", *PERIOD, "--out", str(tmp_path / "x"))
    assert (nowhere.returncode, "999999" in nowhere.stderr) == (1, True)
    half = running.types("export", "xes", *PERIOD, "--out", str(tmp_path / "x"), "--url", "http://127.0.0.1:1")
    assert (half.returncode, "--token-file" in half.stderr) == (1, True)
