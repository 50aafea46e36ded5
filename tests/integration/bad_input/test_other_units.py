"""Nobody reads or changes what is another unit's, whatever his posts are; without a token nothing is told at all."""

import time
from collections.abc import Iterator
from itertools import count
from typing import Any

import httpx
import pytest
from fastapi.routing import RouteContext, iter_route_contexts

from liandong.infrastructure.http import permission_of
from liandong.infrastructure.http.marks import Permission
from liandong.terms.codes import StaffId, UnitCode
from liandong.terms.principal import Principal
from liandong.terms.roles import Role
from tests.city import City, Running
from tests.integration.bad_input.sending import DISTRICT, application, entries, new_key, problem
from tests.journeys.people import good, receive

pytestmark = pytest.mark.asyncio(loop_scope="package")

ALL_POSTS = frozenset(Role)
_phones = count(1)
NEIGHBOURS = {"city": "610113", "district": "610112", "hall": "610113005", "supervision": "610113"}
"""For each service a unit that is not the one asked about; of the same service where that serves several."""
HOME = {"city": "610100", "district": DISTRICT, "hall": "610113004", "supervision": "610100900"}
INSTANCES = tuple(HOME)


def token_of(city: City, instance: str, unit: str) -> str:
    """A token of this service's issuer for somebody of that unit with every post there is."""
    issuer = city.services[instance].identity.issuer
    assert issuer is not None
    somebody = Principal(id=StaffId(f"{unit}-99"), unit=UnitCode(unit), roles=ALL_POSTS)
    return issuer.issue(somebody, now=time.time())


def guarded(running: Running) -> Iterator[tuple[str, RouteContext]]:
    """The doors of the API; pages have none of their own behind them, and send whoever is not signed in to sign in."""
    for route in iter_route_contexts(running.app.routes):
        if isinstance(permission_of(route.original_route), Permission) and route.include_in_schema:
            for method in sorted(route.methods or ()):
                yield method, route


async def numbers_at(city: City, instance: str) -> dict[str, str]:
    """What stands in the paths: things that are really there."""
    unit = HOME[instance]
    case = {} if instance == "supervision" else await receive(city, unit, {"city": "CG-005"}.get(instance, "CG-004"))
    known = case.get("id", "610113-261123-00001")
    begun = {"id": "610113-D261123-00001"} if instance == "supervision" else await pre_application_of(city, unit)
    return {
        "unit": unit,
        "case": known,
        "joint": known,
        "link": f"{known}-1",
        "number": begun["id"],
        "offer": "any",
        "appointment": await appointment_of(city, unit) if case else "none",
        "consultation": await consultation_of(city, unit) if case else "none",
        "letter": "SQ-1",
        "absence": "A-1",
        "step": "review",
        "staff": f"{unit}-01",
        "item": "CG-004",
        "digest": "0" * 64,
        "sequence": "1",
        "type": "receipt",
        "document": await receipt_of(city, unit, known) if case else "none",
    }


async def pre_application_of(city: City, unit: str) -> dict[str, Any]:
    body = {"item": {"610100": "CG-005"}.get(unit, "CG-004"), "form": {}}
    path = f"/v1/units/{unit}/pre-applications"
    begun: dict[str, Any] = good(await city.request("POST", path, by=Role.CLERK, unit=unit, body=body), 201)
    return begun


async def appointment_of(city: City, unit: str) -> str:
    """The number of an appointment that is really there."""
    item, home = {"610100": "CG-005"}.get(unit, "CG-004"), f"/v1/units/{unit}"
    offer = {"minutes": 30, "capacity": 200, "days_ahead": 2}
    good(await city.request("POST", f"{home}/appointment-offers", by=Role.MANAGER, unit=unit, body=offer), 201)
    asked = await city.serving(unit).client.get("/v1/appointments/slots", params={"unit": unit, "item": item})
    day = good(asked)["days"][-1]["day"]
    who = {"name": "张三", "phone": f"138{next(_phones):08d}"}
    body = {"item": item, "day": day, "starts": "09:00", **who}
    booked = await city.request("POST", f"{home}/appointments", by=Role.CLERK, unit=unit, body=body)
    return str(good(booked, 201)["id"])


