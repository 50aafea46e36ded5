"""Nobody decides: a licence is renewed, a contract agreed to; everybody is told of it, and supervision finds it."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any

from liandong.terms.roles import Role
from tests.city import City
from tests.journeys.people import APPLICANT, act, approve, good, receive, see, work_through
from tests.journeys.supervision.conftest import Look

UNIT = "610113"
ONE = timedelta(days=1)
Violations = Callable[[], Awaitable[list[tuple[str, str, str]]]]


async def until(city: City, day: date) -> None:
    """Moves the clock to a day."""
    await city.advance((day - city.today).days)
    assert city.today == day


async def again(city: City, case: Any) -> Any:
    return await see(city, UNIT, "cases", case["id"])


async def tracked(city: City, case: Any) -> Any:
    body = {"number": case["id"], "secret": case["tracking_secret"]}
    return good(await city.serving(UNIT).client.post("/v1/tracking", json=body))


def clock_of(seen: Any, name: str) -> Any:
    return next(clock for clock in seen["light"]["clocks"] if clock["clock"] == name)


def found(seen: Any) -> list[tuple[str, str]]:
    return [(each["rule"], each["level"]) for each in seen["findings"]]


async def kinds(city: City, case: Any) -> list[str]:
    answer = await city.request("GET", f"/v1/units/{UNIT}/cases/{case['id']}/history", by=Role.CLERK, unit=UNIT)
    return [entry["kind"] for entry in good(answer)["entries"]]


async def warned(city: City) -> list[tuple[str, int, bool]]:
    """The warnings that the department sees, newest first."""
    path = f"/v1/units/{UNIT}/alarms/silence"
    items = good(await city.request("GET", path, by=Role.DEPARTMENT_CLERK, unit=UNIT))["items"]
    return [(each["case"], each["days_left"], each["over"]) for each in items]


async def test_a_licence_nobody_decided_on_is_renewed_the_day_after_it_expires(
    watched: City, look: Look, violations: Violations
) -> None:
    expiry = watched.today + 45 * ONE
    licence = {"number": "雁水排字第2021007号", "expires_on": str(expiry)}
    received = await receive(watched, UNIT, "SW-013", licence=licence)
    assert received["licence"] == {"number": "雁水排字*****007号", "expires_on": str(expiry), "asked_late": False}
    case = await act(watched, received, "accept", Role.CLERK)
    assert case["renewal_due"] == str(expiry)
    seen = await look(f"cases/{case['id']}")
    clock = clock_of(seen, "renewal")
    assert (clock["due"], clock["light"], clock["remaining"], clock["unit"]) == (
        str(expiry),
        "green",
        45,
        "calendar_day",
    )

    await until(watched, expiry - 5 * ONE)
    assert clock_of(await look(f"cases/{case['id']}"), "renewal")["light"] == "yellow"
    await until(watched, expiry)
    assert (await again(watched, case))["status"] == "accepted"

    await until(watched, expiry + ONE)
    case = await again(watched, case)
    assert (case["status"], case["status_name"], case["outcome"]) == ("approved_by_silence", "视为准予", "approved")
    assert case["decided_on"] == str(expiry + ONE)
    assert case["silence"] == {
        "ground": "renewal",
        "last_day": str(expiry),
        "responsible": f"{UNIT}-clerk",
        "late_opinion": None,
    }
    told = await tracked(watched, received)
    assert told["by_silence"] == f"许可有效期于{expiry}届满前未作决定，视为准予延续（行政许可法 50）"
    assert told["happened"][-1] == {"on": str(expiry + ONE), "what": "许可有效期届满前未作决定，视为准予延续"}
    assert (told["status_name"], told["renewal_due"]) == ("视为准予", str(expiry))
    assert told["next"]["what"] == "送达视为准予的结果，也可到窗口领取"

    seen = await look(f"cases/{case['id']}")
    assert ("V-SILENCE", "yellow") in found(seen)
    assert seen["silence"] == {"ground": "renewal", "last_day": str(expiry), "said": True, "against": None}
    assert {clock["clock"]: clock["light"] for clock in seen["light"]["clocks"] if clock["stopped_on"]} == {
        "notice": "finished",
        "statutory": "finished_late",
        "promised": "finished_late",
        "renewal": "finished_late",
    }
    assert clock_of(seen, "delivery")["start"] == str(expiry + ONE)

    path = f"/v1/units/{UNIT}/cases/{case['id']}/documents/silent_renewal"
    paper = good(await watched.request("POST", path, by=Role.CLERK, unit=UNIT, body={}))
    assert paper["title"] == "视为准予延续通知书"
    case = await act(watched, case, "deliver", Role.CLERK, {"method": "counter", "recipient": "经办人"})
    case = await act(watched, case, "close", Role.CLERK)
    assert await kinds(watched, case) == [
        "case.received",
        "case.accepted",
        "case.renewed_by_silence",
        "case.delivered",
        "case.closed",
    ]
    assert licence["number"] not in str(await look(f"cases/{case['id']}"))
    assert await violations() == []


async def test_asked_for_late_a_renewal_waits_for_a_decision_and_its_light_is_red(
    watched: City, look: Look, violations: Violations
) -> None:
    expiry = watched.today + 29 * ONE
    licence = {"number": "雁水排字第2021008号", "expires_on": str(expiry)}
    case = await receive(watched, UNIT, "SW-013", licence=licence)
    assert case["licence"]["asked_late"] is True
    case = await act(watched, case, "accept", Role.CLERK)
    await until(watched, expiry + 2 * ONE)
    case = await again(watched, case)
    assert (case["status"], case["silence"]) == ("accepted", None)
    seen = await look(f"cases/{case['id']}")
    assert clock_of(seen, "renewal")["light"] == "red"
    assert "V-SILENCE" not in [rule for rule, _ in found(seen)]
    case = await approve(watched, await work_through(watched, case))
    assert case["status"] == "approved"
    assert clock_of(await look(f"cases/{case['id']}"), "renewal")["light"] == "finished_late"
    assert await violations() == []


async def test_a_renewal_without_its_licence_or_of_one_that_has_expired_is_refused(watched: City) -> None:
    body = {"item": "SW-013", "applicant": APPLICANT, "materials": [{"code": "M1"}]}
    for licence, code in (
        (None, "case.licence-missing"),
        ({"number": "1号", "expires_on": str(watched.today - ONE)}, "case.licence-expired"),
    ):
        sent = {**body, "licence": licence}
        answer = await watched.request("POST", f"/v1/units/{UNIT}/cases", by=Role.CLERK, unit=UNIT, body=sent)
        assert (answer.status_code, answer.json()["code"]) == (422, code)
    sent = {**body, "item": "RS-004", "licence": {"number": "1号", "expires_on": str(watched.today)}}
    answer = await watched.request("POST", f"/v1/units/{UNIT}/cases", by=Role.CLERK, unit=UNIT, body=sent)
    assert (answer.status_code, answer.json()["code"]) == (422, "case.licence-not-asked")


async def test_a_collective_contract_nobody_objected_to_is_agreed_to_and_a_late_opinion_undoes_nothing(
    watched: City, look: Look, violations: Violations
) -> None:
    received = await receive(watched, UNIT, "RS-004")
    case = await act(watched, received, "accept", Role.CLERK)
    case = await act(watched, case, "steps/review/start", Role.DEPARTMENT_CLERK, {})
    due = date.fromisoformat(case["promised_due"])
    calendar = watched.services["city"].desk.references.calendar()
    for left in (3, 1):
        await until(watched, calendar.working_day(calendar.count(due) - left))
        case = await again(watched, case)
        assert case["silence_warned"] == {"days_left": left, "due": str(due)}
    await until(watched, due)
    assert (await again(watched, case))["status"] == "in_review"
    assert await warned(watched) == [(case["id"], 1, False), (case["id"], 3, False)]

    await until(watched, due + ONE)
    case = await again(watched, case)
    assert (case["status"], case["outcome"], case["silence"]["responsible"]) == (
        "approved_by_silence",
        "approved",
        f"{UNIT}-department_clerk",
    )
    assert await warned(watched) == [(case["id"], 1, True), (case["id"], 3, True)]
    told = await tracked(watched, received)
    assert told["happened"][-1]["what"] == "未在时限内答复，视为同意"
    assert told["by_silence"] == "未在时限内答复，视为同意（劳动合同法 54）"
    late = {"opinion": "against", "text": "第三条与法律不符"}
    case = await act(watched, case, "late-opinion", Role.DEPARTMENT_CLERK, late)
    assert (case["status"], case["silence"]["late_opinion"]) == ("approved_by_silence", "against")

    seen = await look(f"cases/{case['id']}")
    assert found(seen) == [("V-LAW", "red"), ("V-PROMISE", "yellow"), ("V-SILENCE", "yellow")]
    assert (clock_of(seen, "promised")["due"], clock_of(seen, "promised")["light"]) == (str(due), "finished_late")
    [finding] = [each for each in seen["findings"] if each["rule"] == "V-SILENCE"]
    assert finding["sentence"] == (f"承诺时限内未作决定，视为同意: 应于{due}前作出决定，责任人{UNIT}-department_clerk")
    assert "第三条" not in str(seen)
    assert await kinds(watched, case) == [
        "case.received",
        "case.accepted",
        "case.step_started",
        "case.silence_warned",
        "case.silence_warned",
        "case.agreed_by_silence",
        "case.late_opinion_attached",
    ]
    path = f"/v1/units/{UNIT}/cases/{case['id']}/documents/silent_agreement"
    paper = good(await watched.request("POST", path, by=Role.CLERK, unit=UNIT, body={}))
    assert paper["title"] == "视为同意通知书"
    assert await violations() == []


async def test_nobody_having_begun_or_the_clock_standing_still_silence_says_nothing(
    watched: City, look: Look, violations: Violations
) -> None:
    unsigned = await act(watched, await receive(watched, UNIT, "RS-004"), "accept", Role.CLERK)
    paused = await act(watched, await receive(watched, UNIT, "RS-004"), "accept", Role.CLERK)
    paused = await act(watched, paused, "steps/review/start", Role.DEPARTMENT_CLERK, {})
    special = {"ground": "appraisal", "days": 30, "notice": "雁人社特告〔2026〕1号"}
    paused = await act(watched, paused, "pause", Role.CHIEF, special)
    await until(watched, date.fromisoformat(unsigned["promised_due"]) + ONE)
    assert [(await again(watched, each))["status"] for each in (unsigned, paused)] == ["accepted", "paused"]
    seen = await look(f"cases/{unsigned['id']}")
    assert (seen["light"]["light"], found(seen)) == ("red", [("V-LAW", "red"), ("V-PROMISE", "yellow")])
    assert found(await look(f"cases/{paused['id']}")) == []
    assert await violations() == []
