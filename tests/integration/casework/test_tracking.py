"""An applicant follows his matter by the number and secret of his receipt, and learns nothing that is not his."""

import json
from typing import Any

import httpx

from liandong.terms.roles import Role
from tests.city import City
from tests.integration.casework.test_links import on_joint, receive_joint
from tests.journeys.people import APPLICANT, PROJECT, act, approve, good, materials_for, receive, see, work_through

CAPITAL, DISTRICT, HALL = "610100", "610113", "610113004"


async def track(city: City, unit: str, number: str, secret: str) -> httpx.Response:
    """Asked by somebody without an account."""
    body = {"number": number, "secret": secret}
    return await city.serving(unit).client.post("/v1/tracking", json=body)


async def told(city: City, unit: str, case: Any) -> Any:
    return good(await track(city, unit, case["id"], case["tracking_secret"]))


async def test_the_receipt_opens_what_happened_what_comes_next_and_by_when(city: City) -> None:
    case = await receive(city, DISTRICT, "CG-004")
    secret = case["tracking_secret"]
    first = await told(city, DISTRICT, case)
    assert [one["what"] for one in first["happened"]] == ["申请材料已收到"]
    assert first["next"]["what"] == "窗口审核材料，受理或者一次性告知需要补正的内容"
    assert (first["unit"], first["unit_name"], first["number"]) == (DISTRICT, "雁塔区政务服务中心", case["id"])
    case = await act(city, case, "accept", Role.CLERK)
    accepted = good(await track(city, DISTRICT, case["id"].lower(), secret.replace("-", "").lower()))
    assert (accepted["promised_due"], accepted["statutory_due"]) == (case["promised_due"], case["statutory_due"])
    assert accepted["next"] == {"what": "审查并作出决定", "by": case["promised_due"]}
    assert (accepted["provisional"], accepted["paused_since"]) == (case["provisional"], None)
    case = await approve(city, await work_through(city, case))
    decided = good(await track(city, DISTRICT, case["id"], secret))
    assert (decided["outcome"], decided["document"]) == ("准予", "审批〔2026〕1号")
    assert decided["happened"][-1]["what"] == "已作出决定：准予"
    for private in (APPLICANT["name"], APPLICANT["id_number"], APPLICANT["phone"], "符合条件", "610113-", "pseudonym"):
        assert private not in json.dumps(decided, ensure_ascii=False).replace(case["id"], ""), private


async def test_what_is_to_be_supplemented_is_told_by_name(city: City) -> None:
    missing = materials_for(city, "CG-004")[0]["code"]
    case = await receive(city, DISTRICT, "CG-004", materials=materials_for(city, "CG-004")[1:])
    await act(city, case, "notice", Role.CLERK, {"lines": [missing], "text": "请补交"})
    shown = await told(city, DISTRICT, case)
    assert shown["status_name"] == "待补正"
    assert len(shown["wanted_materials"]) == 1
    assert shown["wanted_materials"] != [missing]
    assert "请补交" not in json.dumps(shown, ensure_ascii=False)


async def test_a_wrong_number_and_a_wrong_secret_are_answered_alike_and_nothing_is_cached(city: City) -> None:
    case = await receive(city, DISTRICT, "CG-004")
    other = await receive(city, DISTRICT, "CG-005")
    answers = [
        await track(city, DISTRICT, *asked)
        for asked in (
            (case["id"], "0000-0000-0000"),
            (case["id"], other["tracking_secret"]),
            ("610113-261123-99999", case["tracking_secret"]),
            ("610112-261123-00001", case["tracking_secret"]),
            ("nothing", case["tracking_secret"]),
        )
    ]
    bodies = [{name: part for name, part in answer.json().items() if name != "trace"} for answer in answers]
    assert all(body == bodies[0] for body in bodies)
    assert (answers[0].status_code, bodies[0]["code"]) == (404, "tracking.not-found")
    for answer in (*answers, await track(city, DISTRICT, case["id"], case["tracking_secret"])):
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["ratelimit-policy"] == '"address";q=60;w=60, "number";q=20;w=300'
        assert answer.headers["ratelimit"].startswith('"address";r=')


