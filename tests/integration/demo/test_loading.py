"""Loading the demo city: once, healed where something was lost, and nothing sent when nothing changed."""

import asyncio
import json
import stat
from pathlib import Path

import asyncpg
import pytest

from liandong.cli.demo.loading import Loaded, fingerprint, load_accounts, read_loaded, write_loaded
from liandong.cli.stack.databases import Database
from liandong.infrastructure.identity.passwords import Passwords
from liandong.infrastructure.keys import PublicKeys
from liandong.terms.codes import UnitCode
from tests.databases import Databases

DISTRICT = ("610113", "610171")
KEYS = {UnitCode("610113"): PublicKeys(sign="s", seal="e")}


async def accounts(database: Database) -> dict[str, tuple[str, list[str]]]:
    """Staff number → kept password and roles."""
    connection = await asyncpg.connect(database.service_url)
    try:
        rows = await connection.fetch("select staff, username, password_hash, roles from account")
        assert all(row["staff"] == row["username"] for row in rows)
        return {row["staff"]: (row["password_hash"], row["roles"]) for row in rows}
    finally:
        await connection.close()


async def opens(kept: str, password: str) -> bool:
    return bool(await Passwords().matches(kept, password))


async def test_every_role_of_every_unit_gets_an_account_with_one_generated_password(
    database: Database, tmp_path: Path
) -> None:
    file = tmp_path / "demo.json"
    password = await load_accounts(file, [(database.service_url, DISTRICT)])
    made = await accounts(database)
    assert {name.split("-")[0] for name in made} == set(DISTRICT)
    assert made["610171-24"][1] == ["chief"]
    assert await opens(made["610113-01"][0], password)
    assert not await opens(made["610113-01"][0], f"{password}x")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert json.loads(file.read_text())["password"] == password


async def test_a_second_start_changes_no_account(database: Database, tmp_path: Path) -> None:
    file = tmp_path / "demo.json"
    password = await load_accounts(file, [(database.service_url, DISTRICT)])
    made = await accounts(database)
    assert await load_accounts(file, [(database.service_url, DISTRICT)]) == password
    assert await accounts(database) == made


async def test_a_database_that_was_lost_gets_its_accounts_again_with_the_same_password(
    new_database: Databases, tmp_path: Path
) -> None:
    file = tmp_path / "demo.json"
    before, after = [await asyncio.to_thread(new_database, "district_center") for _ in range(2)]
    password = await load_accounts(file, [(before.service_url, DISTRICT)])
    assert await load_accounts(file, [(after.service_url, DISTRICT)]) == password
    assert await opens((await accounts(after))["610113-01"][0], password)


async def test_a_lost_password_is_replaced_for_all_accounts(database: Database, tmp_path: Path) -> None:
    file = tmp_path / "demo.json"
    lost = await load_accounts(file, [(database.service_url, DISTRICT)])
    file.unlink()
    password = await load_accounts(file, [(database.service_url, DISTRICT)])
    assert password != lost
    kept = (await accounts(database))["610113-01"][0]
    assert await opens(kept, password)
    assert not await opens(kept, lost)


async def test_an_account_of_somebody_else_is_left_alone(database: Database, tmp_path: Path) -> None:
    connection = await asyncpg.connect(database.service_url)
    await connection.execute(
        "insert into account (unit, staff, username, password_hash, roles, created_at, changed_at) "
        "values ('610113', 'a-person', 'a-person', 'kept', '{clerk}', now(), now())"
    )
    await connection.close()
    await load_accounts(tmp_path / "demo.json", [(database.service_url, DISTRICT)])
    assert (await accounts(database))["a-person"] == ("kept", ["clerk"])


def test_what_was_loaded_is_remembered(tmp_path: Path) -> None:
    file = tmp_path / "demo.json"
    assert read_loaded(file) is None
    write_loaded(file, Loaded("secret", "digest"))
    assert read_loaded(file) == Loaded("secret", "digest")


@pytest.mark.parametrize(
    "keys",
    [
        {UnitCode("610113"): PublicKeys(sign="another", seal="e")},
        {UnitCode("610113"): PublicKeys(sign="s", seal="another")},
        {UnitCode("610112"): PublicKeys(sign="s", seal="e")},
    ],
)
def test_other_keys_are_to_be_published_anew(keys: dict[UnitCode, PublicKeys]) -> None:
    assert fingerprint(KEYS) == fingerprint(dict(KEYS))
    assert fingerprint(keys) != fingerprint(KEYS)
