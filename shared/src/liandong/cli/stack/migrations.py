"""Brings the databases of the stack to this program's schema when anything is new."""

from collections.abc import Mapping
from pathlib import Path

import asyncpg

from liandong.cli.stack.databases import Database, url_for
from liandong.cli.stack.plan import SERVICES, Plan
from liandong.cli.stack.secret import passwords
from liandong.infrastructure.schema import is_at_head

PACKAGES = {service.module: service.packages for service in SERVICES}


class MigrationFailed(Exception):
    """A database could not be brought to this program's schema and is as it was; says which and why."""


async def migrate(plan: Plan, databases: Mapping[str, Database]) -> None:
    """Runs the migrations of every database that lacks any. Raises MigrationFailed.

    It is asked itself each time: it may have been lost, or restored, since the last start.
    """
    for member in plan.members:
        module = member.service.module
        if not await _is_at_head(module, databases[module].owner_url):
            await _upgrade(module, databases[module].owner_url)


async def migrate_running(var: Path, environments: Mapping[str, Mapping[str, str]]) -> None:
    """The same on a running stack, whose services have these environments by module. Raises MigrationFailed."""
    known = passwords(var / "run" / "databases.json", [f"{module}_owner" for module in environments])
    for module, environment in environments.items():
        owner = f"{module}_owner"
        await _upgrade(module, url_for(environment["LIANDONG_DATABASE_URL"], owner, known[owner], module))


async def _is_at_head(module: str, owner_url: str) -> bool:
    try:
        connection = await asyncpg.connect(owner_url, timeout=10)
        try:
            return await is_at_head(connection, PACKAGES[module]) is None
        finally:
            await connection.close()
    except (asyncpg.PostgresError, OSError) as fault:
        raise MigrationFailed(f"the database {module} cannot be asked for its schema: {fault}") from fault


async def _upgrade(module: str, owner_url: str) -> None:
    from alembic.util import CommandError  # as long to import as a fifth of a start, and seldom needed
    from sqlalchemy.exc import SQLAlchemyError

    from liandong.infrastructure.migrate import upgrade

    try:
        await upgrade(owner_url, f"{module}_service", PACKAGES[module])
    except (CommandError, asyncpg.PostgresError, SQLAlchemyError, OSError) as fault:
        raise MigrationFailed(
            f"the database {module} could not be brought to this program's schema: {fault}"
        ) from fault
