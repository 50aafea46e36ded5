"""Demo accounts: one for each role at each unit, with one generated password, only ever beside the demo data."""

from collections.abc import Sequence

import asyncpg

from liandong.cli.demo.load import DemoAccount
from liandong.infrastructure.clock import real_now
from liandong.infrastructure.identity.passwords import Passwords

INSERT = """
insert into account (unit, staff, username, password_hash, roles, relations, items, created_at, changed_at)
values ($1, $2, $2, $3, $4, $5, $6, $7, $7)
on conflict (unit, staff) do update set password_hash = excluded.password_hash, changed_at = excluded.changed_at
"""


async def ensure_accounts(
    database_url: str, accounts: Sequence[DemoAccount], password: str, *, renew: bool = False
) -> None:
    """Adds the accounts that are missing; with `renew` gives the others this password too.

    The password is hashed once, they all have the same. Raises asyncpg.PostgresError, OSError.
    """
    connection = await asyncpg.connect(database_url)
    try:
        rows = await connection.fetch("select staff from account")
        known = set() if renew else {row["staff"] for row in rows}
        wanted = [account for account in accounts if account.principal.id not in known]
        if wanted:
            kept = await Passwords().hash(password)
            await connection.executemany(INSERT, [_row(account, kept) for account in wanted])
    finally:
        await connection.close()


def _row(account: DemoAccount, password_hash: str) -> tuple[object, ...]:
    who = account.principal
    items = None if who.items is None else sorted(who.items)
    return who.unit, who.id, password_hash, sorted(who.roles), sorted(who.relations), items, real_now()