async def test_who_tries_one_number_again_and_again_is_told_to_wait(city: City) -> None:
    case = await receive(city, DISTRICT, "CG-004")
    for _ in range(20):
        assert (await track(city, DISTRICT, case["id"], "0000-0000-0000")).status_code == 404
    refused = await track(city, DISTRICT, case["id"], case["tracking_secret"])
    assert (refused.status_code, refused.json()["code"]) == (429, "request.too-many")
    assert int(refused.headers["retry-after"]) > 0
    assert '"number";r=0;' in refused.headers["ratelimit"]
    other = await receive(city, DISTRICT, "CG-005")
    await told(city, DISTRICT, other)


async def test_the_secret_is_told_once_and_kept_nowhere(city: City) -> None:
    body = {"item": "CG-004", "applicant": APPLICANT, "project_code": PROJECT}
    body |= {"materials": materials_for(city, "CG-004")}
    path = f"/v1/units/{DISTRICT}/cases"
    sent = [
        good(await city.request("POST", path, by=Role.CLERK, unit=DISTRICT, body=body, key="the-same-key"), 201)
        for _ in range(2)
    ]
    assert sent[0]["id"] == sent[1]["id"]
    secret = sent[0]["tracking_secret"]
    assert len(secret) == 14
    assert sent[1]["tracking_secret"] is None
    pool = city.serving(DISTRICT).desk.pool
    for table in ("case_file", "journal", "idempotency", "tracking_secret"):
        kept = "".join(row["t"] for row in await pool.fetch(f"select t::text as t from {table} t"))
        for form in (secret, secret.replace("-", "")):
            assert form not in kept, table
            assert form.encode().hex() not in kept, table


async def test_the_window_gives_a_fresh_secret_and_the_old_one_no_longer_works(city: City) -> None:
    case = await receive(city, DISTRICT, "CG-004")
    path = f"/v1/units/{DISTRICT}/cases/{case['id']}/tracking-secret"
    fresh = good(await city.request("POST", path, by=Role.CLERK, unit=DISTRICT))
    assert fresh["number"] == case["id"]
    assert (await track(city, DISTRICT, case["id"], case["tracking_secret"])).status_code == 404
    good(await track(city, DISTRICT, case["id"], fresh["tracking_secret"]))
    refused = await city.request("POST", path, by=Role.CHIEF, unit=DISTRICT)
    assert (refused.status_code, refused.json()["code"]) == (403, "powers.denied")
    nowhere = f"/v1/units/{DISTRICT}/cases/610113-261123-00001Y/tracking-secret"
    unknown = await city.request("POST", nowhere, by=Role.CLERK, unit=DISTRICT)
    assert (unknown.status_code, unknown.json()["detail"]) == (404, "编号的格式或校验字母不符，请核对是否输错")


async def test_the_applicant_of_a_joint_approval_sees_its_shares(city: City) -> None:
    joint = await receive_joint(city, ("ZJ-001", DISTRICT), ("CG-004", HALL))
    secret = joint["tracking_secret"]
    received = await told(city, CAPITAL, joint)
    assert [share["standing"] for share in received["shares"]] == ["尚未转办", "尚未转办"]
    await on_joint(city, joint, "accept")
    await city.settle()
    joint = await see(city, CAPITAL, "joints", joint["id"])
    at_hall = await see(city, HALL, "cases", joint["shares"][1]["case"])
    await approve(city, await work_through(city, at_hall))
    await city.settle()
    shown = good(await track(city, CAPITAL, joint["id"], secret))
    assert [share["standing"] for share in shown["shares"]] == ["正在办理", "已作出决定：准予"]
    assert [share["unit"] for share in shown["shares"]] == [DISTRICT, HALL]
    assert all(share["item_name"] != share["item"] for share in shown["shares"])
    item = shown["shares"][1]["item_name"]
    assert [one["what"] for one in shown["happened"]] == [
        "联办申请材料已收到",
        "已联合受理，各有关单位同时开始办理",
        f"“{item}”已作出决定：准予",
    ]
    refused = await city.request(
        "POST", f"/v1/units/{HALL}/cases/{at_hall['id']}/tracking-secret", by=Role.HALL_STAFF, unit=HALL
    )
    assert (refused.status_code, refused.json()["code"]) == (409, "tracking.of-the-asker")
    assert joint["id"] in refused.json()["detail"]
