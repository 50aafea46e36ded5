"""Lag 滞后: what a source is known to have said and the lights do not count yet; what is just on its way is none."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from typing import Final

from e_supervision.board import queries
from liandong.infrastructure.database import Connection, Row
from liandong.terms.legal_time import from_micros

LOOK_EVERY_SECONDS: Final = 5.0
ON_ITS_WAY: Final = timedelta(seconds=5)
"""An entry received so lately (legal time) may wait to be applied; on a busy day some always do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lag:
    """So many entries are missing, held, parked or wait; all that happened before `through` is counted, if anything."""

    entries: int
    through: datetime | None


class Lags:
    """Tells a source's lag when it had it at the last look, too, or was silent then.

    So one that comes back after days with thousands of entries to catch up is never shown as live in between.
    """

    def __init__(self) -> None:
        self._looked = -LOOK_EVERY_SECONDS
        self._apart: Set[str] | None = None
        """Units that lagged or were silent at the last look; None before the first, which trusts nobody."""
        self._silent: Set[str] = frozenset()
        self._told: Mapping[str, Lag] = {}

    async def now(self, connection: Connection, silent: Set[str], now: datetime) -> Mapping[str, Lag]:
        """By unit, at most five seconds late; `silent` are the units that are silent now."""
        if monotonic() - self._looked >= LOOK_EVERY_SECONDS or self._silent - silent:
            rows = await queries.lags(connection, now - ON_ITS_WAY)
            self.look({row["unit"]: _lag(row) for row in rows}, silent)
            self._looked = monotonic()
        return self._told

    def look(self, found: Mapping[str, Lag], silent: Set[str]) -> Mapping[str, Lag]:
        """What is told, once this has been found."""
        apart = self._apart
        self._told = {unit: lag for unit, lag in found.items() if apart is None or unit in apart}
        self._apart, self._silent = found.keys() | silent, silent
        return self._told


def _lag(row: Row) -> Lag:
    return Lag(entries=row["entries"], through=None if row["through"] is None else from_micros(row["through"]))
