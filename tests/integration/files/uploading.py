"""Handing files in and opening them, each as one call of the REST API."""

from itertools import count
from typing import Any

import httpx

from liandong.terms.roles import Role
from tests.city import City
from tests.journeys.people import APPLICANT, another_project, good

UNIT, ITEM = "610113", "CG-004"
OF_APPLICANT = {"applicant_kind": APPLICANT["kind"], "applicant_number": APPLICANT["id_number"]}
SOMEBODY = {"applicant_kind": "person", "applicant_number": "110101199003070134"}
PERSON = {"kind": "person", "name": "张三", "id_number": "110101199003070134", "phone": "16100000002"}
_keys = count(1)


async def upload(
    city: City,
    data: bytes,
    name: str = "营业执照.pdf",
    *,
    unit: str = UNIT,
    by: Role = Role.CLERK,
    key: str | None = None,
    **fields: str,
) -> httpx.Response:
    headers = {
        "Authorization": f"Bearer {city.token(by, unit)}",
        "Idempotency-Key": key or f"upload-{next(_keys):06}",
    }
    return await city.serving(unit).client.post(
        f"/v1/units/{unit}/files",
        headers=headers,
        data=fields or OF_APPLICANT,
        files={"file": (name, data, "application/octet-stream")},
    )


async def uploaded(city: City, data: bytes, name: str = "营业执照.pdf", **given: Any) -> str:
    """The digest under which it is kept."""
    return str(good(await upload(city, data, name, **given), 201)["digest"])


async def open_file(
    city: City, case: Any, digest: str, *, unit: str = UNIT, by: Role = Role.CLERK, kind: str = "cases"
) -> httpx.Response:
    path = f"/v1/units/{unit}/{kind}/{case['id']}/files/{digest}"
    return await city.request("GET", path, by=by, unit=unit)


async def try_receive(city: City, materials: Any, **more: Any) -> httpx.Response:
    body = {"item": ITEM, "applicant": APPLICANT, "project_code": another_project(), "materials": materials, **more}
    return await city.request("POST", f"/v1/units/{UNIT}/cases", by=Role.CLERK, unit=UNIT, body=body)


def refused(answer: httpx.Response) -> tuple[int, str, list[str]]:
    """Status, code and the pointers of what is at fault."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    said = answer.json()
    return answer.status_code, said["code"], [error["pointer"] for error in said.get("errors", [])]


async def told(city: City, digest: str, unit: str = UNIT) -> list[str]:
    """What the unit's journal says of a file."""
    rows = await city.serving(unit).desk.pool.fetch(
        "select kind from journal where unit = $1 and stream = $2 order by sequence", unit, f"file:{digest}"
    )
    return [row["kind"] for row in rows]
