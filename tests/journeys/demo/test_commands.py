"""What scripts may rely on, on a running city: token, clock, verify."""

import asyncio
import json

import asyncpg
import httpx
import pytest

from tests.journeys.demo.conftest import Stranger


def test_a_second_start_sends_nothing(running: Stranger) -> None:
    log = (running.var / "logs" / "city-center.log").read_text()
    before, started, after = log.rpartition("Application startup complete")
    assert started
    assert '"POST"' in before
    assert '"POST"' not in after


def test_a_token_opens_the_api_of_its_unit(running: Stranger) -> None:
    token = running.types("token", "--role", "clerk", "--unit", "610113").stdout.strip()
    url = next(part.url for part in running.state.services if "610113" in (part.units or ()))
    headers = {"Authorization": f"Bearer {token}"}
    assert httpx.get(f"{url}/v1/units/610113/cases", headers=headers, trust_env=False).status_code == 200
    assert httpx.get(f"{url}/v1/units/610112/cases", headers=headers, trust_env=False).status_code == 404


@pytest.mark.parametrize(
    ("role", "unit", "sentence"),
    [("supervisor", "610113", "no supervisor at unit 610113"), ("clerk", "999999", "999999")],
)
def test_a_token_of_nobody_is_refused_with_a_sentence(running: Stranger, role: str, unit: str, sentence: str) -> None:
    refused = running.types("token", "--role", role, "--unit", unit)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert sentence in refused.stderr
    assert "Traceback" not in refused.stderr


def test_the_clock_goes_forward_for_everybody_and_never_back(running: Stranger) -> None:
    before = running.types("clock", "show").stdout.strip()
    after = running.types("clock", "advance", "2d").stdout.strip()
    assert after[:10] > before[:10]
    shown = [
        httpx.get(f"{part.url}/v1/demo/clock", trust_env=False).json()["legal_now"] for part in running.state.services
    ]
    assert {each[:10] for each in shown} == {after[:10]}
    back = running.types("clock", "set", before[:19])
    assert (back.returncode, back.stderr.strip()) == (1, "the legal clock does not go back")
    assert running.types("clock", "show").stdout.strip() >= after


def test_verify_is_silent_on_an_honest_city_and_finds_a_light_set_by_hand(running: Stranger) -> None:
    honest = running.types("verify", "--json")
    found = json.loads(honest.stdout)
    assert (honest.returncode, found["violations"]) == (0, [])
    assert found["counts"]["lights"] >= 13
    url = running.owner_url("e_supervision")
    unit, stream, light = asyncio.run(_set_a_light(url, None))
    tampered = running.types("verify", "--json")
    asyncio.run(_set_a_light(url, (unit, stream, light)))
    violations = json.loads(tampered.stdout)["violations"]
    assert tampered.returncode == 1
    assert {(one["invariant"], one["subject"]) for one in violations} == {("I5", f"{unit}/{stream}")}


async def _set_a_light(url: str, back: tuple[str, str, str] | None) -> tuple[str, str, str]:
    """Somebody turns the light of a closed matter red, or back to what it was; returns what it was."""
    connection = await asyncpg.connect(url)
    try:
        if back is not None:
            await connection.execute("update timeline set light = $3 where unit = $1 and stream = $2", *back)
            return back
        row = await connection.fetchrow("select unit, stream, light from timeline where not open order by 1, 2 limit 1")
        assert row is not None
        was = str(row["unit"]), str(row["stream"]), str(row["light"])
        await connection.execute("update timeline set light = 'red' where unit = $1 and stream = $2", *was[:2])
        return was
    finally:
        await connection.close()
