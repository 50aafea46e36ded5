"""Databases for the tests: each a copy of what a service's migrations, or a city that was published once, left."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count

import asyncpg

from liandong.cli.stack.databases import Database, provide_databases
from liandong.cli.stack.migrations import PACKAGES
from liandong.cli.stack.postgres import Postgres
from liandong.infrastructure.migrate import upgrade


@dataclass
class Databases:
    """`databases("city_center")` is a fresh one as that service's migrations leave it."""

    server: Postgres
    _kept: dict[tuple[str, str], Database] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def __call__(self, service: str, like: str = "") -> Database:
        """A new database of this service, like the one that was kept under this name."""
        if (service, like) not in self._kept:
            assert not like, f"no database of {service} was kept as {like}"
            self._kept[service, like] = asyncio.run(self._migrated(service))
        template = self._kept[service, like]
        name = f"{service}_{next(self._numbers)}"
        asyncio.run(self._copy(template.name, name, service))
        return replace(
            template,
            name=name,
            owner_url=template.owner_url.rsplit("/", 1)[0] + f"/{name}",
            service_url=template.service_url.rsplit("/", 1)[0] + f"/{name}",
        )

    def keep(self, service: str, database: Database, name: str) -> None:
        """Databases like this one, which nobody is connected to any more, can be had under this name."""
        self._kept[service, name] = database

    def drop(self, database: Database) -> None:
        """It is not needed any more; nobody is connected to it."""
        asyncio.run(self._do(f"DROP DATABASE {database.name} WITH (FORCE)"))

    async def _migrated(self, service: str) -> Database:
        provided = await provide_databases(self.server.url(), [service], self.server.folder / "passwords.json")
        await upgrade(provided[service].owner_url, f"{service}_service", PACKAGES[service])
        return provided[service]

    async def _copy(self, template: str, name: str, service: str) -> None:
        await self._do(
            f"CREATE DATABASE {name} TEMPLATE {template} OWNER {service}_owner STRATEGY file_copy",
            f"REVOKE ALL ON DATABASE {name} FROM PUBLIC",
            f"GRANT CONNECT ON DATABASE {name} TO {service}_service",
        )

    async def _do(self, *statements: str) -> None:
        admin = await asyncpg.connect(self.server.url())
        try:
            for statement in statements:
                await admin.execute(statement)
        finally:
            await admin.close()
