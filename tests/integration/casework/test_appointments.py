"""Appointments through REST: offered, booked by number and secret, moved, called off, kept; never more than offered."""

import asyncio
from datetime import timedelta
from itertools import count
from typing import Any

import httpx

from liandong.application.verify import verify_journals
from liandong.casework.appointments.store import APPOINTMENTS
from liandong.casework.forgetting import forget
from liandong.casework.kept import REPOSITORIES
from liandong.infrastructure.clock import real_now, write_offset
from liandong.terms.legal_time import midnight
from liandong.terms.roles import Role
from tests.city import City
from tests.journeys.people import APPLICANT, another_project, good, materials_for

DISTRICT, HALL = "610113", "610113004"
ITEM = "CG-004"
PHONE = "13800001234"
_keys = count(1)
_phones = count(13900000001)


async def public(city: City, path: str, body: Any, version: int | None = None, key: str = "") -> httpx.Response:
    headers = {"Idempotency-Key": key or f"appointment-key-{next(_keys)}"}
    if version is not None:
        headers["If-Match"] = f'"{version}"'
    return await city.serving(DISTRICT).client.post(f"/v1/appointments{path}", json=body, headers=headers)


async def window(city: City, method: str, path: str = "", **more: Any) -> httpx.Response:
    more.setdefault("by", Role.CLERK)
    return await city.request(method, f"/v1/units/{DISTRICT}/appointments{path}", unit=DISTRICT, **more)


async def offer(city: City, **more: Any) -> Any:
    body = {"minutes": 60, "capacity": 2, "days_ahead": 3, **more}
    path = f"/v1/units/{DISTRICT}/appointment-offers"
    return good(await city.request("POST", path, by=Role.MANAGER, unit=DISTRICT, body=body), 201)


async def offered(city: City, item: str = ITEM) -> list[Any]:
    answer = await city.serving(DISTRICT).client.get("/v1/appointments/slots", params={"unit": DISTRICT, "item": item})
    return list(good(answer)["days"])


def wish(day: Any, starts: str = "09:00", **more: Any) -> dict[str, Any]:
    who = {"name": "张三", "phone": str(next(_phones))}
    return {"unit": DISTRICT, "item": ITEM, "day": day["day"], "starts": starts, **who, **more}


async def book(city: City, day: Any, starts: str = "09:00", **more: Any) -> Any:
    return good(await public(city, "", wish(day, starts, **more)), 201)


def opened(booked: Any, **more: Any) -> dict[str, Any]:
    return {"number": booked["id"], "secret": booked["secret"], **more}


async def test_what_a_unit_offers_can_be_booked_on_working_days_alone(city: City) -> None:
    refused = await city.serving(DISTRICT).client.get("/v1/appointments/slots", params={"unit": DISTRICT, "item": ITEM})
    assert (refused.status_code, refused.json()["code"]) == (404, "appointment.no-offer")
    made = await offer(city)
    assert [(each["opens"], each["closes"]) for each in made["sessions"]] == [("09:00", "12:00"), ("13:30", "17:30")]
    days = await offered(city)
    calendar = city.serving(DISTRICT).desk.references.calendar()
    assert len(days) >= 3
    for day in days:
        assert calendar.is_working(city.today.fromisoformat(day["day"])), day
        assert day["provisional"] is calendar.is_provisional(city.today.fromisoformat(day["day"]))
    assert [slot["starts"] for slot in days[-1]["slots"]] == [
        "09:00",
        "10:00",
        "11:00",
        "13:30",
        "14:30",
        "15:30",
        "16:30",
    ]
    again = await offer(city)
    assert again["version"] == made["version"]
    beyond = await public(city, "", wish({"day": "2027-06-01"}))
    assert (beyond.status_code, beyond.json()["code"]) == (422, "appointment.no-such-slot")


