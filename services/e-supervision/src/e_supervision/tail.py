"""The end of the log of changes, read once for everybody who listens in this process."""

import asyncio
from collections import deque
from collections.abc import Sequence
from time import monotonic
from typing import Any, Final

from starlette.requests import Request

from e_supervision import changes
from liandong.application.desk import Desk
from liandong.infrastructure.database import Pool

LOOK_EVERY_SECONDS: Final = 0.1
KEPT: Final = 500
"""Changes at hand; a listener further behind reads on from the table, a page at a time, at his own pace."""

Numbered = tuple[int, dict[str, Any]]


class Tail:
    """Whoever asks first looks for all: one query each tenth of a second, however many listen, and none if nobody does.

    Every method raises `UNREACHABLE` while the database is away.
    """

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._kept: deque[Numbered] = deque()
        self._looking = asyncio.Lock()
        self._looked: float | None = None
        self._after = self._newest = 0
        """Every change after the first number, up to the second, is at hand."""

    async def newest(self) -> int:
        """The number of the newest change; 0 before the first. Less than before if the database was restored."""
        await self._look()
        return self._newest

    async def since(self, last: int, at_most: int) -> Sequence[Numbered]:
        """(number, change) after a number, in order; empty if nothing has changed since."""
        await self._look()
        if last >= self._newest:
            return ()
        if last >= self._after:
            return [one for one in self._kept if one[0] > last][:at_most]
        async with self._pool.acquire() as connection:
            return await changes.since(connection, last, at_most)

    async def turned_since(self, last: int) -> int | None:
        """How many lights came or changed after a number; None if the log ends before it, as after a restore."""
        newest = await self.newest()
        if last > newest:
            return None
        async with self._pool.acquire() as connection:
            return await changes.turned(connection, last, newest)

    async def _look(self) -> None:
        if self._is_fresh():
            return
        async with self._looking:
            if self._is_fresh():  # somebody else has looked meanwhile
                return
            async with self._pool.acquire() as connection:
                if self._looked is None:
                    self._after = self._newest = await changes.newest(connection)
                rows = await changes.since(connection, self._newest - 1, KEPT + 1)
                fresh = [one for one in rows if one[0] > self._newest]
                if self._newest in (0, *(number for number, _ in rows[:1])) and len(fresh) < KEPT:
                    self._keep(fresh)
                else:
                    # nobody has listened for long, or very much happened: whoever needs it reads the table;
                    # or a restored database knows nothing of the newest
                    self._kept.clear()
                    self._after = self._newest = await changes.newest(connection)
            self._looked = monotonic()

    def _is_fresh(self) -> bool:
        return self._looked is not None and monotonic() - self._looked < LOOK_EVERY_SECONDS

    def _keep(self, fresh: Sequence[Numbered]) -> None:
        for one in fresh:
            self._kept.append(one)
            self._newest = one[0]
            if len(self._kept) > KEPT:
                self._after, _ = self._kept.popleft()


async def tail_of(request: Request) -> Tail:
    """For routes: `tail: Annotated[Tail, Depends(tail_of)]`; one per process."""
    state, desk = request.app.state, request.app.state.desk
    assert isinstance(desk, Desk)
    if not hasattr(state, "tail"):
        state.tail = Tail(desk.pool)
    tail: Tail = state.tail
    return tail
