"""The stack's servers when their usual ports are somebody else's, or when servers of one's own are named."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import asyncpg
import pytest
from tests.conftest import PLAN

from liandong.cli.stack import servers as servers_module
from liandong.cli.stack.broker import Broker
from liandong.cli.stack.output import Output
from liandong.cli.stack.ports import free_port
from liandong.cli.stack.postgres import Postgres
from liandong.cli.stack.probe import greeting
from liandong.cli.stack.runner import Runner
from liandong.cli.stack.servers import Servers, address
from liandong.cli.stack.state import State


@pytest.fixture
async def servers(server_folder: Path, tmp_path: Path) -> AsyncIterator[Servers]:
    var = server_folder / tmp_path.name
    runner = Runner(Output(tmp_path / "logs", None), lambda: None)
    yield Servers(var, runner, State(runner=0))
    await runner.stop()


def taken(monkeypatch: pytest.MonkeyPatch, *ports: int) -> None:
    """Looks free, and is taken when it comes to it: these ports first, then really free ones."""
    waiting = list(ports)
    monkeypatch.setattr(servers_module, "free_port", lambda wanted=None: waiting.pop(0) if waiting else free_port())


async def test_postgres_goes_elsewhere_when_its_port_is_taken_meanwhile(
    servers: Servers, postgres_server: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken(monkeypatch, postgres_server.port)
    connection = await asyncpg.connect(await servers.postgres())
    assert await connection.fetchval("SHOW port") != str(postgres_server.port)
    await connection.close()


async def test_nats_goes_elsewhere_and_does_not_take_another_nats_for_itself(
    servers: Servers, nats_server: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken(monkeypatch, nats_server.port, nats_server.monitor_port)
    url, seeds = await servers.nats(PLAN)
    assert seeds is not None
    assert (seeds / "admin.nk").exists()
    port = int(url.rpartition(":")[2])
    assert port != nats_server.port
    assert nats_server.name.encode() not in await greeting(port)
    assert nats_server.name.encode() in await greeting(nats_server.port)


async def test_a_bus_that_lets_nobody_in_yet_is_known_by_its_monitor(nats_server: Broker) -> None:
    assert await replace(nats_server, port=free_port()).doing() == "the bus reads its store"
    assert await replace(nats_server, folder=nats_server.folder / "another").doing() is None
    assert await replace(nats_server, monitor_port=free_port()).doing() is None


async def test_servers_that_are_named_are_used_and_shown_without_their_passwords(
    server_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIANDONG_DATABASE_SERVER", "postgresql://dba:secret@db.example:5432/postgres")
    monkeypatch.setenv("LIANDONG_NATS_SERVER", "nats://bus.example:4222")
    monkeypatch.setenv("LIANDONG_NATS_SEEDS", str(tmp_path))
    state = State(runner=0)
    found = Servers(server_folder, Runner(Output(tmp_path / "logs", None), lambda: None), state)
    assert await found.postgres() == "postgresql://dba:secret@db.example:5432/postgres"
    assert await found.nats(PLAN) == ("nats://bus.example:4222", tmp_path)
    assert state.shown()["servers"] == [
        {"name": "postgres", "url": "postgresql://db.example:5432", "pid": None, "state": "external"},
        {"name": "nats", "url": "nats://bus.example:4222", "pid": None, "state": "external"},
    ]


def test_an_address_names_nobody() -> None:
    assert address("nats://user:word@127.0.0.1:4222") == "nats://127.0.0.1:4222"
    assert address("postgresql://127.0.0.1:5432/x?sslmode=require") == "postgresql://127.0.0.1:5432"
