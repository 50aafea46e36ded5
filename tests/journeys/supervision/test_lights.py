"""Supervision hears every tier, and its lights change with what is said and as days pass."""

from liandong.domain.worktime.clock import due
from liandong.terms.roles import Role
from tests.city import City
from tests.journeys.people import act, approve, receive, work_through
from tests.journeys.supervision.conftest import Look


async def test_a_case_is_seen_from_receipt_to_closing(watched: City, look: Look) -> None:
    case = await receive(watched, "610113", "CG-004")
    seen = await look(f"cases/{case['id']}")
    assert (seen["light"]["standing"], seen["light"]["light"]) == ("received", "green")
    assert [clock["clock"] for clock in seen["light"]["clocks"]] == ["notice"]

    case = await work_through(watched, await act(watched, case, "accept", Role.CLERK))
    case = await approve(watched, case)
    case = await act(watched, case, "deliver", Role.CLERK, {"method": "counter", "recipient": "李四"})
    await act(watched, case, "close", Role.CLERK)
    seen = await look(f"cases/{case['id']}")

    assert (seen["light"]["standing"], seen["light"]["light"], seen["outcome"]) == ("closed", "finished", "approved")
    assert [entry["sequence"] for entry in seen["history"]] == list(range(1, len(seen["history"]) + 1))
    assert seen["history"][0]["kind"] == "case.received"
    assert seen["history"][-1]["kind"] == "case.closed"
    assert seen["findings"] == []


async def test_a_light_turns_yellow_and_red_without_a_word_from_the_unit(watched: City, look: Look) -> None:
    case = await receive(watched, "610113", "CG-004")
    case = await act(watched, case, "accept", Role.CLERK)
    light = (await look("lights", unit="610113"))["items"][0]
    promised = next(clock for clock in light["clocks"] if clock["clock"] == "promised")
    calendar = watched.services["supervision"].desk.references.calendar()
    assert promised["due"] == str(due(calendar, watched.today, promised["limit"]).day)
    assert (light["light"], promised["remaining"]) == ("green", promised["limit"])

    seen = []
    while (light := (await look("lights", unit="610113"))["items"][0])["light"] != "red":
        seen.append((light["light"], light["worst"]["remaining"]))
        await watched.advance(1)
    assert [colour for colour, _ in seen] == sorted((colour for colour, _ in seen))  # green before yellow
    assert seen[-1] == ("yellow", 0)
    assert light["worst"]["clock"] == "promised"
    assert str(watched.today) > promised["due"]
    assert len((await look("lights", light="red"))["items"]) == 1

    await approve(watched, await work_through(watched, case))
    seen = await look(f"cases/{case['id']}")
    assert [finding["rule"] for finding in seen["findings"]] == ["V-PROMISE"]


async def test_the_wall_counts_open_matters_by_unit_and_department(watched: City, look: Look) -> None:
    for unit in ("610113", "610113", "610113004"):
        await receive(watched, unit, "CG-004")
    wall = await look("lights/summary")

    counted = {row["unit"]: row["lights"] for row in wall["counts"]}
    assert counted == {"610113": {"green": 2}, "610113004": {"green": 1}}
    assert {row["unit_name"] for row in wall["counts"]} != {None}


async def test_the_ledger_holds_every_entry_of_every_unit_once(watched: City, look: Look) -> None:
    case = await receive(watched, "610113004", "CG-004")
    await act(watched, case, "accept", Role.CLERK)
    sources = {source["unit"]: source for source in (await look("sources"))["sources"]}
    assert not any(source["silent"] or source["missing"] or source["forks"] for source in sources.values())
    assert set(sources) >= {"610100", "610112", "610113", "610116", "610113004"}

    heard, cursor = [], None
    while True:
        page = await look("events", unit="610100", limit=20, **({"cursor": cursor} if cursor else {}))
        heard += [entry["seq"] for entry in page["items"]]
        if (cursor := page["next"]) is None:
            break
    assert heard == list(range(sources["610100"]["seq"], 0, -1))
