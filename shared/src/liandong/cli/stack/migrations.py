"""Brings the databases of the stack to this program's schema when anything is new."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from asyncpg import PostgresError

from liandong.cli.stack.databases import Database, url_for
from liandong.cli.stack.plan import SERVICES, Plan
from liandong.cli.stack.secret import passwords
from liandong.infrastructure.schema import folder_of

PACKAGES = {service.module: service.packages for service in SERVICES}


class MigrationFailed(Exception):
    """A database could not be brought to this program's schema and is as it was; says which and why."""


async def migrate(plan: Plan, databases: Mapping[str, Database], done: Path) -> None:
    """Runs all migrations; skipped if `done` says that nothing is new. Raises MigrationFailed."""
    mark = fingerprint(plan, databases)
    if done.exists() and done.read_text(encoding="utf-8") == mark:
        return
    for member in plan.members:
        module = member.service.module
        await _upgrade(module, databases[module].owner_url)
    done.write_text(mark, encoding="utf-8")


async def migrate_running(var: Path, environments: Mapping[str, Mapping[str, str]]) -> None:
    """The same on a running stack, whose services have these environments by module. Raises MigrationFailed."""
    known = passwords(var / "run" / "databases.json", [f"{module}_owner" for module in environments])
    for module, environment in environments.items():
        owner = f"{module}_owner"
        await _upgrade(module, url_for(environment["LIANDONG_DATABASE_URL"], owner, known[owner], module))


async def _upgrade(module: str, owner_url: str) -> None:
    from alembic.util import CommandError  # as long to import as a fifth of a start, and seldom needed
    from sqlalchemy.exc import SQLAlchemyError

    from liandong.infrastructure.migrate import upgrade

    try:
        await upgrade(owner_url, f"{module}_service", PACKAGES[module])
    except (CommandError, PostgresError, SQLAlchemyError, OSError) as fault:
        raise MigrationFailed(
            f"the database {module} could not be brought to this program's schema: {fault}"
        ) from fault


def fingerprint(plan: Plan, databases: Mapping[str, Database]) -> str:
    """Changes with every migration of this program and with the databases they are for."""
    seen = sha256()
    for member in plan.members:
        for package in member.service.packages:
            for file in sorted(folder_of(package).glob("*.py")):
                seen.update(file.read_bytes())
    for name in sorted(databases):
        seen.update(databases[name].owner_url.encode())
    return seen.hexdigest()
