"""Demo accounts: one for each role at each unit, with one generated password, only ever beside the demo data."""

from collections.abc import Iterable

import asyncpg

from liandong.cli.demo.load import DemoAccount
from liandong.infrastructure.clock import real_now
from liandong.infrastructure.identity.passwords import Passwords


async def ensure_accounts(database_url: str, accounts: Iterable[DemoAccount], password: str) -> None:
    """Adds the accounts that are missing; the password is hashed once, they all have the same."""
    kept = await Passwords().hash(password)
    connection = await asyncpg.connect(database_url)
    try:
        await connection.executemany(
            "insert into account "
            "(unit, staff, username, password_hash, roles, relations, items, created_at, changed_at) "
            "values ($1, $2, $3, $4, $5, $6, $7, $8, $8) on conflict do nothing",
            [
                (
                    account.principal.unit,
                    account.principal.id,
                    account.principal.id,
                    kept,
                    sorted(account.principal.roles),
                    sorted(account.principal.relations),
                    None if account.principal.items is None else sorted(account.principal.items),
                    real_now(),
                )
                for account in accounts
            ],
        )
    finally:
        await connection.close()
