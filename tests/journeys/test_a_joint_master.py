"""A joint master over three tiers: checked together, told once, supplemented once, extended, refused."""

from typing import Any

from liandong.terms.roles import Role
from tests.city import City
from tests.journeys.people import APPLICANT, act, another_project, cases_of, good, see, work_through
from tests.journeys.test_a_linked_approval import nothing_is_parked

LEAD = "610100"
SHARES = [{"item": "ZJ-002", "unit": "610100"}, {"item": "ZJ-001", "unit": "610113"}]


async def received(city: City, *materials: str) -> Any:
    body = {
        "stage": "JD-03",
        "applicant": APPLICANT,
        "project_code": another_project(),
        "materials": [{"code": code} for code in materials],
        "shares": SHARES,
    }
    return good(await city.request("POST", f"/v1/units/{LEAD}/joints", by=Role.LEAD, unit=LEAD, body=body), 201)


async def on_joint(city: City, joint: Any, verb: str, body: Any = None, by: Role = Role.LEAD) -> Any:
    """One act on a master as it now stands, and what it says to the units arrives."""
    now = await see(city, LEAD, "joints", joint["id"])
    path = f"/v1/units/{LEAD}/joints/{joint['id']}/{verb}"
    answer = await city.request("POST", path, by=by, unit=LEAD, body=body, etag=f'"{now["version"]}"')
    await city.settle()
    return good(answer)


async def answer_check(city: City, unit: str, link: str, *lines: str) -> None:
    path = f"/v1/units/{unit}/checks/{link}/answer"
    answer = await city.request("POST", path, by=Role.CLERK, unit=unit, body={"lines": lines}, etag='"1"')
    assert good(answer)["status"] == "answered"
    await city.settle()


async def test_units_say_what_is_missing_and_the_applicant_is_told_once_and_hands_in_once(city: City) -> None:
    joint = await received(city, "M1", "M2")
    joint = await on_joint(city, joint, "check")
    at_city, at_district = (share["link"] for share in joint["shares"])
    page = good(await city.request("GET", "/v1/units/610113/checks", by=Role.CLERK, unit="610113"))
    assert [(each["link"], each["status"], each["askable"]) for each in page["items"]] == [
        (at_district, "open", ["M1", "M2", "M3", "M4"])
    ]
    await answer_check(city, "610100", at_city)
    await answer_check(city, "610113", at_district, "M2", "M3")
    joint = await see(city, LEAD, "joints", joint["id"])
    assert [share["missing"] for share in joint["shares"]] == [[], ["M2", "M3"]]

    joint = await on_joint(city, joint, "notice", {"lines": ["M2", "M3"], "text": "请补正"})
    assert (joint["status"], joint["notice_lines"]) == ("correction_requested", ["M2", "M3"])
    joint = await on_joint(city, joint, "supplement", {"materials": [{"code": "M2"}, {"code": "M3"}]})
    joint = await on_joint(city, joint, "accept")
    joint = await see(city, LEAD, "joints", joint["id"])
    for share in joint["shares"]:
        case = await see(city, share["unit"], "cases", share["case"])
        assert [material["code"] for material in case["materials"]] == ["M1", "M2", "M3"]
        assert case["master_due"] == joint["statutory_due"]
    await nothing_is_parked(city)


async def test_an_extension_of_the_whole_reaches_its_shares(city: City) -> None:
    joint = await on_joint(city, await received(city, "M1", "M2", "M3"), "accept")
    body = {"days": 15, "approval": "市政批〔2026〕9号", "text": "需要专家论证"}
    longer = await on_joint(city, joint, "extend", body, Role.HEAD)
    assert (longer["extension"], longer["statutory_due"] > joint["statutory_due"]) == (15, True)
    for share in (await see(city, LEAD, "joints", joint["id"]))["shares"]:
        case = await see(city, share["unit"], "cases", share["case"])
        assert case["master_due"] == longer["statutory_due"]
    court = good(await city.request("GET", f"/v1/units/{LEAD}/joints/{joint['id']}/court", by=Role.LEAD, unit=LEAD))
    parts = ("department", "applicant", "third_party", "link")
    assert sum(court["working"][part] for part in parts) == court["working"]["total"]
    await nothing_is_parked(city)


