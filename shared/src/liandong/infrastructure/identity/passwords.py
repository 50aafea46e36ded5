"""Passwords: argon2id, with the parameters OWASP recommends first; what may be one and what may not."""

import asyncio

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from liandong.terms.refusal import Nature, Pointer, Refused

MIN_LENGTH = 12
MAX_LENGTH = 128
FEWEST_DIFFERENT = 6

_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_DUMMY = _HASHER.hash("nobody has this password")


class Passwords:
    """Hashes and checks one at a time, away from the event loop: each takes about 20 ms and 19 MB."""

    def __init__(self) -> None:
        self._one_at_a_time = asyncio.Lock()

    async def hash(self, password: str) -> str:
        """The hash to keep."""
        async with self._one_at_a_time:
            return await asyncio.to_thread(_HASHER.hash, password)

    async def matches(self, kept: str | None, password: str) -> bool:
        """Whether it is the password; takes as long when there is no such account (`kept` is None)."""
        async with self._one_at_a_time:
            right = await asyncio.to_thread(_verify, kept or _DUMMY, password)
        return right and kept is not None


def must_be_strong(password: str, username: str) -> None:
    """Raises Refused `account.weak-password`."""
    if (
        MIN_LENGTH <= len(password) <= MAX_LENGTH
        and len(set(password)) >= FEWEST_DIFFERENT
        and username.lower() not in password.lower()
    ):
        return
    sentence = f"密码须 {MIN_LENGTH} 至 {MAX_LENGTH} 个字，至少 {FEWEST_DIFFERENT} 个不同的字，且不含用户名"
    raise Refused(
        "account.weak-password",
        sentence,
        nature=Nature.INVALID,
        errors=(Pointer(pointer="/password", detail=sentence),),
    )


def _verify(kept: str, password: str) -> bool:
    try:
        return _HASHER.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False
