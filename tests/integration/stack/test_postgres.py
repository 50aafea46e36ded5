"""The embedded PostgreSQL: separate databases, roles that cannot reach each other, a start after a kill."""

import asyncio
import os
import shutil
import signal
import stat
from dataclasses import replace
from pathlib import Path

import asyncpg
import pytest
from tests.databases import Databases

from liandong.cli.stack import child
from liandong.cli.stack.child import Watched
from liandong.cli.stack.databases import provide_databases
from liandong.cli.stack.orphans import working_in
from liandong.cli.stack.output import Output
from liandong.cli.stack.ports import free_port
from liandong.cli.stack.postgres import Postgres
from liandong.cli.stack.runner import Runner


async def one(url: str, query: str) -> object:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(query)
    finally:
        await connection.close()


async def test_a_password_is_needed(postgres_server: Postgres) -> None:
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(f"postgresql://liandong:wrong@127.0.0.1:{postgres_server.port}/postgres")


def test_passwords_are_readable_by_their_owner_alone(postgres_server: Postgres) -> None:
    file = postgres_server.folder / "passwords.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


async def test_a_service_reaches_its_own_database_and_no_other(postgres_server: Postgres) -> None:
    secrets = postgres_server.folder / "passwords.json"
    made = await provide_databases(postgres_server.url(), ["here", "there"], secrets)
    assert await one(made["here"].service_url, "SELECT current_user") == "here_service"
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await asyncpg.connect(made["here"].service_url.removesuffix("/here") + "/there")


async def test_a_service_may_not_make_tables_and_its_owner_may(postgres_server: Postgres) -> None:
    secrets = postgres_server.folder / "passwords.json"
    made = (await provide_databases(postgres_server.url(), ["alone"], secrets))["alone"]
    await one(made.owner_url, "CREATE TABLE kept (id int)")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await one(made.service_url, "CREATE TABLE mine (id int)")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await one(made.service_url, "SELECT count(*) FROM kept")


async def test_databases_provided_twice_keep_their_content(postgres_server: Postgres) -> None:
    secrets = postgres_server.folder / "passwords.json"
    first = (await provide_databases(postgres_server.url(), ["lasting"], secrets))["lasting"]
    await one(first.owner_url, "CREATE TABLE kept AS SELECT 7 AS n")
    again = (await provide_databases(postgres_server.url(), ["lasting"], secrets))["lasting"]
    assert again == first
    assert await one(again.owner_url, "SELECT n FROM kept") == 7


def test_two_tests_get_two_databases(new_database: Databases) -> None:
    assert new_database("city_center").name != new_database("city_center").name


async def _until_ready(server: Postgres) -> None:
    async with asyncio.timeout(30):
        while not await server.ready():
            await asyncio.sleep(0.05)


async def test_a_killed_server_is_durable_and_comes_back_with_what_it_acknowledged(server_folder: Path) -> None:
    server = Postgres.at(server_folder / "killed", free_port())
    with (server_folder / "killed.log").open("ab") as log:
        first = server.command.start(log)
        await _until_ready(server)
        assert str(await one(server.url(), "SHOW server_version")).startswith("18.")
        assert await one(server.url(), "SHOW fsync") == "on"
        assert await one(server.url(), "SHOW synchronous_commit") == "on"
        assert await one(server.url(), "SHOW listen_addresses") == "127.0.0.1"
        await one(server.url(), "CREATE TABLE kept AS SELECT 7 AS n")
        first.kill()
        first.wait()
        server.clear_orphans()
        assert list(working_in("postgres", server.place.cluster)) == []
        (server.place.cluster / "postmaster.pid").write_text(f"{os.getpid()}\n")  # its number was given to another
        server.clear_orphans()
        second = server.command.start(log)
        await _until_ready(server)
        assert await one(server.url(), "SELECT n FROM kept") == 7
        second.send_signal(server.command.stops_on)
        assert second.wait(30) == 0


async def test_a_server_that_recovers_is_waited_for_however_long_it_takes(
    server_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "GATE_PATIENCE", 1.5)
    monkeypatch.setattr(child, "TOLD_AFTER", 0.2)
    server = Postgres.at(server_folder / "recovering", free_port())
    (server.place.cluster / "recovery.signal").touch()  # it asks for its log at the archive, which is slow
    slowly = replace(server.command, argv=(*server.command.argv, "-c", "restore_command=sleep 1; false"))
    told: list[str] = []
    runner = Runner(Output(tmp_path / "logs", None), lambda: told.append(started.doing or ""))
    started = runner.start(Watched(name="postgres", command=slowly, alive=server.ready, doing=server.doing))
    try:
        await runner.gate([started], within=5)
        assert "the database system is starting up" in told
        assert "ended" not in (tmp_path / "logs" / "postgres.log").read_text()
        assert await one(server.url(), "CREATE TABLE kept (id int)") is None  # open for more than reading
        assert await server.doing() is None
    finally:
        await runner.stop()


async def test_an_interrupted_installation_is_done_again(server_folder: Path) -> None:
    folder = server_folder / "interrupted"
    whole = Postgres.at(folder, free_port())
    shutil.move(whole.place.cluster, whole.place.home / "cluster.new")
    (whole.place.home / "cluster.new" / "PG_VERSION").unlink()
    again = Postgres.at(folder, free_port())
    assert (again.place.cluster / "PG_VERSION").read_text().strip() == "18"
    assert not (again.place.home / "cluster.new").exists()
    assert again.command.stops_on == signal.SIGINT
