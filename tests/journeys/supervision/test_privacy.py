"""Nobody's name, number or phone reaches supervision, the bus in clear, or a log."""

import asyncpg
import pytest

from liandong.casework.repositories import CASES
from liandong.infrastructure.bus.provision import STREAMS
from liandong.terms.roles import Role
from tests.city import City
from tests.conftest import Bus
from tests.journeys.people import APPLICANT, PROJECT, act, approve, cases_of, good, receive, see, work_through

SAID_IN_TEXT = "申请人王小明来电说明"
SECRETS = [str(APPLICANT[name]) for name in ("name", "id_number", "phone")] + [SAID_IN_TEXT, "王小明"]


def found_in(data: bytes) -> list[str]:
    """Which secrets stand in the bytes, as text, hexadecimal or JSON escapes."""
    spellings = {
        secret: (secret.encode(), secret.encode().hex().encode(), secret.encode("unicode_escape")) for secret in SECRETS
    }
    return [secret for secret, spelled in spellings.items() if any(each in data for each in spelled)]


async def every_row(url: str) -> list[tuple[str, bytes]]:
    """(table, row as text) of every table of a database."""
    connection = await asyncpg.connect(url)
    try:
        tables = await connection.fetch("select relname from pg_stat_user_tables")
        return [
            (table["relname"], row["line"].encode())
            for table in tables
            for row in await connection.fetch(f"select t::text as line from {table['relname']} t")
        ]
    finally:
        await connection.close()


async def messages(bus: Bus) -> list[tuple[str, bytes]]:
    """(subject, payload) of everything the broker has stored."""
    admin = await bus.connect()
    found: list[tuple[str, bytes]] = []
    for stream in STREAMS:
        information = await admin.jetstream().stream_info(stream)
        for sequence in range(information.state.first_seq, information.state.last_seq + 1):
            message = await admin.jetstream().get_msg(stream, sequence)
            found.append((message.subject or "", message.data or b""))
    await admin.close()
    return found


async def the_story(city: City) -> None:
    """A linked approval and a case of one's own, with personal data in every private field."""
    body = {
        "stage": "JD-03",
        "applicant": APPLICANT,
        "project_name": SAID_IN_TEXT,
        "project_code": PROJECT,
        "materials": [{"code": "M1"}, {"code": "M2"}, {"code": "M3"}],
        "shares": [{"item": "ZJ-001", "unit": "610113"}],
    }
    joint = good(await city.request("POST", "/v1/units/610100/joints", by=Role.LEAD, unit="610100", body=body), 201)
    path = f"/v1/units/610100/joints/{joint['id']}"
    good(await city.request("POST", f"{path}/accept", by=Role.LEAD, unit="610100", etag='"1"'))
    case = await receive(city, "610113", "CG-004", materials=[{"code": "M1"}])
    await act(city, case, "notice", Role.CLERK, {"lines": ["M2", "M3"], "text": SAID_IN_TEXT})
    await city.settle()
    share = next(each for each in await cases_of(city, "610113") if each["joint"] == joint["id"])
    await approve(city, await work_through(city, share))
    await city.settle()
    joint = await see(city, "610100", "joints", joint["id"])
    dispatch = {"method": "counter", "recipient": "王小明"}
    etag = f'"{joint["version"]}"'
    good(await city.request("POST", f"{path}/dispatch", by=Role.LEAD, unit="610100", body=dispatch, etag=etag))
    await city.settle()


async def test_no_personal_data_leaves_the_units(watched: City, bus: Bus, capfd: pytest.CaptureFixture[str]) -> None:
    await the_story(watched)
    spoken = await messages(bus)
    rows = await every_row(watched.services["supervision"].owner_url)
    assert len(spoken) > 100
    assert len(rows) > 100
    assert [(subject, found) for subject, payload in spoken if (found := found_in(subject.encode() + payload))] == []
    assert [(table, found) for table, row in rows if (found := found_in(row))] == []
    for instance in ("city", "district", "hall"):
        at_rest = await every_row(watched.services[instance].owner_url)
        assert [(table, found) for table, row in at_rest if (found := found_in(row))] == []
    printed = capfd.readouterr()
    assert found_in((printed.out + printed.err).encode()) == []


async def test_the_search_would_find_it(watched: City) -> None:
    case = await receive(watched, "610113", "CG-004")
    district = watched.services["district"].desk
    async with district.pool.acquire() as connection:
        loaded = await CASES.load(connection, "610113", case["id"], district.keys["610113"])  # type: ignore[arg-type,index]
    assert loaded.state is not None
    assert found_in(repr(loaded.state).encode()) == [str(APPLICANT[name]) for name in ("name", "id_number", "phone")]
    assert found_in(b'{"phone": "16100000001"}') == ["16100000001"]
