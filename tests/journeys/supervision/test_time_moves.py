"""What stops and moves the clocks of a case is seen the same by its unit and by supervision."""

from datetime import timedelta
from typing import Any

from liandong.terms.roles import Role
from tests.city import City
from tests.journeys.conftest import YEARS, said
from tests.journeys.people import act, receive, work_through
from tests.journeys.supervision.conftest import Look

ONE = timedelta(days=1)
TESTING = {"ground": "testing", "days": 5, "notice": "区城管特告〔2026〕3号"}


def running(seen: Any) -> dict[str, str]:
    """The due days of the clocks that have not stopped, as supervision counts them."""
    return {clock["clock"]: clock["due"] for clock in seen["light"]["clocks"] if clock["stopped_on"] is None}


async def test_a_special_procedure_an_extension_and_a_supplement_are_counted_alike(watched: City, look: Look) -> None:
    case = await act(watched, await receive(watched, "610113", "CG-004"), "accept", Role.CLERK)
    promised = case["promised_due"]
    case = await act(watched, case, "pause", Role.CHIEF, TESTING)
    assert (case["status"], case["pauses"][0]["counts"]) == ("paused", True)
    assert (await look(f"cases/{case['id']}"))["light"]["light"] == "paused"
    await watched.advance(7)

    case = await act(watched, case, "resume", Role.CHIEF, {"text": "检测合格"})
    assert case["promised_due"] > promised
    case = await act(watched, case, "extend", Role.HEAD, {"days": 10, "text": "现场情况复杂"})
    asked = {"ground": "supplement", "lines": ["M2"], "text": "位置图比例不符"}
    case = await act(watched, case, "pause", Role.CHIEF, asked)
    await watched.advance(1)
    case = await act(watched, case, "supplement", Role.CLERK, {"materials": [{"code": "M2"}]})

    seen = await look(f"cases/{case['id']}")
    assert running(seen) == {"promised": case["promised_due"], "statutory": case["statutory_due"]}
    assert [finding["rule"] for finding in seen["findings"]] == []


async def test_a_pause_nobody_was_told_of_runs_on_and_is_found(watched: City, look: Look) -> None:
    case = await act(watched, await receive(watched, "610113", "CG-004"), "accept", Role.CLERK)
    silent = await act(watched, case, "pause", Role.CHIEF, {"ground": "testing", "days": 5})
    assert silent["pauses"][0]["counts"] is False
    seen = await look(f"cases/{case['id']}")
    assert seen["light"]["light"] == "green"
    assert [finding["rule"] for finding in seen["findings"]] == ["V-PAUSE-NONOTICE"]


async def test_silence_accepts_a_case_and_supervision_finds_it(watched: City, look: Look) -> None:
    case = await receive(watched, "610113", "CG-004", materials=[{"code": "M1"}])
    for _ in range(14):
        await watched.advance(1)
        seen = await look(f"cases/{case['id']}")
        if seen["deemed"]:
            break
    assert seen["accepted_on"] == case["effective_on"]
    assert "V-ONCE" in [finding["rule"] for finding in seen["findings"]]
    history = [entry["kind"] for entry in seen["history"]]
    assert history == ["case.received", "case.accepted"]


async def test_a_new_calendar_moves_every_open_matter_and_says_why(watched: City, look: Look) -> None:
    case = await act(watched, await receive(watched, "610113", "CG-004"), "accept", Role.CLERK)
    off = str(watched.services["city"].desk.references.calendar().next_working_day(watched.today + ONE))
    years = [{**year, "off": sorted({*year["off"], off})} if str(year["year"]) == off[:4] else year for year in YEARS]
    await said(watched, Role.CATALOGUE_MANAGER, "calendars", {"years": years})
    await watched.settle()

    seen = await look(f"cases/{case['id']}")
    recomputed = seen["history"][-1]
    assert recomputed["kind"] == "deadline.recomputed"
    assert recomputed["facts"]["old_promised_due"] == case["promised_due"]
    assert running(seen)["promised"] == recomputed["facts"]["promised_due"] > case["promised_due"]


async def test_the_end_without_a_decision_and_the_archive_stop_all_clocks(watched: City, look: Look) -> None:
    case = await act(watched, await receive(watched, "610113", "CG-004"), "accept", Role.CLERK)
    case = await act(watched, case, "withdraw", Role.CLERK, {"text": "项目取消"})
    case = await act(watched, case, "withdraw/confirm", Role.CHIEF, {"document": "区城管撤〔2026〕1号"})
    case = await act(watched, case, "archive", Role.CLERK, {"retention": "ten_years"})
    await watched.advance(60)
    seen = await look(f"cases/{case['id']}")
    assert (case["outcome"], seen["outcome"], seen["light"]["light"]) == ("withdrawn", "withdrawn", "finished")


async def test_a_draft_is_read_by_four_eyes_and_a_mistake_is_put_right_by_saying_so(watched: City) -> None:
    case = await act(watched, await receive(watched, "610113", "CG-004"), "accept", Role.CLERK)
    case = await work_through(watched, case)
    case = await act(watched, case, "draft", Role.DEPARTMENT_CLERK, {"outcome": "approved", "text": "拟准予"})
    case = await act(watched, case, "review", Role.CHIEF, {"agreed": True})
    decision = {"outcome": "approved", "document": "区城管许〔2026〕8号", "conditions": ["夜间不得施工"]}
    case = await act(watched, case, "decide", Role.CHIEF, decision)
    assert case["conditions"] == ["夜间不得施工"]
    case = await act(watched, case, "ready", Role.CLERK, {"notice": "区城管领〔2026〕8号"})
    entry = f"610113:1:{await _position(watched, case['id'])}"
    case = await act(watched, case, "correct", Role.CLERK, {"corrects": entry, "text": "文号应为9号"})
    assert case["status"] == "ready"


async def _position(city: City, number: str) -> int:
    """Where the decision stands in the unit's journal."""
    seq = await city.services["district"].desk.pool.fetchval(
        "select seq from journal where stream = $1 and kind = 'case.decided'", f"case:{number}"
    )
    return int(seq)


async def test_the_unit_explains_its_due_day_and_whose_time_it_was(watched: City) -> None:
    case = await act(watched, await receive(watched, "610113", "CG-004"), "accept", Role.CLERK)
    case = await act(watched, case, "pause", Role.CHIEF, TESTING)
    await watched.advance(7)
    case = await act(watched, case, "resume", Role.CHIEF, {"text": "检测合格"})
    case = await act(watched, case, "extend", Role.HEAD, {"days": 10, "text": "现场情况复杂"})
    path = f"/v1/units/610113/cases/{case['id']}"

    answer = await watched.request("GET", f"{path}/deadline", by=Role.CLERK, unit="610113")
    told = answer.json()
    assert told["due"] == case["statutory_due"]
    assert told["total"] == told["limit"] + 10
    assert sum(day["counted"] for day in told["days"]) == told["total"]
    assert {day["basis"] for day in told["days"] if day["reason"] == "paused"} == {"行政许可法 45"}
    answer = await watched.request("GET", f"{path}/deadline?which=promised", by=Role.CLERK, unit="610113")
    assert answer.json()["due"] == case["promised_due"]

    court = (await watched.request("GET", f"{path}/court", by=Role.CLERK, unit="610113")).json()
    assert (court["calendar"]["third_party"], court["calendar"]["department"]) == (6, 1)
    assert court["calendar"]["total"] == 7
