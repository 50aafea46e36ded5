"""Whoever may apply as somebody does not handle what is applied for under that number; the number is not kept."""

from typing import Any

from liandong.terms.roles import Role
from tests.city import City
from tests.journeys.people import APPLICANT, act, good, receive, work_through

DISTRICT, ITEM = "610113", "CG-005"
HOME = f"/v1/units/{DISTRICT}"
PASSWORD = "a long enough password"
ACCOUNT = {
    "username": "owner",
    "password": PASSWORD,
    "roles": ["chief", "clerk", "department_clerk"],
    "applies_as": [{"kind": "organisation", "id_number": APPLICANT["id_number"]}],
}


async def operator(city: City, method: str, path: str, body: Any, etag: str | None = None) -> Any:
    return await city.request(method, f"{HOME}/{path}", by=Role.OPERATOR, unit=DISTRICT, body=body, etag=etag)


async def as_owner(city: City, path: str, body: Any, version: int) -> tuple[int, str]:
    client = city.serving(DISTRICT).client
    form = {"grant_type": "password", "username": "owner", "password": PASSWORD}
    token = good(await client.post("/v1/token", data=form))["access_token"]
    headers = {
        "Authorization": f"Bearer {token}",
        "Idempotency-Key": f"{path}-{version}".replace("/", "-"),
        "If-Match": f'"{version}"',
    }
    answer = await client.post(f"{HOME}/{path}", json=body, headers=headers)
    return answer.status_code, answer.json().get("detail", "")


async def test_an_owner_neither_accepts_nor_examines_nor_drafts_nor_decides_his_own(city: City) -> None:
    made = good(await operator(city, "PUT", "accounts/610113-77", ACCOUNT), 201)
    [relation] = made["relations"]
    assert relation.startswith("applicant:")
    assert APPLICANT["id_number"] not in str(made)
    own = "不得办理本人的申请，请交由其他人员办理"

    case = await receive(city, DISTRICT, ITEM)
    path = f"cases/{case['id']}"
    assert relation == f"applicant:{case['applicant']['pseudonym']}"
    assert await as_owner(city, f"{path}/accept", None, 1) == (403, own)
    case = await act(city, case, "accept", Role.CLERK)
    step = f"{path}/steps/{case['steps'][0]}/start"
    assert await as_owner(city, step, {}, case["version"]) == (403, own)
    case = await work_through(city, case)
    draft = {"outcome": "approved", "text": "拟同意"}
    assert await as_owner(city, f"{path}/draft", draft, case["version"]) == (403, own)
    decision = {"outcome": "approved", "document": "区城管许〔2026〕1号"}
    assert await as_owner(city, f"{path}/decide", decision, case["version"]) == (403, own)


async def test_who_applies_as_whom_is_replaced_as_a_whole_and_a_wrong_number_is_refused(city: City) -> None:
    made = good(await operator(city, "PUT", "accounts/610113-77", ACCOUNT), 201)
    person = {"kind": "person", "id_number": "110101199003070134"}
    changed = await operator(city, "PATCH", "accounts/610113-77", {"applies_as": [person]}, '"1"')
    [relation] = good(changed)["relations"]
    assert relation.startswith("applicant:")
    assert [relation] != made["relations"]
    wrong = {"applies_as": [{"kind": "person", "id_number": "110101199003070135"}]}
    refused = await operator(city, "PATCH", "accounts/610113-77", wrong, '"2"')
    assert refused.status_code == 422
    assert refused.json()["code"].startswith("identifier.")
    assert good(await operator(city, "PATCH", "accounts/610113-77", {"applies_as": []}, '"2"'))["relations"] == []
