"""A department's letters over REST: granted, acted under, revoked; B for A while he is away; nothing of it named on."""

from typing import Any

import httpx

from liandong.terms.roles import Role
from tests.city import City
from tests.journeys.conftest import STAGE
from tests.journeys.people import act, good, receive, work_through
from tests.journeys.test_a_joint_master import LEAD, received

DISTRICT, ITEM = "610113", "CG-005"
HOME = f"/v1/units/{DISTRICT}"
CHIEF, DEPUTY, HEAD = f"{DISTRICT}-chief", f"{DISTRICT}-deputy_post", f"{DISTRICT}-head"
DECISION = {"outcome": "approved", "document": "区城管许〔2026〕1号"}


async def post(city: City, path: str, by: Role, body: Any = None, **more: Any) -> httpx.Response:
    return await city.request("POST", f"{HOME}/{path}", by=by, unit=DISTRICT, body=body, **more)


async def get(city: City, path: str, **params: Any) -> Any:
    return good(await city.request("GET", f"{HOME}/{path}", by=Role.HEAD, unit=DISTRICT, params=params))


def letter_for(case: Any, city: City, **changes: Any) -> dict[str, Any]:
    return {
        "letter": "SQ-2026-03",
        "departments": [case["department"]],
        "holder": CHIEF,
        "post": "a",
        "items": [ITEM],
        "acts": ["decide"],
        "valid_from": "2026-01-01",
        "valid_until": "2099-12-31",
        "holder_name": "赵某某",
        "signer_name": "钱某某",
        **changes,
    }


async def decide(city: City, case: Any, by: Role, **more: Any) -> httpx.Response:
    return await post(
        city,
        f"cases/{case['id']}/decide",
        by,
        {**DECISION, **more},
        etag=f'"{case["version"]}"',
        department=case["department"],
    )


async def said_under(city: City, case: Any) -> Any:
    pool = city.serving(DISTRICT).desk.pool
    return await pool.fetchval(
        "select convert_from(body, 'utf8')::jsonb ->> 'under' from journal where stream = $1 and kind = 'case.decided'",
        f"case:{case['id']}",
    )


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


async def ready(city: City) -> Any:
    case = await act(city, await receive(city, DISTRICT, ITEM), "accept", Role.CLERK)
    return await work_through(city, case)


async def test_once_a_department_grants_a_letter_only_its_holder_decides_until_it_is_revoked(city: City) -> None:
    first, second, third = [await ready(city) for _ in range(3)]
    letter = good(await post(city, "letters", Role.HEAD, letter_for(first, city)), 201)
    assert (letter["in_force"], letter["signed_by"], letter["granted_on"]) == (True, HEAD, str(city.today))
    assert (await post(city, "letters", Role.HEAD, letter_for(first, city))).status_code == 201

    answer = await decide(city, first, Role.DEPUTY_POST)
    assert code(answer) == (403, "powers.no-letter")
    assert answer.json()["basis"] == "部门授权书、AB岗制度"
    assert "没有有效的授权书允许您对此事项“审批决定”" in answer.json()["detail"]

    decided = good(await decide(city, first, Role.CHIEF))
    assert decided["outcome"] == "approved"
    assert (
        await said_under(city, first)
        == f'{{"post": "a", "ground": "letter", "holder": "{CHIEF}", "letter": "SQ-2026-03", "instead_of": null}}'
    )

    refused = await post(city, "letters/SQ-2026-03/revoke", Role.CHIEF, {"text": "调离"}, etag='"1"')
    assert code(refused) == (403, "powers.denied")
    revoke = {"text": "调离"}
    assert (await post(city, "letters/SQ-2026-03/revoke", Role.HEAD, revoke, etag='"7"')).status_code == 412
    revoked = good(await post(city, "letters/SQ-2026-03/revoke", Role.HEAD, revoke, etag='"1"'))
    assert (revoked["in_force"], revoked["revoked_on"], revoked["version"]) == (False, str(city.today), 2)
    assert code(await decide(city, second, Role.CHIEF)) == (403, "powers.no-letter")

    [listed] = (await get(city, "letters", holder=CHIEF))["items"]
    assert listed == revoked == await get(city, "letters/SQ-2026-03")
    assert (await get(city, "letters", holder=DEPUTY))["items"] == []

    good(await decide(city, third, Role.HEAD))
    assert '"ground": "office"' in await said_under(city, third)