async def test_a_refusal_of_the_whole_ends_the_checks(city: City) -> None:
    joint = await on_joint(city, await received(city, "M1", "M2", "M3"), "check")
    joint = await on_joint(city, joint, "refuse", {"ground": "not_competent", "text": "请向省级机关申请"})
    assert joint["status"] == "not_accepted"
    page = good(await city.request("GET", "/v1/units/610113/checks", by=Role.CLERK, unit="610113"))
    assert [each["status"] for each in page["items"]] == ["closed"]
    await nothing_is_parked(city)


async def test_one_list_in_review_stops_the_share_that_asked_and_reaches_all(city: City) -> None:
    joint = await on_joint(city, await received(city, "M1", "M2", "M3"), "accept")
    joint = await see(city, LEAD, "joints", joint["id"])
    at_city, at_district = [await see(city, share["unit"], "cases", share["case"]) for share in joint["shares"]]
    await act(city, at_district, "propose-supplement", Role.CHIEF, {"lines": ["M4"], "text": "需要专题报告"})
    await city.settle()
    joint = await on_joint(city, joint, "ask-supplement", {"text": "请补正"})
    assert joint["supplement_lines"] == ["M4"]
    assert (await see(city, "610113", "cases", at_district["id"]))["status"] == "paused"
    assert (await see(city, "610100", "cases", at_city["id"]))["status"] == "accepted"
    await on_joint(city, joint, "supplement", {"materials": [{"code": "M4"}]})
    for case in (at_city, at_district):
        now = await see(city, case["unit"], "cases", case["id"])
        assert (now["status"], [each["code"] for each in now["materials"]]) == ("accepted", ["M1", "M2", "M3", "M4"])
    await nothing_is_parked(city)


async def test_the_applicant_withdraws_the_whole_and_each_unit_confirms(city: City) -> None:
    joint = await on_joint(city, await received(city, "M1", "M2", "M3"), "accept")
    joint = await on_joint(city, joint, "withdraw", {"text": "项目不再建设"})
    assert (joint["status"], joint["withdrawing"]) == ("accepted", True)
    for share in (await see(city, LEAD, "joints", joint["id"]))["shares"]:
        case = await see(city, share["unit"], "cases", share["case"])
        assert case["status"] == "withdraw_pending"
        await act(city, case, "withdraw/confirm", Role.CHIEF, {"document": f"{share['unit']}撤〔2026〕1号"})
        await city.settle()
    assert (await see(city, LEAD, "joints", joint["id"]))["status"] == "withdrawn"
    await nothing_is_parked(city)


async def test_a_terminated_whole_ends_its_shares(city: City) -> None:
    joint = await on_joint(city, await received(city, "M1", "M2", "M3"), "accept")
    body = {"ground": "matter_gone", "document": "市审批终〔2026〕1号", "text": "用地已经收回"}
    joint = await on_joint(city, joint, "terminate", body, Role.HEAD)
    assert joint["status"] == "terminated"
    for share in (await see(city, LEAD, "joints", joint["id"]))["shares"]:
        assert share["voided"] == "terminated"
        assert (await see(city, share["unit"], "cases", share["case"]))["status"] == "terminated"
    await nothing_is_parked(city)


async def test_one_more_unit_is_asked_on_the_way_with_a_clock_of_its_own(city: City) -> None:
    joint = await on_joint(city, await received(city, "M1", "M2", "M3"), "accept")
    await city.advance(1)
    body = {"item": "CG-004", "unit": "610113004", "text": "临时占道需要街道一并办理"}
    added = await on_joint(city, joint, "shares", body)
    assert (added["statutory_due"], added["promised_due"]) == (joint["statutory_due"], joint["promised_due"])
    share = (await see(city, LEAD, "joints", joint["id"]))["shares"][2]
    case = await see(city, "610113004", "cases", share["case"])
    assert (case["accepted_on"], case["joint"]) == (str(city.today), joint["id"])
    again = await city.request(
        "POST",
        f"/v1/units/{LEAD}/joints/{joint['id']}/shares",
        by=Role.LEAD,
        unit=LEAD,
        body=body,
        etag=f'"{(await see(city, LEAD, "joints", joint["id"]))["version"]}"',
    )
    assert (again.status_code, again.json()["code"]) == (422, "joint.share-twice")
    await nothing_is_parked(city)


