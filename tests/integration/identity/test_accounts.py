"""Operators manage the accounts of their own unit, and what they change takes effect at once."""

from typing import Any

import asyncpg
import pytest

from liandong.cli.stack.databases import Database
from liandong.infrastructure.database import Pool
from liandong.terms.roles import Role

from .conftest import OTHER, PASSWORD, UNIT, Office

ACCOUNTS = "/v1/units/610113/accounts"
NEW = {"username": "clerk01", "password": PASSWORD, "roles": ["clerk"], "relations": ["department:住建"]}


@pytest.fixture
async def operator(office: Office) -> dict[str, str]:
    await office.hire("op01", Role.OPERATOR)
    return await office.token_of("op01")


async def test_an_operator_adds_an_account_and_its_holder_signs_in(office: Office, operator: dict[str, str]) -> None:
    answer = await office.client.put(f"{ACCOUNTS}/0017", json=NEW, headers=operator)

    assert (answer.status_code, answer.headers["etag"]) == (201, '"1"')
    assert answer.json() == {
        "unit": "610113",
        "staff": "0017",
        "username": "clerk01",
        "roles": ["clerk"],
        "relations": ["department:住建"],
        "items": None,
        "disabled": False,
        "version": 1,
    }
    principal = await office.identity.verifier.principal((await office.log_in("clerk01")).json()["access_token"])
    assert principal.relations == {"department:住建"}


async def test_neither_staff_number_nor_username_is_given_twice(office: Office, operator: dict[str, str]) -> None:
    await office.client.put(f"{ACCOUNTS}/0017", json=NEW, headers=operator)

    again = await office.client.put(f"{ACCOUNTS}/0017", json=NEW | {"username": "clerk02"}, headers=operator)
    same_name = await office.client.put(f"{ACCOUNTS}/0018", json=NEW, headers=operator)

    assert [(answer.status_code, answer.json()["code"]) for answer in (again, same_name)] == [
        (409, "account.exists")
    ] * 2


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"roles": []}, "request.invalid"),
        ({"roles": ["king"]}, "request.invalid"),
        ({"roles": ["system"]}, "account.roles"),
        ({"roles": ["operator", "chief"]}, "account.roles"),
        ({"password": "short"}, "account.weak-password"),
        ({"username": "Clerk 01"}, "request.invalid"),
        ({"relations": ["住建"]}, "request.invalid"),
        ({"items": ["../../etc"]}, "request.invalid"),
        ({"name": "王某"}, "request.invalid"),
    ],
)
async def test_an_account_that_must_not_be_is_refused(
    office: Office, operator: dict[str, str], change: dict[str, Any], code: str
) -> None:
    answer = await office.client.put(f"{ACCOUNTS}/0017", json=NEW | change, headers=operator)

    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert (await office.client.get(f"{ACCOUNTS}/0017", headers=operator)).status_code == 404


async def test_a_disabled_account_ends_at_once(office: Office, operator: dict[str, str]) -> None:
    await office.hire("0017", Role.OPERATOR)
    token = await office.token_of("0017")
    assert (await office.client.get(ACCOUNTS, headers=token)).status_code == 200

    changed = await office.client.patch(
        f"{ACCOUNTS}/0017", json={"disabled": True}, headers=operator | {"If-Match": '"1"'}
    )
    after = await office.client.get(ACCOUNTS, headers=token)

    assert (changed.status_code, changed.json()["disabled"], changed.headers["etag"]) == (200, True, '"2"')
    assert (after.status_code, after.json()["code"]) == (401, "identity.token-revoked")
    assert (await office.log_in("0017")).status_code == 401


async def test_a_new_password_opens_and_the_old_one_and_its_tokens_no_longer_do(
    office: Office, operator: dict[str, str]
) -> None:
    await office.hire("0017", Role.OPERATOR)
    token = await office.token_of("0017")

    body = {"password": "another horse battery"}
    await office.client.patch(f"{ACCOUNTS}/0017", json=body, headers=operator | {"If-Match": '"1"'})

    assert (await office.log_in("0017")).status_code == 401
    assert (await office.client.get(ACCOUNTS, headers=token)).status_code == 401
    fresh = await office.token_of("0017", "another horse battery")
    assert (await office.client.get(ACCOUNTS, headers=fresh)).status_code == 200


