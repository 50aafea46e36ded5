"""One database per service, each with an owner who migrates it and a role that only works in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from liandong.cli.stack.secret import passwords


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """The database of one service and its two URLs."""

    name: str
    owner_url: str
    service_url: str


async def provide_databases(server: str, names: Iterable[str], secrets: Path) -> dict[str, Database]:
    """Create what is missing of databases and roles, and set the roles' passwords to those of the file `secrets`.

    `server` is the URL of an administrator of the server, whose own database is left alone. Idempotent.
    Raises asyncpg.PostgresError, OSError.
    """
    admin = await asyncpg.connect(server, timeout=10)
    try:
        return {name: await _provide(admin, server, name, secrets) for name in names}
    finally:
        await admin.close()


async def _provide(admin: "asyncpg.Connection[asyncpg.Record]", server: str, name: str, secrets: Path) -> Database:
    owner, service = f"{name}_owner", f"{name}_service"
    known = passwords(secrets, [owner, service])
    await _ensure_role(admin, owner, known[owner])
    await _ensure_role(admin, service, known[service])
    if not await admin.fetchval("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", name):
        await admin.execute(f"GRANT {owner} TO CURRENT_USER")
        await admin.execute(f"CREATE DATABASE {name} OWNER {owner}")
    await admin.execute(f"REVOKE ALL ON DATABASE {name} FROM PUBLIC")
    await admin.execute(f"GRANT CONNECT ON DATABASE {name} TO {service}")
    return Database(
        name=name,
        owner_url=url_for(server, owner, known[owner], name),
        service_url=url_for(server, service, known[service], name),
    )


async def _ensure_role(admin: "asyncpg.Connection[asyncpg.Record]", role: str, password: str) -> None:
    if not await admin.fetchval("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1)", role):
        await admin.execute(f"CREATE ROLE {role} LOGIN")
    await admin.execute(f"ALTER ROLE {role} PASSWORD '{password}'")  # letters, digits, - and _: nothing to escape


def url_for(server: str, role: str, password: str, database: str) -> str:
    """The administrator's URL with another role and database in it."""
    scheme, rest = server.split("://", 1)
    place = rest.rsplit("@", 1)[-1].split("/", 1)[0]
    _, _, options = rest.partition("?")
    return f"{scheme}://{role}:{password}@{place}/{database}{'?' + options if options else ''}"
