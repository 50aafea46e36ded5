"""The first operator of a new installation: a one-time secret, printed once, opens one account."""

import hashlib
import secrets
from datetime import datetime, timedelta

from liandong.infrastructure.database import Pool
from liandong.infrastructure.identity.accounts import Account, Accounts
from liandong.terms.codes import StaffId, UnitCode
from liandong.terms.principal import Principal
from liandong.terms.refusal import Nature, Refused
from liandong.terms.roles import Role

VALID_FOR = timedelta(hours=24)

OFFER = """
insert into setup_secret (digest, made_at) select $1, $2 where not exists (select from account)
on conflict (once) do update set digest = excluded.digest, made_at = excluded.made_at
where setup_secret.used_at is null and setup_secret.made_at < $3 and not exists (select from account)
returning true
"""
CONSUME = """
update setup_secret set used_at = $2
where digest = $1 and used_at is null and made_at >= $3 and not exists (select from account) returning true
"""


async def offer_setup(pool: Pool, *, at: datetime) -> str | None:
    """A new one-time secret if there is no account yet and none is on offer; kept as a hash, so shown now or never."""
    secret = secrets.token_urlsafe(32)
    made = await pool.fetchval(OFFER, _digest(secret), at, at - VALID_FOR)
    return secret if made else None


async def set_up_operator(
    pool: Pool,
    accounts: Accounts,
    secret: str,
    unit: UnitCode,
    staff: StaffId,
    username: str,
    password: str,
    *,
    at: datetime,
) -> Account:
    """The first account, an operator's; the secret is used up with it. Raises Refused `setup.secret-invalid`."""
    operator = Principal(id=staff, unit=unit, roles=frozenset({Role.OPERATOR}))
    async with pool.acquire() as connection, connection.transaction():
        if not await connection.fetchval(CONSUME, _digest(secret), at, at - VALID_FOR):
            raise Refused(
                "setup.secret-invalid",
                "一次性密钥无效、已使用或已过期；如尚无任何账号，请在 24 小时后重启服务以取得新的密钥",
                nature=Nature.FORBIDDEN,
            )
        return await accounts.add(operator, username, password, at=at, on=connection)


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
