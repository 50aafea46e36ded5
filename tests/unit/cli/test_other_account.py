"""After a start under another account, such as root, every command says what is closed to it, without a traceback."""

import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg
import pytest

from liandong.cli import main
from liandong.cli.doctor import machine
from liandong.cli.doctor.finding import Level
from liandong.cli.stack.secret import write_secret
from liandong.cli.stack.state import State, as_written, file_of, held, lock

NOBODY = 65534


@contextmanager
def as_another(var: Path) -> Iterator[None]:
    """What was made before is another account's. Root becomes nobody; anybody else closes it to himself."""
    if os.geteuid() == 0:
        os.seteuid(NOBODY)
        try:
            yield
        finally:
            os.seteuid(0)
        return
    modes = {one: stat.S_IMODE(one.stat().st_mode) for one in (var, *var.rglob("*"))}
    for one in reversed(modes):
        one.chmod(modes[one] & 0o555 if modes[one] & 0o044 else 0)
    try:
        yield
    finally:
        for one, mode in modes.items():
            one.chmod(mode)


@pytest.fixture
def roots() -> Iterator[Path]:
    """The data folder of a stack that ran under another account."""
    folder = Path(tempfile.mkdtemp(prefix="liandong-roots-"))
    folder.chmod(0o755)
    var = folder / "var"
    with lock(var):
        write_secret(file_of(var), as_written(State(runner=1)))
    yield var
    shutil.rmtree(folder)


def says(var: Path, *command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """What a command that fails says of it."""
    monkeypatch.setattr(sys, "argv", ["liandong", *command, "--var", str(var)])
    with pytest.raises(SystemExit) as ended:
        main.main()
    assert ended.value.code == 1
    said = capsys.readouterr()
    return said.out + said.err


def test_a_stack_that_does_not_run_is_said_not_to_run(
    roots: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with as_another(roots):
        assert "no stack runs" in says(roots, "status", monkeypatch=monkeypatch, capsys=capsys)


@pytest.mark.parametrize(
    ("command", "closed"),
    [(("up",), "run/lock"), (("up", "--detach"), "logs"), (("down", "--wipe"), "run/lock")],
)
def test_what_is_closed_is_named_and_what_to_do(
    roots: Path,
    command: tuple[str, ...],
    closed: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with as_another(roots):
        said = says(roots, *command, monkeypatch=monkeypatch, capsys=capsys)
    assert said.startswith(f"{roots}/{closed}: Permission denied\n")
    assert "use that one, or another folder with --var" in said
    assert (roots / "run" / "lock").exists()


def test_the_state_of_a_running_one_is_closed_and_the_doctor_says_so(
    roots: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with held(roots), as_another(roots):
        said = says(roots, "status", monkeypatch=monkeypatch, capsys=capsys)
        assert said.startswith(f"{roots}/run/state.json: Permission denied\n")
        said = says(roots, "doctor", monkeypatch=monkeypatch, capsys=capsys)
    assert f"不能读取 {roots}/run/state.json：Permission denied" in said


def test_the_doctor_looks_as_far_as_he_may(roots: Path) -> None:
    roots.chmod(0o700)
    with as_another(roots):
        found = machine.data_folder(roots / "further" / "down")
    assert (found.level, found.sentence) == (Level.FAULT, f"不能写入 {roots}：Permission denied")


def test_a_database_server_that_lets_nobody_in_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuses(_var: Path) -> State:
        raise asyncpg.InvalidPasswordError('password authentication failed for user "dba"')

    monkeypatch.setattr(main, "read_state", refuses)
    said = says(tmp_path, "status", monkeypatch=monkeypatch, capsys=capsys)
    assert said == 'PostgreSQL refuses: password authentication failed for user "dba"\n'
