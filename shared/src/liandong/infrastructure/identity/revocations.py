"""Which tokens no longer count although they have not expired."""

import asyncio
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from liandong.infrastructure.database import Pool
from liandong.infrastructure.identity.issuer import LIFETIME_SECONDS
from liandong.terms.codes import StaffId, UnitCode

LOOK_EVERY_SECONDS = 5.0
"""How long another process may still accept a token that was revoked here."""
KEPT = timedelta(days=7)
"""External issuers' tokens are taken to live no longer than this."""
assert KEPT.total_seconds() > LIFETIME_SECONDS


class Revocations:
    """Tokens of somebody issued before an instant are void: he was disabled, or his password or powers were changed."""

    def __init__(self, pool: Pool, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._pool = pool
        self._monotonic = monotonic
        self._valid_from: dict[tuple[str, str], float] = {}
        self._look_after = float("-inf")
        self._looking = asyncio.Lock()

    async def refresh(self) -> None:
        """Reads them again if the last look is older than LOOK_EVERY_SECONDS; one query for all who wait."""
        if self._monotonic() < self._look_after:
            return
        async with self._looking:
            if self._monotonic() < self._look_after:
                return
            rows = await self._pool.fetch("select unit, staff, valid_from from token_revocation")
            self._valid_from = {(row["unit"], row["staff"]): row["valid_from"].timestamp() for row in rows}
            self._look_after = self._monotonic() + LOOK_EVERY_SECONDS

    def void(self, unit: UnitCode, staff: StaffId, issued_at: float) -> bool:
        """Whether a token of this person issued then no longer counts."""
        valid_from = self._valid_from.get((unit, staff))
        return valid_from is not None and issued_at < valid_from

    def forget_what_was_seen(self) -> None:
        """The next look is at the table: something was revoked in this process."""
        self._look_after = float("-inf")


REVOKE = """
insert into token_revocation (unit, staff, valid_from) values ($1, $2, $3)
on conflict (unit, staff) do update set valid_from = greatest(token_revocation.valid_from, excluded.valid_from)
"""
"""Run in the transaction that changes the account."""


async def forget_expired(pool: Pool, now: datetime) -> None:
    """Rows older than any token can be are of no use."""
    await pool.execute("delete from token_revocation where valid_from < $1", now - KEPT)