async def test_an_item_with_an_offer_of_its_own_takes_no_seat_of_the_others(city: City) -> None:
    await offer(city)
    await offer(city, item=ITEM, capacity=1, sessions=[{"opens": "14:00", "closes": "15:00"}])
    day = (await offered(city))[-1]
    assert day["slots"] == [{"starts": "14:00", "ends": "15:00", "left": 1}]
    await book(city, day, "14:00")
    assert (await offered(city))[-1]["slots"][0]["left"] == 0
    assert {slot["left"] for slot in (await offered(city, "CG-005"))[-1]["slots"]} == {2}


async def test_of_many_at_once_only_as_many_win_as_there_are_seats(city: City) -> None:
    await offer(city, capacity=3)
    day = (await offered(city))[-1]
    unlimited = [
        city.request(
            "POST",
            f"/v1/units/{DISTRICT}/appointments",
            by=Role.CLERK,
            unit=DISTRICT,
            body={key: value for key, value in wish(day).items() if key != "unit"},
        )
        for _ in range(12)
    ]
    answers = await asyncio.gather(*unlimited)
    won = [each.json() for each in answers if each.status_code == 201]
    lost = {(each.status_code, each.json()["code"]) for each in answers if each.status_code != 201}
    assert sorted(each["seat"] for each in won) == [1, 2, 3]
    assert lost == {(409, "appointment.full")}
    rows = await city.serving(DISTRICT).desk.pool.fetch("select seat from appointment where seat is not null")
    assert sorted(row["seat"] for row in rows) == [1, 2, 3]


async def test_two_at_once_for_the_last_seat_of_another_slot_do_not_both_move_there(city: City) -> None:
    await offer(city, capacity=1)
    day = (await offered(city))[-1]
    first, second = await book(city, day, "09:00"), await book(city, day, "10:00")
    moves = [
        public(city, "/move", opened(each, day=day["day"], starts="11:00"), each["version"]) for each in (first, second)
    ]
    answers = await asyncio.gather(*moves)
    assert sorted(each.status_code for each in answers) == [200, 409]
    loser = first if answers[0].status_code == 409 else second
    stands = good(await public(city, "/read", opened(loser)))
    assert (stands["starts"], stands["version"]) == (loser["starts"], 1)


async def test_one_phone_books_an_item_once_a_day_however_it_is_written(city: City) -> None:
    await offer(city)
    today, tomorrow = (await offered(city))[-2:]
    answers = await asyncio.gather(
        *(public(city, "", wish(today, starts, phone=phone)) for starts, phone in (("09:00", PHONE), ("10:00", PHONE)))
    )
    assert sorted(each.status_code for each in answers) == [201, 409]
    refused = await public(city, "", wish(today, "11:00", phone="+86-138-0000-1234"))
    assert (refused.status_code, refused.json()["code"]) == (409, "appointment.once-a-day")
    other_day = await book(city, tomorrow, phone=PHONE)
    clash = await public(city, "/move", opened(other_day, day=today["day"], starts="14:30"), 1)
    assert (clash.status_code, clash.json()["code"]) == (409, "appointment.once-a-day")
    good(await public(city, "", wish(today, phone=PHONE, item="CG-005")), 201)
    won = next(each.json() for each in answers if each.status_code == 201)
    good(await public(city, "/cancel", opened(won), 1))
    await book(city, today, "15:30", phone=PHONE)


async def test_whoever_missed_his_slot_books_another_on_the_same_day(city: City) -> None:
    await offer(city, sessions=[{"opens": "00:00", "closes": "23:59"}], minutes=15, days_ahead=1)
    day = (await offered(city))[-1]
    missed = await book(city, day, "00:00", phone=PHONE)
    ahead = await public(city, "", wish(day, "23:00", phone=PHONE))
    assert (ahead.status_code, ahead.json()["code"]) == (409, "appointment.once-a-day")
    await to_day(city, day)
    moved = await public(city, "/move", opened(missed, day=day["day"], starts="23:00"), 1)
    assert (moved.status_code, moved.json()["code"]) == (409, "appointment.begun")
    anew = await book(city, day, "23:00", phone=PHONE)
    assert good(await public(city, "/read", opened(missed)))["status_name"] == "未到"
    again = await public(city, "", wish(day, "23:15", phone=PHONE))
    assert (again.status_code, again.json()["code"]) == (409, "appointment.once-a-day")
    late = good(await window(city, "POST", f"/{missed['id']}/arrive", etag='"2"'))
    assert (late["status_name"], anew["status"]) == ("已到号", "booked")


