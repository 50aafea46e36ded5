"""Brings a service's database to the schema of this program."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from alembic import command
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from sqlalchemy import Connection, pool, text
from sqlalchemy.ext.asyncio import create_async_engine

from liandong.infrastructure.schema import folder_of

SERVICE_ROLE = "liandong.service_role"


def config(packages: Sequence[str]) -> Config:
    """Alembic over the migrations of these packages; the infrastructure's come first."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    made.set_main_option("version_locations", os.pathsep.join(str(folder_of(package)) for package in packages))
    made.set_main_option("path_separator", "os")
    return made


async def upgrade(owner_url: str, service_role: str, packages: Sequence[str]) -> None:
    """Applies what is missing, under one advisory lock. The owner's URL; the service's role receives its grants."""
    engine = create_async_engine(owner_url.replace("postgresql://", "postgresql+asyncpg://"), poolclass=pool.NullPool)
    alembic = config(packages)

    def run(connection: Connection) -> None:
        connection.execute(text("select pg_advisory_xact_lock(7301, 1)"))
        connection.execute(text("select set_config('liandong.service_role', :role, true)"), {"role": service_role})
        alembic.attributes["connection"] = connection
        command.upgrade(alembic, "heads")

    try:
        async with engine.begin() as connection:
            await connection.run_sync(run)
    finally:
        await engine.dispose()


class Executes(Protocol):
    """What of alembic's `op` is needed here."""

    def execute(self, sqltext: str) -> None: ...

    def get_bind(self) -> Connection: ...


def run_script(op: Executes, script: str) -> None:
    """Several SQL statements at once, in the migration's transaction."""
    op.execute("select 1")  # opens the transaction that the driver would open with the first statement
    raw = op.get_bind().connection.dbapi_connection
    raw.run_async(lambda driver: driver.execute(script))  # asyncpg's adapted connection


def grant(op: Executes, table: str, privileges: str) -> None:
    """Gives the service's role what it needs on a table, and nothing more."""
    op.execute(
        f"do $$ begin execute format('grant {privileges} on {table} to %I', current_setting('{SERVICE_ROLE}')); end $$"
    )


def run_environment(context: EnvironmentContext) -> None:
    """What alembic's env.py does: run on the connection it was given."""
    connection = context.config.attributes["connection"]
    context.configure(connection=connection)
    context.run_migrations()
