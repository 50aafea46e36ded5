"""Where printed copies are kept: contents by their SHA-256, and which document's copy is which content."""

from hashlib import sha256
from typing import Protocol

from liandong.infrastructure.database import Pool
from liandong.terms.codes import Digest, DocumentId, UnitCode


class Contents(Protocol):
    """A store of contents; what it is given is encrypted already."""

    async def put(self, content: bytes) -> Digest: ...

    async def get(self, digest: Digest) -> bytes | None: ...


class ContentTable:
    """Contents in the service's own database: backed up with it."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def put(self, content: bytes) -> Digest:
        digest = Digest(sha256(content).hexdigest())
        await self._pool.execute(
            "insert into kept_content (sha256, content) values ($1, $2) on conflict do nothing", digest, content
        )
        return digest

    async def get(self, digest: Digest) -> bytes | None:
        """None for a content that is not there, or is not what it was."""
        content: bytes | None = await self._pool.fetchval("select content from kept_content where sha256 = $1", digest)
        return content if content is not None and sha256(content).hexdigest() == digest else None


class Copies:
    """The sealed copy of each document."""

    def __init__(self, pool: Pool, contents: Contents | None = None) -> None:
        self._pool = pool
        self._contents = contents or ContentTable(pool)

    async def keep(self, unit: UnitCode, document: DocumentId, sealed: bytes) -> None:
        """Keeps this copy, in place of an earlier one."""
        digest = await self._contents.put(sealed)
        await self._pool.execute(
            "insert into document_copy (unit, document, sha256) values ($1, $2, $3) "
            "on conflict (unit, document) do update set sha256 = excluded.sha256",
            unit,
            document,
            digest,
        )

    async def find(self, unit: UnitCode, document: DocumentId) -> bytes | None:
        """The sealed copy, if it is still there."""
        digest = await self._pool.fetchval(
            "select sha256 from document_copy where unit = $1 and document = $2", unit, document
        )
        return None if digest is None else await self._contents.get(digest)
