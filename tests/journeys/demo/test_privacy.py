"""After a week of the demo city: no applicant's name, number, phone or address outside the units that handle them."""

from typing import Any

import nats
import pytest

from liandong.application.repository import Repository
from liandong.casework.repositories import CASES, JOINTS
from liandong.cli.demo.load import demo_applicants
from liandong.infrastructure.database import open_pool
from liandong.infrastructure.keys import load_unit_keys
from liandong.infrastructure.settings import Settings
from liandong.terms.codes import UnitCode
from tests.journeys.demo.conftest import Stranger
from tests.searching import every_file, every_message, every_row, found_in

PERSONAL = {
    word
    for applicant in demo_applicants()
    for word in (
        applicant.details.name,
        applicant.details.id_number,
        applicant.details.phone,
        applicant.details.address,
    )
    if word
}
TIERS = ("city_center", "district_center", "township_hall")


def is_clean(where: list[tuple[str, bytes]]) -> bool:
    """Nothing personal in any of them; says where, not what, if there is."""
    dirty = sorted({name for name, data in where if found_in(name.encode() + data, PERSONAL)})
    assert dirty == []
    return len(where) > 0


async def test_supervision_holds_nobodys_data(running: Stranger) -> None:
    rows = await every_row(running.owner_url("e_supervision"))
    assert {"timeline", "inbox_log", "light_change"} <= {table for table, _ in rows}
    assert is_clean(rows)


@pytest.mark.parametrize("module", TIERS)
async def test_a_tier_holds_personal_data_under_keys_only(running: Stranger, module: str) -> None:
    rows = await every_row(running.owner_url(module))
    assert {"journal", "case_file"} <= {table for table, _ in rows}
    assert is_clean(rows)


async def test_nothing_on_the_bus_names_anybody(running: Stranger) -> None:
    url = next(part.url for part in running.state.servers if part.name == "nats")
    seed = (running.var / "nats" / "seeds" / "admin.nk").read_text()
    admin = await nats.connect(url, nkeys_seed_str=seed, inbox_prefix=b"_INBOX.admin")
    spoken = await every_message(admin)
    await admin.close()
    assert len(spoken) > 400
    assert is_clean(spoken)


def test_no_log_and_no_other_file_names_anybody(running: Stranger) -> None:
    for folder in ("logs", "nats", "run", "keys"):
        assert is_clean(list(every_file(running.var / folder)))
    printed = {name for name, data in every_file(running.var / "logs") if b'"request"' in data}
    assert printed >= {"city-center.log", "district-center.log", "e-supervision.log", "township-hall.log"}


async def test_the_search_finds_them_where_they_are_opened_with_the_units_keys(
    running: Stranger, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[bytes] = []
    for module in TIERS:
        for name, value in running.state.environments[module].items():
            monkeypatch.setenv(name, value)
        settings = Settings()  # type: ignore[call-arg]  # from the environment
        for repository in (CASES, JOINTS):
            opened += await _states(settings, repository)
    found = {word for state in opened for word in found_in(state, PERSONAL)}
    named = {each.details.name for each in demo_applicants() if each.key in ("org-1", "org-2", "person-1", "person-2")}
    assert named <= found
    assert len(found) >= 4 * len(named)


async def _states(settings: Settings, repository: Repository[Any]) -> list[bytes]:
    """All states of a sort, opened as the unit itself opens them."""
    pool = await open_pool(settings.database_url.get_secret_value(), 1)
    try:
        async with pool.acquire() as connection:
            rows = await connection.fetch(f"select unit, id from {repository.table}")
            keys = {row["unit"]: load_unit_keys(settings.keys_dir, row["unit"]) for row in rows}
            loaded = [
                await repository.load(connection, UnitCode(row["unit"]), row["id"], keys[row["unit"]]) for row in rows
            ]
            return [repr(one.state).encode() for one in loaded]
    finally:
        pool.terminate()
