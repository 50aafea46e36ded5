"""Looks for words where they must not be: in every row of a database, every message of the bus, every file."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import asyncpg
from nats.aio.client import Client

from liandong.infrastructure.bus.provision import STREAMS


def found_in(data: bytes, words: Iterable[str]) -> list[str]:
    """Which of the words stand in the bytes: as text, in hexadecimal (bytea), or as JSON escapes."""
    spellings = {word: (word.encode(), word.encode().hex().encode(), word.encode("unicode_escape")) for word in words}
    return [word for word, spelled in spellings.items() if any(each in data for each in spelled)]


async def every_row(url: str) -> list[tuple[str, bytes]]:
    """(table, row as text) of every table of a database; `url` is that of its owner."""
    connection = await asyncpg.connect(url)
    try:
        tables = await connection.fetch("select relname from pg_stat_user_tables")
        return [
            (table["relname"], row["line"].encode())
            for table in tables
            for row in await connection.fetch(f"select t::text as line from {table['relname']} t")
        ]
    finally:
        await connection.close()


async def every_message(admin: Client, streams: Sequence[str] = tuple(STREAMS)) -> list[tuple[str, bytes]]:
    """(subject, payload) of everything the broker has stored."""
    found: list[tuple[str, bytes]] = []
    for stream in streams:
        information = await admin.jetstream().stream_info(stream)
        for sequence in range(max(1, information.state.first_seq), information.state.last_seq + 1):
            message = await admin.jetstream().get_msg(stream, sequence)
            found.append((message.subject or "", message.data or b""))
    return found


def every_file(folder: Path) -> Iterator[tuple[str, bytes]]:
    """(path, content) of every file of a folder, logs and the broker's storage among them."""
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.is_symlink():
            yield str(file.relative_to(folder)), file.read_bytes()
