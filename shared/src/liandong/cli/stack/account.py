"""The account PostgreSQL runs under: the caller's own, or as root one of its own, because PostgreSQL refuses root."""

import os
import pwd
import shutil
import subprocess  # creating the account and trying what it may reach need programs
from dataclasses import dataclass
from pathlib import Path

NAME = "liandong-pg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An unprivileged system account."""

    uid: int
    gid: int

    def owns(self, folder: Path) -> None:
        """Give it a folder or file of its own."""
        os.chown(folder, self.uid, self.gid)

    def can_enter(self, folder: Path) -> bool:
        """Tried for real, so that modes, access lists and mount options all count."""
        return self._can("/bin/sh", "-c", 'cd "$0"', str(folder))

    def can_run(self, program: Path) -> bool:
        """Tried for real: the program starts and tells its version."""
        return self._can(str(program), "--version")

    def _can(self, *argv: str) -> bool:
        try:
            tried = subprocess.run(
                argv,
                user=self.uid,
                group=self.gid,
                extra_groups=[],
                cwd="/",
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
            )
        except (PermissionError, FileNotFoundError):
            return False
        return tried.returncode == 0


class NoAccount(Exception):
    """PostgreSQL refuses to run as root, and no account could be made for it."""


def postgres_account() -> Account | None:
    """None for an ordinary caller; for root the system account `liandong-pg`, created if missing. Raises NoAccount."""
    if os.geteuid() != 0:
        return None
    return known_account() or _created()


def known_account() -> Account | None:
    """The account if it has been made."""
    try:
        entry = pwd.getpwnam(NAME)
    except KeyError:
        return None
    return Account(uid=entry.pw_uid, gid=entry.pw_gid)


def _created() -> Account:
    program = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if program is None:
        raise NoAccount(
            f"PostgreSQL does not run as root and useradd is not there to make an account for it: "
            f"create a system account named {NAME}, or start as an ordinary user."
        )
    argv = [program, "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    argv += ["--shell", "/usr/sbin/nologin", NAME]
    tried = subprocess.run(argv, capture_output=True, text=True, check=False)
    account = known_account()  # another start may have been first
    if account is None:
        raise NoAccount(
            f"PostgreSQL does not run as root and the system account {NAME} could not be made "
            f"({tried.stderr.strip()}): create it, or start as an ordinary user."
        )
    return account
