"""What the people of the stories do, each as one call of the REST API."""

from itertools import count
from typing import Any

import httpx

from liandong.events.reference import CatalogueEntry, MaterialNeed
from liandong.terms.roles import Role
from tests.city import City

APPLICANT = {
    "kind": "organisation",
    "name": "西安雁南虚构置业有限公司",
    "id_number": "91610113MAX00001XH",
    "phone": "16100000001",
}
PROJECT = "2611-610113-04-01-123456"
_projects = count(200_001)


def another_project() -> str:
    """A project code nobody has used yet: the same item for the same project is the same matter."""
    return f"2611-610113-04-01-{next(_projects):06d}"


def good(answer: httpx.Response, status: int = 200) -> Any:
    assert answer.status_code == status, answer.text
    return answer.json()


def entry_of(city: City, item: str) -> CatalogueEntry:
    references = city.services["city"].desk.references
    return next(entry for entry, _ in references.entries(city.today) if entry.item == item)


def materials_for(city: City, item: str) -> list[dict[str, str]]:
    return [
        {"code": material.code}
        for material in entry_of(city, item).materials
        if material.need is not MaterialNeed.CONDITIONAL
    ]


async def receive(city: City, unit: str, item: str, **more: Any) -> Any:
    """Hands in an application with everything required, for a project of its own."""
    body = {"item": item, "applicant": APPLICANT, "materials": materials_for(city, item), **more}
    body.setdefault("project_code", another_project())
    return good(await city.request("POST", f"/v1/units/{unit}/cases", by=Role.CLERK, unit=unit, body=body), 201)


async def act(city: City, case: Any, verb: str, by: Role, body: Any = None) -> Any:
    """One act on a case, on the version last seen."""
    answer = await city.request(
        "POST",
        f"/v1/units/{case['unit']}/cases/{case['id']}/{verb}",
        by=by,
        unit=case["unit"],
        body=body,
        etag=f'"{case["version"]}"',
        department=case["department"],
    )
    return good(answer)


async def work_through(city: City, case: Any) -> Any:
    """All steps of the frozen flow, one after the other."""
    for step in case["steps"]:
        case = await act(city, case, f"steps/{step}/start", Role.DEPARTMENT_CLERK, {})
        case = await act(
            city, case, f"steps/{step}/finish", Role.DEPARTMENT_CLERK, {"opinion": "no_objection", "text": "符合条件"}
        )
    return case


async def approve(city: City, case: Any, number: str = "审批〔2026〕1号") -> Any:
    return await act(city, case, "decide", Role.CHIEF, {"outcome": "approved", "document": number})


async def see(city: City, unit: str, kind: str, number: str) -> Any:
    """A case or joint master as it stands."""
    return good(await city.request("GET", f"/v1/units/{unit}/{kind}/{number}", by=Role.CLERK, unit=unit))


async def cases_of(city: City, unit: str, **params: Any) -> list[Any]:
    answer = await city.request("GET", f"/v1/units/{unit}/cases", by=Role.CLERK, unit=unit, params=params)
    return list(good(answer)["items"])