async def test_b_decides_while_a_is_registered_as_away_and_it_is_said_whose_b_he_was(city: City) -> None:
    first, second = [await ready(city) for _ in range(2)]
    as_b = letter_for(first, city, letter="SQ-2026-04", holder=DEPUTY, post="b", deputy_of=CHIEF)
    good(await post(city, "letters", Role.HEAD, as_b), 201)
    present = await decide(city, first, Role.DEPUTY_POST)
    assert code(present) == (403, "powers.no-letter")
    assert present.json()["detail"] == f"您是{CHIEF}的B岗，{CHIEF}没有登记离岗，请由其本人办理，或者先登记离岗"

    days = {"first": str(city.today), "last": str(city.today), "text": "外出开会"}
    another = await post(city, "absences", Role.DEPUTY_POST, {"staff": CHIEF, **days})
    assert code(another) == (403, "absence.of-another")
    absence = good(await post(city, "absences", Role.CHIEF, days), 201)
    assert (absence["staff"], absence["ended_on"]) == (CHIEF, None)
    assert (await get(city, "absences", staff=CHIEF))["items"] == [absence]

    good(await decide(city, first, Role.DEPUTY_POST))
    said = await said_under(city, first)
    assert '"post": "b"' in said
    assert f'"instead_of": "{CHIEF}"' in said

    path = f"absences/{absence['absence']}/end"
    ended = good(await post(city, path, Role.CHIEF, etag='"1"'))
    assert ended["ended_on"] == str(city.today)
    assert code(await decide(city, second, Role.DEPUTY_POST)) == (403, "powers.no-letter")


async def test_letters_that_make_no_sense_are_refused_with_what_to_correct(city: City) -> None:
    case = {"department": "城市管理"}
    unknown = await post(city, "letters", Role.HEAD, letter_for(case, city, items=["XX-999"]))
    assert code(unknown) == (422, "letter.unknown-item")
    assert [error["pointer"] for error in unknown.json()["errors"]] == ["/items/0"]
    for changes, expected in (
        ({"valid_until": "2025-12-31"}, "letter.term"),
        ({"valid_from": "2020-01-01", "valid_until": "2020-12-31"}, "letter.expired"),
        ({"post": "b"}, "letter.post"),
    ):
        assert code(await post(city, "letters", Role.HEAD, letter_for(case, city, **changes))) == (422, expected)
    own = await post(city, "letters", Role.HEAD, letter_for(case, city, holder=HEAD))
    assert code(own) == (403, "letter.own")
    by_chief = await post(city, "letters", Role.CHIEF, letter_for(case, city))
    assert code(by_chief) == (403, "powers.denied")
    other = await post(city, "letters", Role.HEAD, letter_for(case, city), department="民政")
    assert code(other) == (403, "letter.other-department")
    missing = await city.request("GET", f"{HOME}/letters/SQ-9", by=Role.HEAD, unit=DISTRICT)
    assert code(missing) == (404, "letter.not-found")
    assert (await get(city, "letters"))["items"] == []


async def test_who_holds_and_signs_is_named_at_the_unit_alone(city: City) -> None:
    good(await post(city, "letters", Role.HEAD, letter_for({"department": "城市管理"}, city)), 201)
    assert (await get(city, "letters/SQ-2026-03"))["holder_name"] == "赵某某"
    pool = city.serving(DISTRICT).desk.pool
    bodies = await pool.fetch("select convert_from(body, 'utf8') as said from journal where kind = 'letter.granted'")
    states = await pool.fetch("select convert_from(state, 'utf8') as said from letter_file")
    assert len(bodies) == len(states) == 1
    assert all("赵某某" not in row["said"] and "钱某某" not in row["said"] for row in (*bodies, *states))