async def test_a_withdrawal_is_retracted_and_every_share_not_yet_confirmed_goes_on(city: City) -> None:
    joint = await on_joint(city, await received(city, "M1", "M2", "M3"), "accept")
    joint = await on_joint(city, joint, "withdraw", {"text": "项目暂缓"})
    at_city, at_district = [
        await see(city, share["unit"], "cases", share["case"])
        for share in (await see(city, LEAD, "joints", joint["id"]))["shares"]
    ]
    assert (at_city["status"], at_district["status"]) == ("withdraw_pending", "withdraw_pending")
    await act(city, at_city, "withdraw/confirm", Role.CHIEF, {"document": "市撤〔2026〕1号"})
    await city.settle()
    joint = await on_joint(city, joint, "withdraw/retract", {})
    assert (joint["withdrawing"], [share["withdrawing"] for share in joint["shares"]]) == (False, [True, False])
    assert (await see(city, "610113", "cases", at_district["id"]))["status"] == "accepted"
    assert (await see(city, LEAD, "joints", joint["id"]))["shares"][0]["outcome"] == "withdrawn"
    await nothing_is_parked(city)


HALL, DISTRICT = "610113004", "610113"


async def handed_up(city: City, *, wants: str | None = None) -> tuple[Any, Any, Any]:
    """The master, a share of the hall's that only the city decides, and what the district opened when it came up."""
    joint = await on_joint(city, await received(city, "M1", "M2", "M3"), "accept")
    joint = await on_joint(city, joint, "shares", {"item": "ZJ-021", "unit": HALL, "text": "需要一并办理"})
    joint = await see(city, LEAD, "joints", joint["id"])
    case = await work_through(city, await see(city, HALL, "cases", joint["shares"][2]["case"]))
    if wants is not None:
        case = await act(city, case, "propose-supplement", Role.CHIEF, {"lines": [wants], "text": "需要专题报告"})
    case = await act(city, case, "forward", Role.CHIEF, {"opinion": "初审同意，报上级审批"})
    await city.settle()
    (above,) = [each for each in await cases_of(city, DISTRICT) if each["item"] == "ZJ-021"]
    return await see(city, LEAD, "joints", joint["id"]), case, above


async def test_a_supplement_and_a_withdrawal_follow_a_share_that_was_handed_up(city: City) -> None:
    joint, below, above = await handed_up(city, wants="M4")
    await on_joint(city, joint, "ask-supplement", {"text": "请补正"})
    assert (await see(city, HALL, "cases", below["id"]))["status"] == "escalated"
    assert (await see(city, DISTRICT, "cases", above["id"]))["status"] == "paused"
    await on_joint(city, joint, "supplement", {"materials": [{"code": "M4"}]})
    for unit, number, status in ((HALL, below["id"], "escalated"), (DISTRICT, above["id"], "accepted")):
        now = await see(city, unit, "cases", number)
        assert (now["status"], "M4" in [each["code"] for each in now["materials"]]) == (status, True)
    link = joint["shares"][2]["link"]
    await on_joint(city, joint, "withdraw", {"link": link, "text": "此项不再办理"})
    above = await see(city, DISTRICT, "cases", above["id"])
    assert above["status"] == "withdraw_pending"
    await act(city, above, "withdraw/confirm", Role.CHIEF, {"document": "区撤〔2026〕1号"})
    await city.settle()
    assert (await see(city, HALL, "cases", below["id"]))["status"] == "withdrawn"
    assert (await see(city, LEAD, "joints", joint["id"]))["shares"][2]["outcome"] == "withdrawn"
    await nothing_is_parked(city)


async def test_a_share_made_void_while_it_was_handed_up_ends_everywhere(city: City) -> None:
    joint, below, above = await handed_up(city)
    await on_joint(city, joint, f"shares/{joint['shares'][2]['link']}/void", {"text": "项目不涉及此项"})
    for unit, number in ((DISTRICT, above["id"]), (HALL, below["id"])):
        assert (await see(city, unit, "cases", number))["status"] == "terminated"
    assert (await see(city, LEAD, "joints", joint["id"]))["shares"][2]["voided"] == "removed"
    await nothing_is_parked(city)
