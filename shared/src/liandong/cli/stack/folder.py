"""The data folder of a stack: which one it is, and that it is a stack's and nobody else's."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

MARK = ".liandong"
"""The file `up` leaves in a folder it makes its own."""
PARTS = ("files", "keys", "nats", "postgres", "logs", "run")
"""What a stack makes in its folder, and all that is ever removed from it."""
EARLIER = ("run/databases.json", "run/state.json")
"""What tells the folder of a version that left no mark."""


class NotOurs(Exception):
    """A folder that no stack made."""


def default_folder() -> Path:
    """`var` beside the virtual environment if that lies in a checkout, else one of the caller's own.

    Never one of where the caller happens to stand: a stack that was started there must be found from elsewhere, and
    what lies there may be anybody's.
    """
    checkout = Path(sys.prefix).parent
    if (checkout / "requirements.lock").exists():
        return checkout / "var"
    data = os.environ.get("XDG_DATA_HOME", "")
    return (Path(data) if Path(data).is_absolute() else _home() / ".local" / "share") / "liandong"


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:  # an account without a home
        return Path("/var/lib")


def is_ours(var: Path) -> bool:
    """A stack made this folder."""
    return any((var / name).is_file() for name in (MARK, *EARLIER))


def claim(var: Path) -> None:
    """Makes the folder a stack's. Raises NotOurs where somebody else's things bear the names a stack uses."""
    if (var / MARK).is_file():
        return
    taken = [] if is_ours(var) else [name for name in PARTS if os.path.lexists(var / name)]
    if taken:
        raise NotOurs(
            f"{var / taken[0]} is there already and no stack made it: name another folder with --var, "
            f"or, if it was put back from a copy of a stack, make the empty file {var / MARK} first"
        )
    var.mkdir(parents=True, exist_ok=True)
    (var / MARK).write_text(f"Data of Liandong. `liandong down --wipe` removes {', '.join(PARTS)}.\n", encoding="utf-8")


Var = Annotated[Path, typer.Option(help="data folder", envvar="LIANDONG_VAR", show_default=False)]
VAR = default_folder()
