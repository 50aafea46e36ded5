"""A start brings each database to the program's schema by asking the database, however it came to be as it is."""

import asyncpg
import pytest
from tests.conftest import PLAN

from liandong.cli.stack import migrations
from liandong.cli.stack.databases import Database, provide_databases
from liandong.cli.stack.migrations import MigrationFailed, migrate
from liandong.cli.stack.postgres import Postgres

MODULES = [member.service.module for member in PLAN.members]


async def provided(server: Postgres) -> dict[str, Database]:
    return await provide_databases(server.url(), MODULES, server.folder / "passwords.json")


@pytest.fixture
def upgraded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which databases the migrations were run on."""
    modules: list[str] = []
    really = migrations._upgrade

    async def noted(module: str, owner_url: str) -> None:
        modules.append(module)
        await really(module, owner_url)

    monkeypatch.setattr(migrations, "_upgrade", noted)
    return modules


async def test_a_database_that_was_lost_is_migrated_again_and_the_others_are_left(
    postgres_server: Postgres, upgraded: list[str]
) -> None:
    databases = await provided(postgres_server)
    await migrate(PLAN, databases)
    upgraded.clear()
    await migrate(PLAN, databases)
    assert upgraded == []
    admin = await asyncpg.connect(postgres_server.url())
    await admin.execute("DROP DATABASE township_hall")
    await admin.close()
    await migrate(PLAN, await provided(postgres_server))
    assert upgraded == ["township_hall"]
    hall = await asyncpg.connect(databases["township_hall"].service_url)
    assert await hall.fetchval("SELECT count(*) FROM account") == 0
    await hall.close()


async def test_a_database_that_cannot_be_asked_is_named(postgres_server: Postgres) -> None:
    databases = await provided(postgres_server)
    away = Database(name="x", owner_url="postgresql://a:b@127.0.0.1:9/x", service_url="")
    with pytest.raises(MigrationFailed, match="the database city_center cannot be asked"):
        await migrate(PLAN, {**databases, "city_center": away})
