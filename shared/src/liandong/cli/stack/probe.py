"""Asking a process over loopback whether it is well."""

import asyncio
import contextlib

PATIENCE = 3.0


async def answers_ok(port: int, path: str, host: str = "127.0.0.1") -> bool:
    """An HTTP GET is answered with status 200 in time."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await _status(host, port, path) == 200
    except (OSError, TimeoutError, ValueError, EOFError):
        return False


async def answered(port: int, path: str, host: str = "127.0.0.1") -> bytes:
    """The whole of what an HTTP GET brings, head included; nothing if it brings none in time."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await _everything(host, port, path)
    except (OSError, TimeoutError):
        return b""


async def greeting(port: int, host: str = "127.0.0.1") -> bytes:
    """The first line a server says by itself; nothing if it says none in time."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await _first_line(host, port)
    except (OSError, TimeoutError, ValueError):
        return b""


async def _first_line(host: str, port: int) -> bytes:
    reader, writer = await asyncio.open_connection(host, port)
    try:
        return await reader.readline()
    finally:
        await _close(writer)


async def _status(host: str, port: int, path: str) -> int:
    reader, writer = await asyncio.open_connection(host, port)
    try:
        writer.write(_request(host, port, path))
        line = await reader.readline()
        return int(line.split()[1]) if line.startswith(b"HTTP/") else 0
    finally:
        await _close(writer)


async def _everything(host: str, port: int, path: str) -> bytes:
    reader, writer = await asyncio.open_connection(host, port)
    try:
        writer.write(_request(host, port, path))
        return await reader.read()
    finally:
        await _close(writer)


def _request(host: str, port: int, path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n".encode()


async def _close(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()
