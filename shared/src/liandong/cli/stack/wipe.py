"""Removing a data folder with everything that was put elsewhere for it."""

import shutil
from pathlib import Path

from liandong.cli.stack.placing import remembered


def wipe_data(var: Path) -> None:
    """Removes the folder, and the place outside it that was given to its PostgreSQL."""
    elsewhere = remembered(var / "postgres")
    if elsewhere is not None:
        shutil.rmtree(elsewhere, ignore_errors=True)
    shutil.rmtree(var, ignore_errors=True)
