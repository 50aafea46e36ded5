"""Logging in with username and password at the embedded issuer."""

from datetime import datetime, timedelta

import structlog

from liandong.infrastructure.database import Pool, Row
from liandong.infrastructure.http.problem import EdgeRefusal, unauthenticated
from liandong.infrastructure.identity.accounts import principal_of_row
from liandong.infrastructure.identity.attempts import Attempts
from liandong.infrastructure.identity.passwords import Passwords
from liandong.terms.principal import Principal

LOCKED_AFTER = 5
LOCKED_FOR = timedelta(minutes=15)

log = structlog.stdlib.get_logger("liandong.identity")


def wrong_credentials() -> EdgeRefusal:
    """The one answer for whatever is wrong, so that nobody learns which accounts there are."""
    return unauthenticated("identity.credentials-wrong", "用户名或密码不正确，或账号已停用、暂时锁定")


class Login:
    """Checks passwords. Five wrong ones in a row lock the account for fifteen minutes."""

    def __init__(self, pool: Pool, passwords: Passwords, attempts: Attempts) -> None:
        self._pool = pool
        self._passwords = passwords
        self._attempts = attempts

    async def check(self, username: str, password: str, *, at: datetime) -> Principal:
        """Whose password it is. Raises EdgeRefusal 401, the same for unknown, wrong, locked and disabled; 429."""
        self._attempts.count(username)
        row = await self._pool.fetchrow(
            "select unit, staff, roles, relations, items, password_hash, disabled, locked_until from account"
            " where username = $1",
            username,
        )
        right = await self._passwords.matches(row["password_hash"] if row else None, password)
        if row is None or not await self._opens(row, right, at):
            raise wrong_credentials()
        return principal_of_row(row)

    async def _opens(self, row: Row, right: bool, at: datetime) -> bool:
        if row["locked_until"] is not None and row["locked_until"] > at:
            return False
        if right and not row["disabled"]:
            await self._pool.execute(
                "update account set failed = 0, locked_until = null where unit = $1 and staff = $2 and failed > 0",
                row["unit"],
                row["staff"],
            )
            return True
        if not right:
            await self._failed(row, at)
        return False

    async def _failed(self, row: Row, at: datetime) -> None:
        locked = await self._pool.fetchval(
            "update account set failed = case when failed + 1 >= $3 then 0 else failed + 1 end,"
            " locked_until = case when failed + 1 >= $3 then $4::timestamptz end"
            " where unit = $1 and staff = $2 returning locked_until is not null",
            row["unit"],
            row["staff"],
            LOCKED_AFTER,
            at + LOCKED_FOR,
        )
        if locked:
            log.warning("account locked", unit=row["unit"], staff=row["staff"])
