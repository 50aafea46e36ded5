"""A hearing is asked for by a neighbour and seen by supervision; the case waits for it, told in writing."""

from typing import Any

from liandong.terms.roles import Role
from tests.city import City
from tests.journeys.people import act, approve, receive, work_through
from tests.journeys.supervision.conftest import Look

TOLD = {"notice": "区城管听告〔2026〕1号", "interested": ["雁南小区业主委员会"]}
HELD = {"minutes": "区城管听录〔2026〕1号", "applicant_attended": True, "interested_attended": 3}


def clock_of(seen: Any, name: str) -> Any:
    return next(clock for clock in seen["light"]["clocks"] if clock["clock"] == name)


async def test_a_neighbour_asks_and_the_hearing_is_held_before_the_decision(watched: City, look: Look) -> None:
    case = await act(watched, await receive(watched, "610113", "CG-004"), "accept", Role.CLERK)
    case = await work_through(watched, case)
    case = await act(watched, case, "hearing/tell", Role.CHIEF, TOLD)
    case = await act(watched, case, "hearing/ask", Role.CLERK, {"asker": "interested", "name": "雁南小区业主委员会"})
    calendar = watched.services["city"].desk.references.calendar()
    notice = {
        "notice": "区城管听通〔2026〕1号",
        "held_on": str(calendar.working_day(calendar.count(watched.today) + 7)),
        "place": "雁塔区城管局三楼会议室",
        "presiding": "P001",
    }
    case = await act(watched, case, "hearing/set", Role.CHIEF, notice)
    waiting = {"ground": "hearing", "days": 10, "notice": "区城管特告〔2026〕9号"}
    case = await act(watched, case, "pause", Role.CHIEF, waiting)
    path = f"/v1/units/610113/cases/{case['id']}/hearing/hold"
    early = await watched.request(
        "POST",
        path,
        by=Role.CHIEF,
        unit="610113",
        body=HELD,
        etag=f'"{case["version"]}"',
        department=case["department"],
    )
    assert early.json()["code"] == "case.hearing-not-yet"

    while str(watched.today) < notice["held_on"]:
        await watched.advance(1)
    case = await act(watched, case, "hearing/hold", Role.CHIEF, HELD)
    case = await act(watched, case, "resume", Role.CHIEF, {"text": "听证已举行"})
    assert case["hearing"]["minutes"] == HELD["minutes"]
    case = await approve(watched, case)

    seen = await look(f"cases/{case['id']}")
    assert clock_of(seen, "hearing")["due"] == case["hearing"]["organise_by"]
    assert (clock_of(seen, "hearing")["light"], clock_of(seen, "promised")["due"]) == ("finished", case["promised_due"])
    assert [finding["rule"] for finding in seen["findings"]] == []
    assert "业主委员会" not in str(seen)