async def test_an_applicant_moves_and_cancels_by_number_and_secret(city: City) -> None:
    await offer(city, capacity=1)
    day = (await offered(city))[-1]
    booked = await book(city, day)
    assert (booked["status"], booked["name"], booked["cases"]) == ("booked", "张*", [])
    for starts in ("10:00", "11:00", "13:30"):
        booked |= good(await public(city, "/move", opened(booked, day=day["day"], starts=starts), booked["version"]))
    assert (booked["starts"], booked["ground"], booked["name"]) == ("13:30", None, "张三")
    enough = await public(city, "/move", opened(booked, day=day["day"], starts="09:00"), booked["version"])
    assert (enough.status_code, enough.json()["code"]) == (409, "appointment.moved-enough")
    stale = await public(city, "/cancel", opened(booked), 1)
    assert (stale.status_code, stale.json()["code"]) == (412, "etag.stale")
    gone = good(await public(city, "/cancel", opened(booked), booked["version"]))
    assert (gone["status_name"], gone["next"]) == ("已取消", [])
    assert {slot["left"] for slot in (await offered(city))[-1]["slots"]} == {1}
    again = await public(city, "/cancel", opened(booked), gone["version"])
    assert (again.status_code, again.json()["code"]) == (409, "appointment.not-now")


async def test_a_wrong_secret_opens_nothing_and_tracking_says_what_the_number_is(city: City) -> None:
    await offer(city)
    booked = await book(city, (await offered(city))[-1])
    wrong = [
        await public(city, "/read", opened(booked) | {"secret": "0000-0000-0000"}),
        await public(city, "/read", {"number": "610113-Y261123-99999A", "secret": booked["secret"]}),
        await public(city, "/cancel", {"number": "x", "secret": "y"}, 1),
    ]
    assert {(each.status_code, each.json()["code"]) for each in wrong} == {(404, "appointment.not-opened")}
    assert wrong[0].headers["cache-control"] == "no-store"
    assert wrong[0].headers["ratelimit-policy"] == '"address";q=60;w=60, "number";q=60;w=300'
    tracked = await city.serving(DISTRICT).client.post("/v1/tracking", json=opened(booked))
    assert (tracked.status_code, tracked.json()["code"]) == (404, "tracking.no-matter")


async def test_ten_new_ones_an_hour_come_from_one_address(city: City) -> None:
    await offer(city, capacity=20)
    day = (await offered(city))[-1]
    for _ in range(10):
        await book(city, day)
    refused = await public(city, "", wish(day))
    assert (refused.status_code, refused.json()["code"]) == (429, "request.too-many")


async def test_a_repeated_request_books_nothing_more_even_when_the_slot_is_full(city: City) -> None:
    await offer(city, capacity=1)
    sent = wish((await offered(city))[-1])
    first = good(await public(city, "", sent, key="book-once"), 201)
    again = await public(city, "", sent, key="book-once")
    assert (good(again, 201)["id"], again.json()["secret"]) == (first["id"], None)
    assert again.headers["idempotency-replayed"] == "true"
    other = await public(city, "", {**sent, "phone": str(next(_phones))}, key="book-once")
    assert (other.status_code, other.json()["code"]) == (409, "appointment.full")


