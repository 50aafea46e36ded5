"""Sending what nobody should send, and looking whether it left anything behind."""

from itertools import count
from typing import Any

import httpx

from liandong.terms.roles import Role
from tests.city import City
from tests.journeys.people import APPLICANT, another_project, materials_for

DISTRICT, ITEM = "610113", "CG-004"
CASES = f"/v1/units/{DISTRICT}/cases"
_keys = count(1)


def new_key() -> str:
    return f"bad-input-{next(_keys):04}"


def application(city: City, **changed: Any) -> dict[str, Any]:
    """A good application to the district, or one with something changed."""
    good = {
        "item": ITEM,
        "applicant": dict(APPLICANT),
        "project_code": another_project(),
        "materials": materials_for(city, ITEM),
    }
    return good | changed


def headers(city: City, by: Role = Role.CLERK, unit: str = DISTRICT, **more: str) -> dict[str, str]:
    """A token, a fresh key and JSON; `more` with _ for -."""
    plain = {
        "Authorization": f"Bearer {city.token(by, unit)}",
        "Idempotency-Key": new_key(),
        "Content-Type": "application/json",
    }
    return plain | {name.replace("_", "-"): value for name, value in more.items()}


async def post(city: City, path: str, content: bytes, unit: str = DISTRICT, **more: Any) -> httpx.Response:
    return await city.serving(unit).client.post(path, content=content, headers=headers(city, unit=unit, **more))


def problem(answer: httpx.Response) -> tuple[int, str]:
    """Status and code. Raises AssertionError unless it is a whole problem document."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    document = answer.json()
    assert document["status"] == answer.status_code
    assert document["detail"]
    assert document["title"]
    assert document["trace"]
    return answer.status_code, document["code"]


async def entries(city: City) -> dict[str, int]:
    """How many entries each unit's journal has, and how many states, keys and kept answers there are."""
    counted: dict[str, int] = {}
    for name, service in city.services.items():
        pool = service.desk.pool
        rows = await pool.fetch("select unit, count(*) as entries from journal group by unit")
        counted |= {row["unit"]: row["entries"] for row in rows}
        tables = ["stream_key", "idempotency"] + ([] if name == "supervision" else ["case_file", "joint_file"])
        for table in tables:
            counted[f"{name} {table}"] = await pool.fetchval(f"select count(*) from {table}")
    return counted
