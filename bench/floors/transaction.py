"""The barest durable step: one row locked and read, written, and one journal row added, in three statements.

16 clients on one asyncpg pool, rows of about 200 bytes, the server's durability as it is. It leaves out everything the
platform adds: rules, permissions, tokens, HTTP, idempotency, chain, encryption, publication.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from time import perf_counter
from typing import Any

import asyncpg

from bench.worker import Do

CLIENTS = 16
ROWS = 20_000
STATE = b"s" * 200
BODY = b"b" * 200

TABLES = f"""
create table if not exists floor_file (
  id int primary key, version int not null, status text not null, state bytea not null) with (fillfactor = 70);
create table if not exists floor_journal (
  seq bigint generated always as identity primary key, file int not null, version int not null, body bytea not null,
  recorded_at timestamptz not null default now());
insert into floor_file select number, 0, 'open', $1::bytea from generate_series(1, {ROWS}) number
  on conflict do nothing;
"""


@asynccontextmanager
async def work(given: dict[str, Any]) -> AsyncIterator[Do]:
    """Given the `url` of a database of its own. Asked for `seconds`, with `steps` in a row for each thing done."""
    async with asyncpg.create_pool(given["url"], min_size=CLIENTS, max_size=CLIENTS) as pool:
        *tables, rows = [part for part in TABLES.split(";") if part.strip()]
        for statement in tables:
            await pool.execute(statement)
        await pool.execute(rows, STATE)

        async def do(asked: dict[str, Any]) -> dict[str, Any]:
            return await _round(pool, asked["seconds"], asked.get("steps", 1))

        yield do


async def _round(pool: "asyncpg.Pool[asyncpg.Record]", seconds: float, steps: int) -> dict[str, Any]:
    began = perf_counter()
    numbers = count()
    done = await asyncio.gather(*(_client(pool, began + seconds, steps, numbers) for _ in range(CLIENTS)))
    return {"done": sum(done), "seconds": perf_counter() - began}


async def _client(pool: "asyncpg.Pool[asyncpg.Record]", until: float, steps: int, numbers: "count[int]") -> int:
    done = 0
    async with pool.acquire() as connection:
        while perf_counter() < until:
            for _ in range(steps):
                await _step(connection, next(numbers) * 7919 % ROWS + 1)
            done += 1
    return done


async def _step(connection: Any, file: int) -> None:
    async with connection.transaction():
        row = await connection.fetchrow("select version, status, state from floor_file where id = $1 for update", file)
        await connection.execute(
            "update floor_file set version = $2, state = $3 where id = $1", file, row["version"] + 1, STATE
        )
        await connection.execute(
            "insert into floor_journal (file, version, body) values ($1, $2, $3)", file, row["version"] + 1, BODY
        )
