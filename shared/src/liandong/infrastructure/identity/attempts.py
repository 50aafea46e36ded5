"""How often somebody may try a password: a few times a minute for each username, known or not."""

import time
from collections.abc import Callable

from liandong.infrastructure.http.problem import EdgeRefusal

PER_MINUTE = 10
WINDOW_SECONDS = 60.0
REMEMBERED = 10_000
"""User names at most; when more are tried within a minute, those tried least are forgotten."""


class Attempts:
    """Counts tries per username in this process; forgets them after a minute."""

    def __init__(self, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._tries: dict[str, list[float]] = {}

    def count(self, username: str) -> None:
        """Takes one try. Raises EdgeRefusal 429 when there are none left."""
        now = self._monotonic()
        recent = [at for at in self._tries.get(username, []) if at > now - WINDOW_SECONDS]
        if len(recent) >= PER_MINUTE:
            wait = max(1, round(recent[0] + WINDOW_SECONDS - now))
            raise EdgeRefusal(
                429,
                "identity.too-many-attempts",
                f"尝试过于频繁，请 {wait} 秒后再试",
                headers={"Retry-After": str(wait), "RateLimit": f'"login";r=0;t={wait}'},
            )
        self._forget_old(now)
        self._tries[username] = [*recent, now]

    def _forget_old(self, now: float) -> None:
        if len(self._tries) >= REMEMBERED:
            recent = [known for known in self._tries.items() if known[1][-1] > now - WINDOW_SECONDS]
            # A flood of names that are tried once makes nobody forget the name at which somebody guesses.
            recent.sort(key=lambda known: (len(known[1]), known[1][-1]), reverse=True)
            self._tries = dict(recent[: REMEMBERED // 2])