async def test_the_window_sees_its_day_and_receives_a_case_from_who_came(city: City) -> None:
    await offer(city, sessions=[{"opens": "00:00", "closes": "23:59"}], minutes=15, days_ahead=1)
    day = (await offered(city))[-1]
    early, late = await book(city, day, "09:00", phone=APPLICANT["phone"]), await book(city, day, "09:15")
    early_materials = {"item": ITEM, "applicant": APPLICANT, "materials": materials_for(city, ITEM)}
    body = {**early_materials, "project_code": another_project(), "appointment": early["id"]}
    cases = f"/v1/units/{DISTRICT}/cases"
    refused = await city.request("POST", cases, by=Role.CLERK, unit=DISTRICT, body=body)
    assert (refused.status_code, refused.json()["code"]) == (409, "appointment.not-kept")
    another = await window(city, "POST", f"/{early['id']}/arrive", etag='"1"')
    assert (another.status_code, another.json()["code"]) == (409, "appointment.another-day")
    await to_day(city, day)
    page = good(await window(city, "GET", params={"day": day["day"], "limit": 1}))
    assert [(each["id"], each["phone"][3:7]) for each in page["items"]] == [(early["id"], "****")]
    rest = good(await window(city, "GET", params={"day": day["day"], "cursor": page["next"]}))
    assert ([each["id"] for each in rest["items"]], rest["next"]) == ([late["id"]], None)
    assert good(await window(city, "GET", f"/{early['id']}"))["phone"][3:7] == "****"
    kept = good(await window(city, "POST", f"/{early['id']}/arrive", etag='"1"', key="arrive-once"))
    again = await window(city, "POST", f"/{early['id']}/arrive", etag='"1"', key="arrive-once")
    assert good(again)["version"] == kept["version"]
    assert (kept["status_name"], kept["kept_on"]) == ("已到号", day["day"])
    received = good(await city.request("POST", cases, by=Role.CLERK, unit=DISTRICT, body=body), 201)
    assert (received["appointment"], received["visits"]) == (early["id"], 1)
    assert {"on": day["day"], "channel": "window", "matter": "apply"} in received["contacts"]
    assert good(await window(city, "GET", f"/{early['id']}"))["cases"] == [received["id"]]
    for change, code in (
        ({"item": "CG-005", "materials": materials_for(city, "CG-005")}, "appointment.another-item"),
        ({"applicant": {**APPLICANT, "phone": "16100000009"}}, "appointment.another-holder"),
        ({"applicant": {**APPLICANT, "id_number": "91610113MAX00002XJ"}}, "appointment.another-holder"),
    ):
        stranger = {**body, "project_code": another_project(), **change}
        refused = await city.request("POST", cases, by=Role.CLERK, unit=DISTRICT, body=stranger)
        assert (refused.status_code, refused.json()["code"]) == (422, code), refused.text
        assert refused.json()["errors"][0]["pointer"] == "/appointment"
    await city.advance(1)
    later = {**body, "project_code": another_project(), "channel": "window"}
    second = good(await city.request("POST", cases, by=Role.CLERK, unit=DISTRICT, body=later), 201)
    assert second["visits"] == 2, "he came for the appointment and again to apply"
    missed = good(await window(city, "POST", f"/{late['id']}/miss", etag='"1"'))
    assert missed["status"] == "missed"
    unmarked = good(await window(city, "GET", params={"day": day["day"], "status": "kept"}))
    assert [each["id"] for each in unmarked["items"]] == [early["id"]]


async def test_who_has_an_appointment_is_shown_to_who_handles_it_and_each_look_is_noted(city: City) -> None:
    await offer(city)
    booked = await book(city, (await offered(city))[-1], phone=PHONE)
    path = f"/{booked['id']}/contact"
    denied = await window(city, "GET", path, by=Role.MANAGER)
    assert (denied.status_code, denied.json()["code"]) == (403, "powers.denied")
    for _ in range(2):
        told = await window(city, "GET", path, staff="C007")
        assert (good(told), told.headers["cache-control"]) == ({"name": "张三", "phone": PHONE}, "no-store")
    pool = city.serving(DISTRICT).desk.pool
    rows = await pool.fetch(
        "select kind, actor from journal where stream = $1 order by seq", f"appointment:{booked['id']}"
    )
    assert [row["kind"] for row in rows] == ["appointment.booked", *["appointment.contact_opened"] * 2]
    assert rows[-1]["actor"] == "C007"
    nobody = await window(city, "GET", "/610113-Y261123-99999A/contact")
    assert (nobody.status_code, nobody.json()["code"]) == (404, "appointment.not-found")


