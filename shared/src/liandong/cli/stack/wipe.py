"""Removing the data of a stack with everything that was put elsewhere for it, and nothing that it did not make."""

import contextlib
import shutil
from pathlib import Path

from liandong.cli.stack.folder import MARK, PARTS, NotOurs, is_ours
from liandong.cli.stack.placing import remembered
from liandong.cli.stack.state import held


class NotWiped(Exception):
    """Something of the data could not be removed; says what and why."""


def wipe_data(var: Path) -> bool:
    """Removes what a stack made in the folder, and the place outside it that was given to its PostgreSQL.

    False if there is no such folder. What others put there stays, and the folder with it. Raises NotOurs, NotWiped,
    AlreadyRunning, OSError.
    """
    if not var.exists():
        return False
    if not is_ours(var):
        raise NotOurs(f"no stack made {var}, so nothing in it is removed: name a stack's folder with --var")
    with held(var):
        elsewhere = remembered(var / "postgres")
        doomed = [*(() if elsewhere is None else (elsewhere,)), *(var / name for name in PARTS if name != "run")]
        left = [said for part in doomed if (said := _remove(part)) is not None]
        if not left:  # these two last: with them the rest can be removed another time
            left = [said for part in (var / MARK, var / "run") if (said := _remove(part)) is not None]
    if left:
        raise NotWiped("not everything could be removed:\n" + "\n".join(left))
    with contextlib.suppress(OSError):  # others' things in it, or a mounted file system
        var.rmdir()
    return True


def _remove(part: Path) -> str | None:
    """None, or why it is still there. Of a link only the link goes."""
    try:
        if part.is_dir() and not part.is_symlink():
            shutil.rmtree(part)
        else:
            part.unlink(missing_ok=True)
    except OSError as trouble:
        return f"  {trouble.filename or part}: {trouble.strerror}"
    return None
