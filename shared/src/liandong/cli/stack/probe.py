"""Asking a process over loopback whether it is well."""

import asyncio
import contextlib

PATIENCE = 3.0


async def answers_ok(port: int, path: str, host: str = "127.0.0.1") -> bool:
    """An HTTP GET is answered with status 200 in time."""
    try:
        return await asyncio.wait_for(_status(host, port, path), PATIENCE) == 200
    except (OSError, TimeoutError, ValueError, EOFError):
        return False


async def _status(host: str, port: int, path: str) -> int:
    reader, writer = await asyncio.open_connection(host, port)
    try:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n".encode())
        line = await reader.readline()
        return int(line.split()[1]) if line.startswith(b"HTTP/") else 0
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()