async def to_day(city: City, day: Any) -> None:
    """Moves the time to noon of the day of an appointment, whatever time it is where this runs."""
    write_offset(city.clock_file, midnight(city.today.fromisoformat(day["day"])) + timedelta(hours=12) - real_now())
    await city.settle()


async def test_whoever_is_called_off_or_moved_by_the_unit_reads_why(city: City) -> None:
    await offer(city)
    day = (await offered(city))[-1]
    moved, dropped, closed = [await book(city, day, starts) for starts in ("09:00", "10:00", "11:00")]
    path = f"/{moved['id']}/move"
    mute = {"day": day["day"], "starts": "14:30", "ground": "staff"}
    silent = await window(city, "POST", path, body=mute, etag='"1"')
    assert (silent.status_code, silent.json()["code"]) == (422, "appointment.reason-missing")
    good(await window(city, "POST", path, body={**mute, "text": "窗口人员临时调整"}, etag='"1"'))
    told = good(await public(city, "/read", opened(moved)))
    assert (told["starts"], told["ground"], told["why"]) == ("14:30", "staff", "窗口人员临时调整")
    why = {"ground": "system_down", "text": "系统故障，当日上午停办"}
    good(await window(city, "POST", f"/{dropped['id']}/cancel", body=why, etag='"1"'))
    told = good(await public(city, "/read", opened(dropped)))
    assert (told["status_name"], told["why"]) == ("单位取消", "系统故障，当日上午停办")
    by_phone = await window(city, "POST", f"/{moved['id']}/cancel", body={"ground": "applicant_asked"}, etag='"2"')
    assert good(by_phone)["status"] == "called_off"
    shut = await city.request(
        "POST",
        f"/v1/units/{DISTRICT}/appointment-offers/any/close-day",
        by=Role.MANAGER,
        unit=DISTRICT,
        body={"day": day["day"], "text": "台风停工"},
        etag='"1"',
    )
    assert good(shut)["closed"] == [{"day": day["day"], "ground": "closed", "why": "台风停工"}]
    told = good(await public(city, "/read", opened(closed)))
    assert (told["status"], told["ground"], told["why"]) == ("booked", "closed", "台风停工")
    refused = await public(city, "", wish(day, "16:30"))
    assert (refused.status_code, refused.json()["code"]) == (409, "appointment.day-closed")
    last = (await offered(city))[-1]
    assert (last["day"], last["why"], last["slots"]) == (day["day"], "台风停工", [])


async def test_a_withdrawn_offer_takes_nobody_more_and_what_is_booked_stands(city: City) -> None:
    made = await offer(city)
    booked = await book(city, (await offered(city))[-1])
    path = f"/v1/units/{DISTRICT}/appointment-offers"
    etag = f'"{made["version"]}"'
    good(await city.request("POST", f"{path}/any/withdraw", by=Role.MANAGER, unit=DISTRICT, etag=etag))
    refused = await public(city, "", wish({"day": booked["day"]}))
    assert (refused.status_code, refused.json()["code"]) == (404, "appointment.no-offer")
    assert good(await public(city, "/read", opened(booked)))["status"] == "booked"
    listed = good(await city.request("GET", path, by=Role.MANAGER, unit=DISTRICT))
    assert [(each["offer"], each["open"]) for each in listed["items"]] == [("any", False)]


