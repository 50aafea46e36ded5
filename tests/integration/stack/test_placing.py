"""Where PostgreSQL is put: in the data folder, or where root's account may reach it without loosening anything."""

import os
import stat
from pathlib import Path

import pytest

from liandong.cli.stack import placing
from liandong.cli.stack.account import Account, postgres_account
from liandong.cli.stack.folder import claim
from liandong.cli.stack.placing import OutOfReach, packaged, place, remembered
from liandong.cli.stack.wipe import wipe_data

NOBODY = Account(uid=65534, gid=65534)


@pytest.fixture
def reachable(server_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder any account may pass through, in the place of /var/lib/liandong."""
    folder = server_folder / "elsewhere"
    monkeypatch.setattr(placing, "ELSEWHERE", folder)
    return folder


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A folder nobody but its owner may enter, like root's home."""
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o700)
    return folder


def test_an_ordinary_caller_keeps_everything_in_the_data_folder(closed: Path) -> None:
    found = place(closed / "postgres", None)
    assert found.cluster == closed / "postgres" / "cluster"
    assert found.programs == packaged()
    assert remembered(closed / "postgres") is None


def test_roots_account_is_not_root_and_an_ordinary_caller_needs_none() -> None:
    account = postgres_account()
    if os.geteuid() == 0:
        assert account is not None
        assert account.uid != 0
    else:
        assert account is None


if os.geteuid() == 0:  # only root gives PostgreSQL an account of its own

    def test_a_closed_folder_is_not_opened_and_the_place_elsewhere_is_remembered(closed: Path, reachable: Path) -> None:
        claim(closed)
        first = place(closed / "postgres", NOBODY)
        assert first.home.parent == reachable
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700
        assert NOBODY.can_run(first.programs / "postgres")
        assert place(closed / "postgres", NOBODY) == first
        wipe_data(closed)
        assert not first.home.exists()

    def test_a_note_that_names_somebody_elses_folder_is_not_believed(closed: Path, reachable: Path) -> None:
        claim(closed)
        theirs = closed.parent / "theirs"
        theirs.mkdir()
        (closed / "postgres").mkdir()
        (closed / "postgres" / "elsewhere").write_text(f"{theirs}\n")
        assert place(closed / "postgres", NOBODY).home.parent == reachable
        (closed / "postgres" / "elsewhere").write_text(f"{theirs}\n")
        wipe_data(closed)
        assert theirs.exists()

    def test_a_program_in_a_closed_folder_is_copied_and_runs(
        closed: Path, reachable: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        really = Account.can_run
        monkeypatch.setattr(Account, "can_run", lambda self, file: reachable in file.parents and really(self, file))
        found = place(closed / "postgres", NOBODY)
        assert found.programs.is_relative_to(found.home / "program")
        assert NOBODY.can_run(found.programs / "postgres")
        assert NOBODY.can_run(found.programs / "initdb")

    def test_it_refuses_with_a_sentence_when_nothing_can_be_reached(
        closed: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(placing, "ELSEWHERE", closed / "elsewhere")
        with pytest.raises(OutOfReach, match="start as an ordinary user"):
            place(closed / "postgres", NOBODY)
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700