async def consultation_of(city: City, unit: str) -> str:
    """The number of a consultation that is really there."""
    body = {"item": {"610100": "CG-005"}.get(unit, "CG-004"), "text": "带什么？"}
    asked = await city.request("POST", f"/v1/units/{unit}/consultations", by=Role.CLERK, unit=unit, body=body)
    return str(good(asked, 201)["id"])


async def receipt_of(city: City, unit: str, case: str) -> str:
    """The number of a document of the case that is really there."""
    path = f"/v1/units/{unit}/cases/{case}/documents/receipt"
    return str(good(await city.request("POST", path, by=Role.CLERK, unit=unit, body={}))["number"])


async def send(running: Running, method: str, path: str, city: City, token: str | None) -> httpx.Response:
    headers = {"Idempotency-Key": new_key(), "If-Match": '"1"'}
    if token is not None:
        headers["Authorization"] = f"Bearer {token}"
    body: Any = None if method == "GET" else application(city)
    return await running.client.request(method, path, headers=headers, json=body)


@pytest.mark.parametrize("instance", INSTANCES)
async def test_without_a_token_every_guarded_route_answers_401(city: City, instance: str) -> None:
    running, numbers = city.services[instance], await numbers_at(city, instance)
    before = await entries(city)
    walked = 0
    for method, route in guarded(running):
        for token in (None, "", "nonsense", "a.b.c"):
            answer = await send(running, method, str(route.path).format(**numbers), city, token)
            assert problem(answer)[0] == 401, (method, route.path)
            assert answer.headers["www-authenticate"].startswith("Bearer")
        walked += 1
    assert walked > 5
    assert await entries(city) == before


@pytest.mark.parametrize("instance", INSTANCES)
async def test_with_another_units_token_no_route_tells_or_changes_anything(city: City, instance: str) -> None:
    running, numbers = city.services[instance], await numbers_at(city, instance)
    before = await entries(city)
    neighbour = NEIGHBOURS[instance]
    is_of_this_service = neighbour in running.settings.units
    allowed = {404} if is_of_this_service else {401, 404}
    for method, route in guarded(running):
        path = str(route.path).format(**numbers)
        answer = await send(running, method, path, city, token_of(city, instance, neighbour))
        assert problem(answer)[0] in allowed, (method, path, answer.text)
        assert numbers["case"] not in answer.text
    assert await entries(city) == before


@pytest.mark.parametrize("instance", INSTANCES)
async def test_a_token_of_another_service_is_none_here(city: City, instance: str) -> None:
    running, numbers = city.services[instance], await numbers_at(city, instance)
    other = "hall" if instance != "hall" else "district"
    for method, route in guarded(running):
        path = str(route.path).format(**numbers)
        answer = await send(running, method, path, city, token_of(city, other, numbers["unit"]))
        assert problem(answer)[0] == 401, (method, path)


@pytest.mark.parametrize("instance", INSTANCES)
async def test_somebody_without_any_post_may_do_nothing_in_his_own_unit(city: City, instance: str) -> None:
    running, numbers = city.services[instance], await numbers_at(city, instance)
    issuer = running.identity.issuer
    assert issuer is not None
    nobody = Principal(id=StaffId("nobody"), unit=UnitCode(numbers["unit"]), roles=frozenset())
    token = issuer.issue(nobody, now=time.time())
    for method, route in guarded(running):
        path = str(route.path).format(**numbers)
        assert problem(await send(running, method, path, city, token))[0] == 403, (method, path)


async def test_a_neighbour_does_not_find_the_case_in_his_own_unit_either(city: City) -> None:
    case = await receive(city, DISTRICT, "CG-004")
    for path in (f"cases/{case['id']}", f"cases/{case['id']}/history"):
        answer = await city.request("GET", f"/v1/units/610112/{path}", by=Role.CLERK, unit="610112")
        assert problem(answer)[0] == 404
    listed = good(await city.request("GET", "/v1/units/610112/cases", by=Role.CLERK, unit="610112"))
    assert case["id"] not in str(listed)