async def test_offers_that_cannot_be_are_refused(city: City) -> None:
    path = f"/v1/units/{DISTRICT}/appointment-offers"
    good_one = {"minutes": 30, "capacity": 2, "days_ahead": 5}
    for change, code in (
        ({"sessions": [{"opens": "12:00", "closes": "09:00"}]}, "appointment.session-too-short"),
        ({"sessions": [{"opens": "09:00", "closes": "09:20"}]}, "appointment.session-too-short"),
        (
            {"sessions": [{"opens": "09:00", "closes": "12:00"}, {"opens": "11:00", "closes": "13:00"}]},
            "appointment.sessions-overlap",
        ),
        ({"sessions": [{"opens": "25:00", "closes": "26:00"}]}, "request.invalid"),
        ({"sessions": [{"opens": "09:00", "closes": "12:00", "weekdays": [8]}]}, "request.invalid"),
        ({"capacity": 0}, "request.invalid"),
        ({"minutes": 1}, "request.invalid"),
        ({"days_ahead": -1}, "request.invalid"),
    ):
        answer = await city.request("POST", path, by=Role.MANAGER, unit=DISTRICT, body=good_one | change)
        assert (answer.status_code, answer.json()["code"]) == (422, code), change
    unknown = await city.request("POST", path, by=Role.MANAGER, unit=DISTRICT, body=good_one | {"item": "XX-999"})
    assert unknown.status_code == 422
    clerk = await city.request("POST", path, by=Role.CLERK, unit=DISTRICT, body=good_one)
    assert (clerk.status_code, clerk.json()["code"]) == (403, "powers.denied")


async def test_nobody_is_named_in_the_open_and_after_thirty_days_nobody_knows_who_it_was(city: City) -> None:
    await offer(city)
    day = (await offered(city))[-1]
    booked = await book(city, day, name="欧阳某某", phone=PHONE)
    why = {"ground": "other", "text": "窗口设备检修"}
    good(await window(city, "POST", f"/{booked['id']}/cancel", body=why, etag='"1"'))
    district = city.serving(DISTRICT)
    pool, units = district.desk.pool, list(district.desk.keys)
    entries = await pool.fetch("select kind from journal where stream = $1 order by seq", f"appointment:{booked['id']}")
    assert [row["kind"] for row in entries] == ["appointment.booked", "appointment.cancelled"]
    for table in ("appointment", "journal", "tracking_secret", "idempotency"):
        kept = "".join(row["t"] for row in await pool.fetch(f"select t::text as t from {table} t"))
        for text in ("欧阳某某", PHONE, booked["secret"], "窗口设备检修"):
            assert text not in kept, (table, text)
            assert text.encode().hex() not in kept, (table, text)
    await to_day(city, day)
    await city.advance(30)
    assert await forget(pool, APPOINTMENTS, units, city.today) == 0
    await city.advance(1)
    assert await forget(pool, APPOINTMENTS, units, city.today) == 1
    assert (await public(city, "/read", opened(booked))).status_code == 404
    seen = good(await window(city, "GET", f"/{booked['id']}"))
    assert (seen["name"], seen["phone"], seen["why"], seen["status"]) == (None, None, None, "called_off")
    report = await verify_journals("district", district.settings, REPOSITORIES)
    assert report.violations == []


async def test_a_hall_offers_and_is_booked_as_well(city: City) -> None:
    path, body = f"/v1/units/{HALL}/appointment-offers", {"minutes": 30, "capacity": 1, "days_ahead": 2}
    good(await city.request("POST", path, by=Role.HALL_STAFF, unit=HALL, body=body), 201)
    client = city.serving(HALL).client
    days = good(await client.get("/v1/appointments/slots", params={"unit": HALL, "item": "MZ-005"}))["days"]
    sent = wish(days[-1], unit=HALL, item="MZ-005")
    headers = {"Idempotency-Key": "hall-booking"}
    booked = good(await client.post("/v1/appointments", json=sent, headers=headers), 201)
    assert booked["unit"] == HALL
