"""A data folder is a stack's own, and nothing else is ever made in or removed from a folder."""

import shutil
import sys
from pathlib import Path

import pytest

from liandong.cli import main
from liandong.cli.stack.folder import MARK, NotOurs, claim, default_folder
from liandong.cli.stack.state import AlreadyRunning, lock
from liandong.cli.stack.wipe import NotWiped, wipe_data


def down_and_wipe(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["liandong", "down", "--wipe", "--var", str(var)])
    main.main()


def test_wiping_a_folder_that_no_stack_made_is_refused_and_takes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = tmp_path / "letter"
    letter.write_text("theirs")
    for made in ("run", "logs", "run/lock"):  # as /var has them
        (tmp_path / made).mkdir()
    with pytest.raises(SystemExit) as ended:
        down_and_wipe(tmp_path, monkeypatch)
    assert ended.value.code == 1
    assert f"no stack made {tmp_path}" in capsys.readouterr().err
    assert letter.read_text() == "theirs"
    assert (tmp_path / "run").exists()


def test_a_folder_a_stack_ran_in_is_wiped_and_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    var = tmp_path / "var"
    with lock(var):
        (var / "files" / "city").mkdir(parents=True)
    with pytest.raises(SystemExit) as ended:
        down_and_wipe(var, monkeypatch)
    assert (ended.value.code, capsys.readouterr().out) == (0, f"the data in {var} is removed\n")
    assert not var.exists()


@pytest.mark.parametrize("left", ["run/databases.json", "run/state.json"])
def test_a_folder_of_an_earlier_version_is_known_by_what_it_holds(tmp_path: Path, left: str) -> None:
    var = tmp_path / "var"
    (var / "run").mkdir(parents=True)
    (var / left).write_text("{}")
    assert wipe_data(var)
    assert not var.exists()


def test_where_there_is_no_folder_there_is_nothing_to_wipe(tmp_path: Path) -> None:
    assert not wipe_data(tmp_path / "var")


def test_what_others_put_into_a_data_folder_stays(tmp_path: Path) -> None:
    with lock(tmp_path):
        (tmp_path / "keys").mkdir()
    (tmp_path / "notes").write_text("theirs")
    outside = tmp_path / "large disk"
    outside.mkdir()
    (tmp_path / "files").symlink_to(outside)
    wipe_data(tmp_path)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["large disk", "notes"]


def test_what_cannot_be_removed_fails_the_wiping_and_can_be_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with lock(tmp_path):
        (tmp_path / "keys").mkdir()
        (tmp_path / "logs").mkdir()

    def refuses(part: Path) -> None:
        if part.name == "keys":
            raise PermissionError(13, "Permission denied", str(part / "city"))

    with monkeypatch.context() as closed:
        closed.setattr(shutil, "rmtree", refuses)
        with pytest.raises(NotWiped, match=r"keys/city: Permission denied"):
            wipe_data(tmp_path)
    assert (tmp_path / MARK).exists()
    assert wipe_data(tmp_path)
    assert not (tmp_path / "keys").exists()


def test_a_folder_a_stack_runs_in_is_not_wiped(tmp_path: Path) -> None:
    with lock(tmp_path), pytest.raises(AlreadyRunning):
        wipe_data(tmp_path)
    assert (tmp_path / "run" / "lock").exists()


@pytest.mark.parametrize("theirs", ["run", "logs", "files"])
def test_a_folder_where_others_use_the_names_of_a_stack_is_not_made_a_stacks(tmp_path: Path, theirs: str) -> None:
    (tmp_path / theirs).mkdir()
    with pytest.raises(NotOurs, match="no stack made it"), lock(tmp_path):
        pass
    assert [one.name for one in tmp_path.iterdir()] == [theirs]


def test_what_was_put_back_from_a_copy_is_taken_once_it_is_marked_by_hand(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    with pytest.raises(NotOurs, match=f"make the empty file {tmp_path}/.liandong"):
        claim(tmp_path)
    (tmp_path / ".liandong").touch()
    claim(tmp_path)


def test_an_earlier_folder_is_marked_when_it_is_used_again(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "databases.json").write_text("{}")
    claim(tmp_path)
    assert (tmp_path / MARK).exists()


def test_the_usual_folder_is_the_checkouts_and_never_where_the_caller_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", "/home/clerk")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "elsewhere" / ".venv"))
    assert default_folder() == Path("/home/clerk/.local/share/liandong")
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    assert default_folder() == Path("/data/liandong")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "requirements.lock").touch()
    assert default_folder() == tmp_path / "elsewhere" / "var"
