"""A case from receipt to closing, in every tier, and what is refused on the way."""

import asyncio

import pytest

from liandong.terms.roles import Role
from tests.city import City
from tests.journeys.people import APPLICANT, act, approve, cases_of, good, receive, see, work_through


@pytest.mark.parametrize(("unit", "item"), [("610100", "CG-005"), ("610113", "CG-004"), ("610113004", "CG-004")])
async def test_a_case_runs_from_receipt_to_closing(city: City, unit: str, item: str) -> None:
    case = await receive(city, unit, item)
    assert case["status"] == "received"
    assert case["applicant"]["name"] == "西安雁南" + "*" * 8
    case = await act(city, case, "accept", Role.CLERK)
    assert case["promised_due"] <= case["statutory_due"]
    case = await approve(city, await work_through(city, case))
    case = await act(city, case, "deliver", Role.CLERK, {"method": "counter", "recipient": "李四"})
    case = await act(city, case, "close", Role.CLERK)
    assert (case["status"], case["outcome"]) == ("closed", "approved")
    history = good(await city.request("GET", f"/v1/units/{unit}/cases/{case['id']}/history", by=Role.CLERK, unit=unit))
    kinds = [line["kind"] for line in history["entries"]]
    assert kinds[0] == "case.received"
    assert kinds[1] == "case.accepted"
    assert kinds[-3:] == ["case.decided", "case.delivered", "case.closed"]
    assert [line["sequence"] for line in history["entries"]] == list(range(1, len(kinds) + 1))


async def test_what_is_missing_is_told_once_and_supplemented(city: City) -> None:
    case = await receive(city, "610113", "CG-004", materials=[{"code": "M1"}])
    refused = await city.request(
        "POST",
        f"/v1/units/610113/cases/{case['id']}/accept",
        by=Role.CLERK,
        unit="610113",
        etag='"1"',
        department=case["department"],
    )
    assert refused.status_code == 409
    case = await act(city, case, "notice", Role.CLERK, {"lines": ["M2", "M3"], "text": "请补齐位置图和承诺书"})
    assert case["status"] == "correction_requested"
    case = await act(city, case, "supplement", Role.CLERK, {"materials": [{"code": "M2"}, {"code": "M3"}]})
    case = await act(city, case, "accept", Role.CLERK)
    assert case["status"] == "accepted"


async def test_a_refusal_and_a_return_end_a_case(city: City) -> None:
    case = await receive(city, "610113", "CG-004")
    refused = await act(
        city, case, "refuse", Role.CHIEF, {"ground": "not_competent", "text": "请向高新区政务服务中心提出"}
    )
    assert refused["status"] == "not_accepted"
    case = await receive(city, "610113", "CG-004", materials=[])
    case = await act(city, case, "notice", Role.CLERK, {"lines": ["M1", "M2", "M3"]})
    returned = await act(city, case, "return", Role.CLERK, {"ground": "applicant_asked", "text": "申请人要求退件"})
    assert returned["status"] == "returned"


async def test_of_two_acceptances_at_once_one_succeeds(city: City) -> None:
    case = await receive(city, "610113", "CG-004")
    answers = await asyncio.gather(
        *(
            city.request(
                "POST",
                f"/v1/units/610113/cases/{case['id']}/accept",
                by=Role.CLERK,
                unit="610113",
                etag='"1"',
                department=case["department"],
            )
            for _ in range(5)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409, 409]


async def test_eight_first_submissions_at_once_make_one_case(city: City) -> None:
    body = {"item": "CG-004", "applicant": APPLICANT, "project_code": "2611-610113-04-01-123456"}
    answers = await asyncio.gather(
        *(
            city.request(
                "POST", "/v1/units/610113/cases", by=Role.CLERK, unit="610113", body=body, key="one-and-the-same"
            )
            for _ in range(8)
        )
    )
    made = [answer for answer in answers if answer.status_code == 201]
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len({answer.json()["id"] for answer in made}) == 1
    assert len(await cases_of(city, "610113")) == 1


async def test_an_act_on_an_old_version_is_told_so(city: City) -> None:
    case = await receive(city, "610113", "CG-004", materials=[])
    await act(city, case, "notice", Role.CLERK, {"lines": ["M1"]})
    answer = await city.request(
        "POST",
        f"/v1/units/610113/cases/{case['id']}/return",
        by=Role.CLERK,
        unit="610113",
        body={"ground": "applicant_asked", "text": "申请人要求退件"},
        etag='"1"',
        department=case["department"],
    )
    assert (answer.status_code, answer.json()["code"]) == (412, "etag.stale")


async def test_another_units_case_is_not_there(city: City) -> None:
    case = await receive(city, "610113", "CG-004")
    for path in (f"/v1/units/610113/cases/{case['id']}", f"/v1/units/610112/cases/{case['id']}"):
        for verb in ("GET", "POST"):
            where = path if verb == "GET" else f"{path}/accept"
            answer = await city.request(verb, where, by=Role.CLERK, unit="610112", etag='"1"')
            assert answer.status_code == 404, (verb, where, answer.text)
    assert (await see(city, "610113", "cases", case["id"]))["status"] == "received"


async def test_items_unknown_or_not_handled_here_are_refused(city: City) -> None:
    body = {"item": "XX-999", "applicant": APPLICANT}
    answer = await city.request("POST", "/v1/units/610113/cases", by=Role.CLERK, unit="610113", body=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "catalogue.unknown-item")
    answer = await city.request(
        "POST", "/v1/units/610113/cases", by=Role.CLERK, unit="610113", body=body | {"item": "MZ-005"}
    )
    assert answer.status_code in (409, 422)