async def test_what_is_left_out_of_a_change_stays(office: Office, operator: dict[str, str]) -> None:
    await office.client.put(f"{ACCOUNTS}/0017", json=NEW | {"items": ["A01"]}, headers=operator)

    async def change(body: dict[str, Any], version: int) -> dict[str, Any]:
        headers = operator | {"If-Match": f'"{version}"'}
        answer = await office.client.patch(f"{ACCOUNTS}/0017", json=body, headers=headers)
        told: dict[str, Any] = answer.json()
        return told

    promoted = await change({"roles": ["chief"]}, 1)
    unbound = await change({"items": None}, 2)

    assert (promoted["roles"], promoted["items"], promoted["relations"]) == (["chief"], ["A01"], ["department:住建"])
    assert (unbound["roles"], unbound["items"], unbound["version"]) == (["chief"], None, 3)


async def test_of_two_changes_of_one_version_the_second_is_stale(office: Office, operator: dict[str, str]) -> None:
    await office.hire("0017", Role.CLERK)
    headers = operator | {"If-Match": '"1"'}

    first = await office.client.patch(f"{ACCOUNTS}/0017", json={"roles": ["chief"]}, headers=headers)
    second = await office.client.patch(f"{ACCOUNTS}/0017", json={"disabled": True}, headers=headers)

    assert (first.status_code, second.status_code, second.json()["code"]) == (200, 412, "etag.stale")
    assert second.headers["etag"] == '"2"'


async def test_an_operator_changes_neither_his_own_powers_nor_shuts_himself_out(
    office: Office, operator: dict[str, str]
) -> None:
    headers = operator | {"If-Match": '"1"'}
    for body in ({"roles": ["chief"]}, {"disabled": True}, {"relations": ["department:住建"]}):
        answer = await office.client.patch(f"{ACCOUNTS}/op01", json=body, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "account.own")

    own = await office.client.patch(f"{ACCOUNTS}/op01", json={"password": "another horse battery"}, headers=headers)
    assert own.status_code == 200


async def test_accounts_are_listed_page_by_page(office: Office, operator: dict[str, str]) -> None:
    for number in range(5):
        await office.hire(f"staff{number}", Role.CLERK)
    await office.hire("elsewhere", Role.CLERK, unit=OTHER)

    found: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = (await office.client.get(ACCOUNTS, params={"limit": "2"} | cursor, headers=operator)).json()
        found += [account["staff"] for account in page["items"]]
        if page["next"] is None:
            break
        cursor = {"cursor": page["next"]}

    assert found == ["op01", "staff0", "staff1", "staff2", "staff3", "staff4"]


async def test_another_units_accounts_do_not_exist_for_him(office: Office, operator: dict[str, str]) -> None:
    await office.hire("0017", Role.CLERK, unit=OTHER)
    theirs = "/v1/units/610112/accounts"

    answers = [
        await office.client.get(theirs, headers=operator),
        await office.client.get(f"{theirs}/0017", headers=operator),
        await office.client.put(f"{theirs}/0099", json=NEW, headers=operator),
        await office.client.patch(f"{theirs}/0017", json={"disabled": True}, headers=operator | {"If-Match": '"1"'}),
        await office.client.get(f"{ACCOUNTS}/0017", headers=operator),
    ]

    assert [answer.status_code for answer in answers] == [404] * 5


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.OPERATOR, Role.SYSTEM)])
async def test_nobody_but_an_operator_manages_accounts(office: Office, role: Role) -> None:
    await office.hire("0017", role)

    answer = await office.client.get(ACCOUNTS, headers=await office.token_of("0017"))

    assert (answer.status_code, answer.json()["code"]) == (403, "powers.denied")


async def test_the_password_is_kept_as_a_hash_only(office: Office, pool: Pool) -> None:
    await office.hire("0017", Role.CLERK)

    row = await pool.fetchrow("select * from account where unit = $1 and staff = '0017'", UNIT)

    assert row is not None
    assert row["password_hash"].startswith("$argon2id$")
    assert PASSWORD not in str(dict(row))


async def test_the_database_itself_refuses_the_platform_as_an_account(office: Office, pool: Pool) -> None:
    await office.hire("0017", Role.CLERK)

    with pytest.raises(asyncpg.CheckViolationError):
        await pool.execute("update account set roles = array['system']")


async def test_the_service_cannot_delete_accounts(pool: Pool, database: Database) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await pool.execute("delete from account")
