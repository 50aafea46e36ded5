"""Supervision counts who booked, came and asked, from what the units have said."""

from datetime import timedelta
from typing import Any

from liandong.terms.roles import Role
from tests.city import City
from tests.journeys.people import good

HOME = "/v1/units/610113"


async def window(city: City, path: str, body: Any = None, etag: str | None = None, status: int = 200) -> Any:
    by = Role.MANAGER if "offers" in path else Role.CLERK
    return good(await city.request("POST", f"{HOME}/{path}", by=by, unit="610113", body=body, etag=etag), status)


async def test_appointments_and_consultations_are_counted_by_unit(watched: City) -> None:
    city = watched
    begun = city.today
    await window(city, "appointment-offers", {"minutes": 60, "capacity": 9, "days_ahead": 1}, status=201)
    answer = await city.serving("610113").client.get(
        "/v1/appointments/slots", params={"unit": "610113", "item": "CG-004"}
    )
    slot = {"item": "CG-004", "day": good(answer)["days"][-1]["day"], "starts": "09:00"}
    booked = [
        await window(city, "appointments", {**slot, "name": "张三", "phone": f"1380000000{place}"}, status=201)
        for place in range(4)
    ]
    kept, missed, dropped, asked_off = (each["id"] for each in booked)
    await window(city, f"appointments/{dropped}/cancel", {"ground": "closed", "text": "停电"}, '"1"')
    await window(city, f"appointments/{asked_off}/cancel", {"ground": "applicant_asked"}, '"1"')
    question = {"item": "CG-004", "text": "带什么？"}
    late = await window(city, "consultations", question, status=201)
    await window(city, "consultations", {**question, "answer": {"text": "带申请书"}}, status=201)
    day = city.today.fromisoformat(slot["day"])
    await city.advance((day - city.today).days)
    await window(city, f"appointments/{kept}/arrive", etag='"1"')
    await city.advance(1)
    await window(city, f"appointments/{missed}/miss", etag='"1"')
    await city.advance(20)
    await window(city, f"consultations/{late['id']}/answer", {"text": "带申请书", "guide": False}, '"1"')
    await city.settle()
    told = await counted(city, begun, city.today)
    assert told == [
        {
            "unit": "610113",
            "unit_name": "雁塔区政务服务中心",
            "appointments": {
                "booked": 4,
                "moved_by_unit": 0,
                "cancelled": 1,
                "called_off": 1,
                "kept": 1,
                "missed": 1,
            },
            "consultations": {"asked": 2, "answered": 2, "in_time": 1, "with_guide": 1},
        }
    ]
    last = await counted(city, city.today, city.today)
    assert last[0]["consultations"] == {"asked": 0, "answered": 1, "in_time": 0, "with_guide": 0}
    assert await counted(city, city.today + timedelta(days=1), city.today + timedelta(days=1)) == []


async def counted(city: City, since: Any, until: Any) -> list[Any]:
    params = {"from": str(since), "to": str(until)}
    answer = await city.request("GET", "/v1/statistics/visits", by=Role.SUPERVISOR, unit="610100900", params=params)
    return list(good(answer)["units"])
