"""What the stack starts runs this product's code, whatever lies in the folder its operator stands in."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from liandong.cli.stack.command import Command
from liandong.cli.stack.detached import start_detached
from liandong.cli.stack.runner import StartFailed
from liandong.cli.stack.state import State
from liandong.cli.verify import CannotVerify, verify

TAKES_OVER = "from pathlib import Path; Path(__file__).with_name('taken').touch(); raise SystemExit('taken over')\n"


@pytest.fixture
def trap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with files that bear the names of modules."""
    folder = tmp_path / "trap"
    folder.mkdir()
    for name in ("asyncio", "json", "liandong", "e_supervision"):
        (folder / f"{name}.py").write_text(TAKES_OVER)
    monkeypatch.chdir(folder)
    return folder


def test_a_child_takes_no_modules_from_the_folder_it_is_started_in(trap: Path) -> None:
    Command(name="nothing", argv=(sys.executable, "-m", "json.tool", "--help")).run()
    assert not (trap / "taken").exists()


async def test_verifying_takes_no_modules_from_there(trap: Path) -> None:
    with pytest.raises(CannotVerify, match="e_supervision"):  # it has no settings here
        await verify(State(runner=1, environments={"e_supervision": {}}))
    assert not (trap / "taken").exists()


def test_a_stack_in_the_background_does_not_stand_where_its_starter_does(
    trap: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: dict[str, Any] = {}
    really = subprocess.Popen

    def ends(argv: list[str], **how: Any) -> "subprocess.Popen[bytes]":
        started.update(how)
        return really([sys.executable, "-c", "raise SystemExit(3)"], stdout=how["stdout"], stderr=how["stderr"])

    monkeypatch.setenv("LIANDONG_NATS_SEEDS", "seeds")
    monkeypatch.setattr(subprocess, "Popen", ends)
    with pytest.raises(StartFailed, match="ended with 3"):
        start_detached(tmp_path / "var")
    assert started["env"] == {**os.environ, "PYTHONSAFEPATH": "1", "LIANDONG_NATS_SEEDS": str(trap / "seeds")}
    assert started["cwd"] == tmp_path / "var" / "logs"
