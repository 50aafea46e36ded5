"""Giving out the secret of a number, and knowing it again; only its keyed hash is kept."""

import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime

from liandong.domain.tracking.secret import ALPHABET, LENGTH, understood, written
from liandong.infrastructure.database import Pool
from liandong.infrastructure.keys import UnitKeys
from liandong.terms.codes import UnitCode
from liandong.terms.principal import Principal

GIVE = """
insert into tracking_secret (unit, number, digest, given_by, given_at) values ($1, $2, $3, $4, $5)
on conflict (unit, number) do update set digest = $3, given_by = $4, given_at = $5
"""
KNOWN = "select digest from tracking_secret where unit = $1 and number = $2"


async def give_secret(pool: Pool, keys: UnitKeys, number: str, by: Principal, now: datetime) -> str:
    """A fresh secret for a number of the giver's unit, told this once; one given before no longer works."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    await pool.execute(GIVE, by.unit, number, keys.tracking_hash(number, signs), by.id, now)
    return written(signs)


async def opens(pool: Pool, keys: Mapping[UnitCode, UnitKeys], unit: UnitCode, number: str, typed: str) -> bool:
    """Whether the secret is that of the number. The same is done, at the same cost, where there is no such number."""
    known: bytes | None = await pool.fetchval(KNOWN, unit, number)
    hashed = keys.get(unit, next(iter(keys.values()))).tracking_hash(number, understood(typed))
    return hmac.compare_digest(hashed if known is None else known, hashed) and known is not None
