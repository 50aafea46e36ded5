"""The log of a process never grows without end, and a full disk costs lines and nothing else."""

from pathlib import Path

import pytest

from liandong.cli.stack import log_file
from liandong.cli.stack.log_file import LogFile


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "nats.log"


def test_a_log_is_set_aside_while_its_process_goes_on_writing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_file, "LARGEST", 10)
    log = LogFile(file)
    for line in (b"the first\n", b"the second\n", b"the third\n"):
        log.write(line)
    assert file.read_text() == "the third\n"
    assert (file.parent / "nats.log.1").read_text() == "the first\nthe second\n"


def test_what_a_full_disk_takes_is_counted_once_there_is_room(file: Path) -> None:
    log = LogFile(file)
    log.write(b"before\n")
    kept = file.rename(file.with_name("kept"))
    file.symlink_to("/dev/full")
    log.write(b"lost\n")
    log.write(b"lost as well\n")
    file.unlink()
    kept.rename(file)
    log.write(b"after\n")
    log.write(b"and on\n")
    assert file.read_text() == ("before\n\n-- 18 bytes are missing here: No space left on device\nafter\nand on\n")


def test_a_log_that_was_taken_away_is_made_anew(file: Path) -> None:
    log = LogFile(file)
    log.write(b"taken away\n")
    file.unlink()
    log.write(b"made anew\n")
    assert file.read_text() == "made anew\n"


def test_a_log_that_cannot_be_set_aside_grows_on(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_file, "LARGEST", 3)
    (file.parent / "nats.log.1").mkdir()
    log = LogFile(file)
    log.write(b"large\n")
    log.write(b"larger\n")
    assert file.read_text() == "large\nlarger\n"
