"""Connections to the service's own PostgreSQL."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from zlib import crc32

import asyncpg

if TYPE_CHECKING:
    Pool = asyncpg.Pool[asyncpg.Record]
    Connection = asyncpg.Connection[asyncpg.Record] | asyncpg.pool.PoolConnectionProxy[asyncpg.Record]
    Row = asyncpg.Record
else:
    Pool = asyncpg.Pool
    Connection = asyncpg.Connection
    Row = asyncpg.Record

UNREACHABLE = (
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.InsufficientResourcesError,  # disk full, out of memory, too many connections
    asyncpg.LockNotAvailableError,
    asyncpg.DeadlockDetectedError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # the server's last word came between two statements: the session is lost
    ConnectionError,
    TimeoutError,
    OSError,
)
"""What it looks like when the database is away: wait and try again, or answer 503."""


def is_away(fault: Exception) -> bool:
    """Whether the database is away. A value it cannot take (an InterfaceError too) is no reason to wait."""
    return isinstance(fault, UNREACHABLE) and not isinstance(fault, ValueError)


async def open_pool(url: str, size: int) -> Pool:
    """A pool whose sessions count in UTC and never wait for a lock for ever (10 s)."""
    return await asyncpg.create_pool(
        url,
        min_size=1,
        max_size=size,
        command_timeout=30,
        timeout=10,
        max_inactive_connection_lifetime=300,
        reset=_as_it_is,
        server_settings={"timezone": "UTC", "lock_timeout": "10s", "application_name": "liandong"},
    )


async def _as_it_is(_connection: Connection) -> None:
    """A session is given back as it is: nobody sets anything in one, and whoever takes a lock in one gives it back.

    Without this asyncpg would ask the server to reset four things each time, which is a tenth of a command's cost.
    """


@asynccontextmanager
async def leadership(pool: Pool, task: str) -> AsyncIterator[Connection | None]:
    """A connection that alone in this database holds the task's advisory lock, or None if another process does."""
    async with pool.acquire() as connection:
        number = crc32(task.encode())
        if not await connection.fetchval("select pg_try_advisory_lock(7301, $1::int)", number - 2**31):
            yield None
            return
        try:
            yield connection
        finally:
            await _unlock(connection, number)


async def _unlock(connection: Connection, number: int) -> None:
    """Gives the lock back, or the whole session: kept in the pool with the lock it would let nobody lead again."""
    if connection.is_closed():
        return
    try:
        await connection.execute("select pg_advisory_unlock(7301, $1::int)", number - 2**31)
    except BaseException:
        connection.terminate()
        raise
