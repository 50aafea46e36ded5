"""登记的大屏: screens that show the wall for weeks with nobody signed in; of their secrets only hashes are kept."""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import structlog

from liandong.infrastructure.database import Pool
from liandong.terms.codes import StaffId
from liandong.terms.refusal import Nature, Refused

log = structlog.stdlib.get_logger()

AT_MOST: Final = 200
SECRET_BYTES: Final = 32
SECRET: Final = re.compile(r"[0-9A-Za-z_-]{43}")
UNSEEN_DAYS: Final = 90
"""Calendar days after which a screen that showed no wall is known no more."""

STANDS: Final = "not exists (select from account where staff = registered_by and disabled)"
"""Whoever registered it is still somebody here; of an external issuer's accounts nothing is known."""
REGISTER: Final = f"""
insert into display (name, digest, registered_by)
select $1, $2, $3 where exists (select from display where name = $1) or (select count(*) from display) < {AT_MOST}
on conflict (name) do update set digest = $2, registered_by = $3, registered_at = now(), seen_at = now()
returning true
"""
KNOWN: Final = f"""
select name, seen_at < now() - interval '1 minute' as unseen from display
where digest = $1 and seen_at > now() - interval '{UNSEEN_DAYS} days' and {STANDS}
"""
SEEN: Final = "update display set seen_at = now() where digest = $1"
ALL: Final = f"""
select name, registered_by, registered_at, seen_at,
       seen_at <= now() - interval '{UNSEEN_DAYS} days' or not {STANDS} as lapsed
from display order by name
"""
REVOKE: Final = "delete from display where name = $1 returning true"


@dataclass(frozen=True, slots=True, kw_only=True)
class Display:
    """A registered screen and when it showed the wall last; `lapsed` if that is too long ago, or the account of whoever
    registered it was disabled."""

    name: str
    registered_by: StaffId
    registered_at: datetime
    seen_at: datetime
    lapsed: bool


async def register(pool: Pool, name: str, by: StaffId) -> str:
    """The secret of a screen, told this once. A screen of the same name is replaced. Raises Refused over AT_MOST."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    if await pool.fetchval(REGISTER, name, _digest(secret), by) is None:
        raise Refused("display.too-many", f"登记的大屏已有 {AT_MOST} 块，请先注销不再使用的")
    log.info("display.registered", display=name, by=by)
    return secret


async def known_by(pool: Pool, secret: str) -> str | None:
    """The name of the screen with this secret, which is seen by that; None if it is not, or no longer, known."""
    if SECRET.fullmatch(secret) is None:  # nothing to ask the database for
        return None
    row = await pool.fetchrow(KNOWN, digest := _digest(secret))
    if row is None:
        return None
    if row["unseen"]:
        await pool.execute(SEEN, digest)
    name: str = row["name"]
    return name


async def registered(pool: Pool) -> list[Display]:
    """All of them, by name."""
    return [
        Display(
            name=row["name"],
            registered_by=row["registered_by"],
            registered_at=row["registered_at"],
            seen_at=row["seen_at"],
            lapsed=row["lapsed"],
        )
        for row in await pool.fetch(ALL)
    ]


async def revoke(pool: Pool, name: str, by: StaffId) -> None:
    """The screen is known no more; its wall stops within seconds. Raises Refused where there is none of this name."""
    if not await pool.fetchval(REVOKE, name):
        raise Refused("display.not-found", "没有登记这一名称的大屏，请刷新后核对", nature=Nature.NOT_FOUND)
    log.info("display.revoked", display=name, by=by)


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
