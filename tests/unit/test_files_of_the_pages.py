"""Set-up fetches the files of the pages when they must change, and goes on with those it has when it cannot."""

import json
import os
import shutil
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

from liandong.application.pages.assets import FETCHED

SCRIPT = Path(__file__).resolve().parents[2] / "deploy" / "assets.py"
AWAY = "npm error code ECONNREFUSED"


@pytest.fixture
def setting_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """deploy/assets.py in a checkout of its own, with an npm that reaches no registry and notes how it is called."""
    spec = spec_from_file_location("setting_up", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    shutil.copytree(SCRIPT.with_suffix(""), tmp_path / "deploy")
    shutil.copytree(FETCHED, tmp_path / "static")
    monkeypatch.setattr(module, "HERE", tmp_path / "deploy")
    monkeypatch.setattr(module, "WORK", tmp_path / "work")
    monkeypatch.setattr(module, "STATIC", tmp_path / "static")
    for name in ("node", "npm"):
        program = tmp_path / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/called\necho "{AWAY}" >&2\nexit 1\n')
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    (tmp_path / "static" / "STAMP").write_text(module.stamp())
    return module


def test_nothing_is_fetched_while_neither_versions_nor_list_changed(setting_up: Any, tmp_path: Path) -> None:
    described = tmp_path / "deploy" / "package.json"
    described.write_text(json.dumps(json.loads(described.read_text()) | {"description": "other words"}))
    setting_up.main()
    assert not (tmp_path / "called").exists()


def test_without_the_registry_files_of_an_earlier_time_are_kept_with_a_warning_in_npms_words(
    setting_up: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = tmp_path / "deploy" / "package-lock.json"
    lock.write_text(lock.read_text().replace("6.1.0", "6.1.1"))
    setting_up.main()
    said = capsys.readouterr().err
    assert AWAY in said
    assert "The pages go on with the files fetched earlier" in said
    assert "--fetch-retries=0" in (tmp_path / "called").read_text()
    assert setting_up.usable()
    assert (tmp_path / "static" / "STAMP").read_text() != setting_up.stamp(), "the next set-up tries again"


@pytest.mark.parametrize("fault", ["missing", "torn", "not compressed"])
def test_without_the_registry_and_with_a_file_missing_or_torn_set_up_fails_in_npms_words(
    setting_up: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str], fault: str
) -> None:
    (tmp_path / "static" / "STAMP").unlink()
    [sheet] = (tmp_path / "static").glob("tabler.*.css")
    if fault == "torn":
        sheet.write_bytes(sheet.read_bytes()[:1000])
    else:
        (sheet if fault == "missing" else sheet.with_name(f"{sheet.name}.gz")).unlink()
    with pytest.raises(SystemExit, match="npm registry"):
        setting_up.main()
    assert AWAY in capsys.readouterr().err
    assert "--fetch-retries" not in (tmp_path / "called").read_text()
