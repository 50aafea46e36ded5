"""The wheel for a release carries what the pages need: an operator without internet fetches nothing."""

import zipfile
from pathlib import Path

import pytest
from hatchling.build import build_wheel

from liandong.application.pages.assets import FETCHED, NEEDED, assets

ROOT = Path(__file__).resolve().parents[2]


def test_a_release_carries_the_files_of_the_pages_with_their_licences(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT / "shared")

    built = zipfile.ZipFile(tmp_path / build_wheel(str(tmp_path)))

    carried = {name.rpartition("/")[2] for name in built.namelist() if "/pages/static/" in name}
    assert {assets()[name].file for name in NEEDED} <= carried
    assert carried == {file.name for file in FETCHED.iterdir()}
    told = built.read("liandong/application/pages/static/LICENSES.txt").decode()
    assert all(name in told for name in ("@tabler/core", "htmx.org", "echarts"))
    assert "liandong/application/pages/templates/base.html" in built.namelist()
    assert "liandong/casework/pages/locale/en/words.po" in built.namelist()
