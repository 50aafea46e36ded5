"""Accounts of the people of the units served here; no names, only staff numbers."""

from dataclasses import dataclass
from datetime import datetime

import asyncpg

from liandong.infrastructure.database import Connection, Pool, Row
from liandong.infrastructure.identity.claims import KNOWN_ROLES
from liandong.infrastructure.identity.passwords import Passwords, must_be_strong
from liandong.infrastructure.identity.revocations import REVOKE, Revocations
from liandong.terms.codes import ItemCode, StaffId, UnitCode
from liandong.terms.principal import Principal
from liandong.terms.refusal import Nature, Pointer, Refused
from liandong.terms.roles import Role

SHOWN = "unit, staff, version, username, roles, relations, items, disabled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody who can log in at one unit; `version` rises with every change."""

    principal: Principal
    username: str
    disabled: bool
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What an account is to be: who it stands for, whether disabled, and a new password if there is to be one."""

    principal: Principal
    disabled: bool
    password: str | None = None


class Accounts:
    """The accounts kept in this service's database."""

    def __init__(self, pool: Pool, passwords: Passwords, revocations: Revocations) -> None:
        self._pool = pool
        self._passwords = passwords
        self._revocations = revocations

    async def add(
        self, principal: Principal, username: str, password: str, *, at: datetime, on: Connection | None = None
    ) -> Account:
        """A new account. Raises Refused `account.exists`, `account.roles`, `account.weak-password`."""
        must_be_strong(password, username)
        _roles_must_go_together(principal.roles)
        kept = await self._passwords.hash(password)
        try:
            row = await (on or self._pool).fetchrow(
                "insert into account (unit, staff, username, password_hash, roles, relations, items, created_at,"
                f" changed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $8) returning {SHOWN}",
                principal.unit,
                principal.id,
                username,
                kept,
                sorted(principal.roles),
                sorted(principal.relations),
                None if principal.items is None else sorted(principal.items),
                at,
            )
        except asyncpg.UniqueViolationError as fault:
            raise Refused("account.exists", "该工号或用户名已有账号，请换一个或修改原账号") from fault
        return _account(row)

    async def listed(self, unit: UnitCode, *, after: StaffId | None, limit: int) -> list[Account]:
        """Accounts of a unit in order of staff number."""
        rows = await self._pool.fetch(
            f"select {SHOWN} from account where unit = $1 and staff > $2 order by staff limit $3",
            unit,
            after or "",
            limit,
        )
        return [_account(row) for row in rows]

    async def get(self, unit: UnitCode, staff: StaffId) -> Account:
        """Raises Refused `account.unknown`."""
        return _account(
            await self._pool.fetchrow(f"select {SHOWN} from account where unit = $1 and staff = $2", unit, staff)
        )

    async def change(self, account: Account, change: Change, *, by: Principal, at: datetime) -> Account | None:
        """The account after the change, None if somebody changed it in between. Tokens given before are void.

        Raises Refused `account.own`, `account.roles`, `account.weak-password`.
        """
        his_own = (by.unit, by.id) == (account.principal.unit, account.principal.id)
        if his_own and (change.disabled or change.principal != account.principal):
            raise Refused("account.own", "不得更改本人账号的权限或停用本人账号", nature=Nature.FORBIDDEN)
        _roles_must_go_together(change.principal.roles)
        kept = None
        if change.password is not None:
            must_be_strong(change.password, account.username)
            kept = await self._passwords.hash(change.password)
        items = change.principal.items
        async with self._pool.acquire() as connection, connection.transaction():
            row = await connection.fetchrow(
                "update account set version = version + 1, changed_at = $4, roles = $5, relations = $6, items = $7,"
                " disabled = $8, password_hash = coalesce($9, password_hash), failed = 0, locked_until = null"
                f" where unit = $1 and staff = $2 and version = $3 returning {SHOWN}",
                account.principal.unit,
                account.principal.id,
                account.version,
                at,
                sorted(change.principal.roles),
                sorted(change.principal.relations),
                None if items is None else sorted(items),
                change.disabled,
                kept,
            )
            if row is None:
                return None
            await connection.execute(REVOKE, account.principal.unit, account.principal.id, at)
        self._revocations.forget_what_was_seen()
        return _account(row)


def _roles_must_go_together(roles: frozenset[Role]) -> None:
    """Whoever hands out powers uses none of them himself (三员分立)."""
    if roles and roles <= frozenset(KNOWN_ROLES.values()) and (Role.OPERATOR not in roles or len(roles) == 1):
        return
    raise Refused(
        "account.roles",
        "须至少有一个岗位；运维账号不得兼任其他岗位",
        nature=Nature.INVALID,
        errors=(Pointer(pointer="/roles", detail="岗位组合不允许"),),
    )


def _account(row: Row | None) -> Account:
    if row is None:
        raise Refused("account.unknown", "没有这个账号", nature=Nature.NOT_FOUND)
    return Account(
        principal=principal_of_row(row), username=row["username"], disabled=row["disabled"], version=row["version"]
    )


def principal_of_row(row: Row) -> Principal:
    """The principal an account row stands for."""
    return Principal(
        id=StaffId(row["staff"]),
        unit=UnitCode(row["unit"]),
        roles=frozenset(map(Role, row["roles"])),
        relations=frozenset(row["relations"]),
        items=None if row["items"] is None else frozenset(map(ItemCode, row["items"])),
    )