async def test_a_unit_registered_without_more_wants_a_letter_for_everything(city: City) -> None:
    known = city.serving(DISTRICT).desk.references.unit
    here = known(DISTRICT)  # type: ignore[arg-type]  # a code of the demo
    assert here is not None
    case = await receive(city, DISTRICT, ITEM)
    body = {
        "code": here.unit,
        "name": here.name,
        "tier": here.tier,
        "parent": here.parent,
        "sign_key": here.sign_key,
        "seal_key": here.seal_key,
    }
    good(await city.request("POST", "/v1/units/610100/registry", by=Role.OPERATOR, unit="610100", body=body), 201)
    await city.settle()
    accept = f"cases/{case['id']}/accept"
    refused = await post(city, accept, Role.CLERK, etag='"1"')
    assert code(refused) == (403, "powers.no-letter")
    clerk = letter_for(case, city, letter="SQ-1", holder=f"{DISTRICT}-clerk", acts=["accept"], items=[])
    good(await post(city, "letters", Role.HEAD, clerk), 201)
    good(await post(city, accept, Role.CLERK, etag='"1"'))


async def test_urgency_needs_its_letter_and_its_reason(city: City) -> None:
    case = await ready(city)
    assert code(await decide(city, case, Role.CHIEF, urgent=True, text="抢险")) == (403, "powers.no-letter")
    urgent = letter_for(case, city, letter="SQ-2", acts=["urgent"], items=[])
    good(await post(city, "letters", Role.HEAD, urgent), 201)
    assert code(await decide(city, case, Role.CHIEF, urgent=True)) == (422, "case.urgency-without-reason")
    good(await decide(city, case, Role.CHIEF, urgent=True, text="抢险"))
    assert '"letter": "SQ-2"' in await said_under(city, case)


async def test_a_pause_and_a_termination_rest_on_their_letters_as_a_decision_does(city: City) -> None:
    case = await act(city, await receive(city, DISTRICT, ITEM), "accept", Role.CLERK)
    good(await post(city, "letters", Role.HEAD, letter_for(case, city, acts=["pause"])), 201)
    body = {"ground": "testing", "days": 5, "notice": "区城管特告〔2026〕3号"}
    path, more = f"cases/{case['id']}/pause", {"department": case["department"]}
    assert code(await post(city, path, Role.DEPUTY_POST, body, etag='"2"', **more)) == (403, "powers.no-letter")
    paused = good(await post(city, path, Role.CHIEF, body, etag='"2"', **more))
    assert paused["status"] == "paused"
    end = {"ground": "applicant_gone", "document": "区城管终〔2026〕1号", "text": "企业已经注销"}
    path = f"cases/{case['id']}/terminate"
    other = letter_for(case, city, letter="SQ-2026-04", holder=DEPUTY, acts=["terminate"])
    good(await post(city, "letters", Role.HEAD, other), 201)
    assert code(await post(city, path, Role.CHIEF, end, etag='"3"', **more)) == (403, "powers.no-letter")
    assert good(await post(city, path, Role.DEPUTY_POST, end, etag='"3"', **more))["status"] == "terminated"


async def test_a_joint_acceptance_rests_on_a_letter_once_the_leads_department_grants_one(city: City) -> None:
    joint, home = await received(city, "M1", "M2", "M3"), f"/v1/units/{LEAD}"
    stage = {"department": STAGE.department}
    letter = letter_for(stage, city, holder=f"{LEAD}-lead", items=[STAGE.item], acts=["accept"])
    granted = await city.request("POST", f"{home}/letters", by=Role.HEAD, unit=LEAD, body=letter)
    assert granted.status_code == 201, granted.text
    path = f"{home}/joints/{joint['id']}/accept"
    refused = await city.request("POST", path, by=Role.CLERK, unit=LEAD, etag='"1"')
    assert code(refused) == (403, "powers.no-letter")
    assert "没有有效的授权书允许您对此事项“联合受理”" in refused.json()["detail"]
    good(await city.request("POST", path, by=Role.LEAD, unit=LEAD, etag='"1"'))
    under = await city.serving(LEAD).desk.pool.fetchval(
        "select convert_from(body, 'utf8')::jsonb -> 'under' ->> 'letter' from journal where kind = 'joint.accepted'"
    )
    assert under == "SQ-2026-03"
