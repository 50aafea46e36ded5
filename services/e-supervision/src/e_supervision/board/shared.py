"""One snapshot for all the walls of a process: taken anew when something has happened, and every five seconds."""

import asyncio
from time import monotonic
from typing import Final

from starlette.requests import Request

from e_supervision.board import queries
from e_supervision.board.lags import Lags
from e_supervision.board.snapshot import Snapshot, take
from e_supervision.tail import LOOK_EVERY_SECONDS
from liandong.application.desk import Desk

ANEW_AFTER_SECONDS: Final = 5.0
"""Time passes without any event: units fall silent, hours and days begin."""
REST_SECONDS: Final = 0.25
"""The least time between two snapshots, however much happens."""


class Board:
    """Whoever asks first looks for all; nobody looks if nobody asks."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._lags = desk, Lags()
        self._looking = asyncio.Lock()
        self._looked = self._taken = -ANEW_AFTER_SECONDS
        self._marks: tuple[int, int] | None = None
        self._shown: Snapshot | None = None

    async def latest(self) -> Snapshot:
        """The wall as it is, at most a quarter of a second late. Raises `UNREACHABLE` while the database is away."""
        shown = self._shown
        if shown is not None and not self._is_time():
            return shown
        async with self._looking:
            if self._shown is None or self._is_time():
                await self._look()
        assert self._shown is not None, "just looked"
        return self._shown

    def _is_time(self) -> bool:
        now = monotonic()
        return now - self._looked >= LOOK_EVERY_SECONDS and now - self._taken >= REST_SECONDS

    async def _look(self) -> None:
        async with self._desk.pool.acquire() as connection:
            marks = await queries.marks(connection)
        if marks != self._marks or monotonic() - self._taken >= ANEW_AFTER_SECONDS:
            self._shown = await take(self._desk, self._lags)
            self._marks, self._taken = marks, monotonic()
        self._looked = monotonic()


async def board_of(request: Request) -> Board:
    """For routes: `board: Annotated[Board, Depends(board_of)]`; one per process."""
    state = request.app.state
    if not hasattr(state, "board"):
        state.board = Board(state.desk)
    board: Board = state.board
    return board
