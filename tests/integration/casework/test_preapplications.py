"""An applicant prepares his application himself, by number and secret, has it looked at, and submits it: a case."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import count
from typing import Any

import httpx

from liandong.application.verify import verify_journals
from liandong.casework.kept import REPOSITORIES
from liandong.casework.preapplications.store import erase_abandoned, get, replace_with
from liandong.terms.codes import CaseId, UnitCode
from liandong.terms.roles import Role
from tests.city import City
from tests.journeys.people import APPLICANT, another_project, good, materials_for, see
from tests.made_files import pdf

DISTRICT, HALL = "610113", "610113004"
ITEM = "CG-004"
_keys = count(1)


def form(**more: Any) -> dict[str, Any]:
    who = {name: APPLICANT[name] for name in ("name", "id_number", "phone")}
    return {"applicant_kind": APPLICANT["kind"], **who, "project_code": another_project(), **more}


async def own(city: City, path: str, body: Mapping[str, Any], version: int | None = None, key: str = "") -> Any:
    """Asked by somebody without an account."""
    headers = {"Idempotency-Key": key or f"own-key-{next(_keys)}"}
    if version is not None:
        headers["If-Match"] = f'"{version}"'
    client = city.serving(DISTRICT).client
    return await client.post(f"/v1/pre-applications{path}", json=body, headers=headers)


async def begin(city: City, **more: Any) -> Any:
    return good(await own(city, "", {"unit": DISTRICT, "item": ITEM, "form": form(**more)}), 201)


def opened(pre: Any, **more: Any) -> dict[str, Any]:
    return {"number": pre["id"], "secret": pre["secret"], **more}


async def uploaded(city: City, pre: Any, name: str) -> str:
    answer = await city.serving(DISTRICT).client.post(
        "/v1/pre-applications/files",
        params={"unit": DISTRICT},
        data={"number": pre["id"], "secret": pre["secret"]},
        files={"file": (f"{name}.pdf", pdf(name), "application/pdf")},
        headers={"Idempotency-Key": f"own-file-{next(_keys)}"},
    )
    return str(good(answer, 201)["digest"])


async def at_window(city: City, method: str, pre: Any, verb: str = "", **more: Any) -> httpx.Response:
    path = f"/v1/units/{DISTRICT}/pre-applications/{pre['id']}{verb}"
    return await city.request(method, path, by=more.pop("by", Role.CLERK), unit=DISTRICT, **more)


async def test_a_pre_application_is_looked_at_completed_and_becomes_a_case(city: City) -> None:
    pre = await begin(city)
    assert (pre["status"], pre["written_by"], pre["version"]) == ("draft", None, 1)
    asked = good(await own(city, "/prereview", opened(pre), 1))
    assert asked["status"] == "pre_review"
    waiting = await city.request(
        "GET",
        f"/v1/units/{DISTRICT}/pre-applications",
        by=Role.CLERK,
        unit=DISTRICT,
        params={"status": "pre_review"},
    )
    assert [each["id"] for each in good(waiting)["items"]] == [pre["id"]]
    assert good(waiting)["items"][0]["form"]["name"] == "西安雁南" + "*" * 8
    advice = {"lines": ["M1", "M2"], "text": "请上传申请书和位置图"}
    good(await at_window(city, "POST", pre, "/prereview", body=advice, etag='"2"'))
    told = good(await own(city, "/read", opened(pre)))
    assert (told["status"], told["advice"]) == ("draft", {"round": 1, **advice})
    assert told["form"]["name"] == APPLICANT["name"]
    materials = [{**each, "digest": await uploaded(city, pre, each["code"])} for each in materials_for(city, ITEM)]
    filled = form(materials=materials)
    changed = good(await own(city, "/change", opened(pre, form=filled), told["version"]))
    case = good(await own(city, "/submit", opened(pre), changed["version"], key="submit-once"), 201)
    assert (case["status"], case["channel"], case["pre_application"]) == ("received", "online", pre["id"])
    assert (case["notice_round"], case["first_handler"], case["handler"]) == (1, None, None)
    assert [each["digest"] for each in case["materials"]] == [each["digest"] for each in materials]
    tracked = await city.serving(DISTRICT).client.post(
        "/v1/tracking", json={"number": case["id"], "secret": case["tracking_secret"]}
    )
    assert good(tracked)["status_name"] == "已收件"
    gone = good(await own(city, "/read", opened(pre)))
    assert (gone["status"], gone["form"], gone["case"]) == ("submitted", None, case["id"])


async def test_two_applicants_may_use_the_same_key(city: City) -> None:
    cases = [good(await own(city, "/submit", opened(await begin(city)), 1, key="submit-1"), 201) for _ in range(2)]
    assert cases[0]["id"] != cases[1]["id"]


async def test_submitting_again_answers_the_same_case(city: City) -> None:
    pre = await begin(city)
    first = good(await own(city, "/submit", opened(pre), 1, key="submit-again"), 201)
    repeated = await own(city, "/submit", opened(pre), 1, key="submit-again")
    assert (good(repeated, 201)["id"], repeated.json()["tracking_secret"]) == (first["id"], None)
    other = good(await own(city, "/submit", opened(pre), 1), 201)
    assert other["id"] == first["id"]
    tracked = await city.serving(DISTRICT).client.post(
        "/v1/tracking", json={"number": other["id"], "secret": other["tracking_secret"]}
    )
    good(tracked)
    after = await own(city, "/change", opened(pre, form=form()), 3)
    assert (after.status_code, after.json()["code"]) == (409, "preapplication.not-now")


async def test_a_submission_that_is_refused_leaves_the_form_to_be_changed(city: City) -> None:
    pre = await begin(city, id_number="91610113MAX00001X0")
    refused = await own(city, "/submit", opened(pre), 1)
    assert refused.status_code == 422
    now = good(await own(city, "/read", opened(pre)))
    assert (now["status"], now["case"]) == ("draft", None)
    good(await own(city, "/change", opened(pre, form=form()), now["version"]))


async def test_submitting_after_an_interruption_goes_on_with_the_same_case(city: City) -> None:
    pre = await begin(city)
    desk, unit = city.serving(DISTRICT).desk, UnitCode(DISTRICT)
    kept = await get(desk.pool, unit, pre["id"], desk.keys[unit])
    taken = CaseId("610113-261123-00900A")
    kept = await replace_with(desk.pool, unit, kept, replace(kept.state, case=taken))
    busy = await own(city, "/change", opened(pre, form=form()), 2)
    assert (busy.status_code, busy.json()["code"]) == (409, "preapplication.being-submitted")
    key = "used-once-already"
    case = good(await own(city, "/submit", opened(pre), 2, key=key), 201)
    assert case["id"] == taken
    # the process died after the case was received and before the form was forgotten
    now = await get(desk.pool, unit, pre["id"], desk.keys[unit])
    await replace_with(desk.pool, unit, now, replace(kept.state, case=taken))
    refused = await own(city, "/submit", opened(pre, not_duplicate_of=[taken]), now.version + 1, key=key)
    assert (refused.status_code, refused.json()["code"]) == (422, "idempotency.other-request")
    again = good(await own(city, "/submit", opened(pre), now.version + 2), 201)
    assert (again["id"], again["version"]) == (taken, 1)


async def test_an_old_version_is_told_so(city: City) -> None:
    pre = await begin(city)
    good(await own(city, "/change", opened(pre, form=form()), 1))
    for path, body in (("/change", opened(pre, form=form())), ("/prereview", opened(pre)), ("/submit", opened(pre))):
        stale = await own(city, path, body, 1)
        assert (stale.status_code, stale.json()["code"]) == (412, "etag.stale"), path
    good(await own(city, "/prereview", opened(pre), 2))
    stale = await at_window(city, "POST", pre, "/prereview", body={"lines": ["M1"]}, etag='"2"')
    assert (stale.status_code, stale.json()["code"]) == (412, "etag.stale")


async def test_a_wrong_number_and_a_wrong_secret_are_answered_alike(city: City) -> None:
    pre = await begin(city)
    answers = [
        await own(city, "/read", opened(pre) | {"secret": "0000-0000-0000"}),
        await own(city, "/read", {"number": "610113-D261123-99999A", "secret": pre["secret"]}),
    ]
    assert {(each.status_code, each.json()["code"]) for each in answers} == {(404, "preapplication.not-opened")}
    assert answers[0].headers["ratelimit-policy"] == '"address";q=60;w=60, "number";q=60;w=300'
    assert answers[0].headers["cache-control"] == "no-store"
    at_tracking = await city.serving(DISTRICT).client.post(
        "/v1/tracking", json={"number": pre["id"], "secret": pre["secret"]}
    )
    assert (at_tracking.status_code, at_tracking.json()["code"]) == (404, "tracking.pre-application")


async def test_so_many_new_ones_an_hour_come_from_one_address(city: City) -> None:
    for _ in range(10):
        await begin(city)
    refused = await own(city, "", {"unit": DISTRICT, "item": ITEM})
    assert (refused.status_code, refused.json()["code"]) == (429, "request.too-many")


async def test_only_a_unit_served_here_is_applied_to(city: City) -> None:
    refused = await own(city, "", {"unit": "610199", "item": ITEM})
    assert (refused.status_code, refused.json()["code"]) == (404, "unit.not-here")


async def test_nothing_personal_and_no_secret_lies_open_or_in_the_journal(city: City) -> None:
    pre = await begin(city)
    good(await own(city, "/prereview", opened(pre), 1))
    good(await at_window(city, "POST", pre, "/prereview", body={"lines": ["M1"], "text": "缺申请书"}, etag='"2"'))
    pool = city.serving(DISTRICT).desk.pool
    entries = await pool.fetch("select kind, body from journal where stream = $1", f"prereview:{pre['id']}")
    assert [row["kind"] for row in entries] == ["case.prereviewed"]
    assert pre["id"].encode() in entries[0]["body"]
    for table in ("pre_application", "prereview_file", "journal", "tracking_secret", "idempotency"):
        kept = "".join(row["t"] for row in await pool.fetch(f"select t::text as t from {table} t"))
        for text in (APPLICANT["name"], APPLICANT["id_number"], APPLICANT["phone"], pre["secret"], "缺申请书"):
            assert text not in kept, (table, text)
            assert text.encode().hex() not in kept, (table, text)


async def test_what_nobody_goes_on_with_is_erased_after_thirty_days(city: City) -> None:
    pre = await begin(city)
    good(await own(city, "/prereview", opened(pre), 1))
    good(await at_window(city, "POST", pre, "/prereview", body={"lines": ["M1"], "text": "缺申请书"}, etag='"2"'))
    district = city.serving(DISTRICT)
    units = list(district.desk.keys)
    assert pre["kept_until"] > str(city.today)
    await city.advance(30)
    assert await erase_abandoned(district.desk.pool, units, city.today) == 0
    await city.advance(1)
    assert await erase_abandoned(district.desk.pool, units, city.today) == 1
    assert (await own(city, "/read", opened(pre))).status_code == 404
    left = await district.desk.pool.fetchval(
        "select count(*) from stream_key where stream = $1", f"prereview:{pre['id']}"
    )
    assert left == 0
    report = await verify_journals("district", district.settings, REPOSITORIES)
    assert report.violations == []
    assert f"{DISTRICT}/prereview:{pre['id']}" in report.histories


async def test_an_applicant_may_throw_it_away_at_once(city: City) -> None:
    pre = await begin(city)
    assert (await own(city, "/discard", opened(pre), 1)).status_code == 204
    assert (await own(city, "/read", opened(pre))).status_code == 404
    seen = await at_window(city, "GET", pre)
    assert (seen.status_code, seen.json()["code"]) == (404, "preapplication.not-found")


async def test_what_is_only_ticked_off_is_not_sent_in_online_but_may_be_at_the_window(city: City) -> None:
    pre = await begin(city, materials=materials_for(city, ITEM))
    refused = await own(city, "/submit", opened(pre), 1)
    assert (refused.status_code, refused.json()["code"]) == (422, "preapplication.material-without-file")
    case = good(await at_window(city, "POST", pre, "/submit", etag='"1"', staff="C007"), 201)
    assert (case["channel"], case["first_handler"], case["handler"]) == ("window", "C007", "C007")
    assert (await see(city, DISTRICT, "cases", case["id"]))["pre_application"] == pre["id"]


async def test_the_window_writes_for_an_applicant_and_he_goes_on_with_it(city: City) -> None:
    path = f"/v1/units/{DISTRICT}/pre-applications"
    body = {"item": ITEM, "form": {"name": APPLICANT["name"]}}
    pre = good(await city.request("POST", path, by=Role.CLERK, unit=DISTRICT, body=body, staff="C007"), 201)
    assert (pre["written_by"], pre["form"]["name"]) == ("C007", "西*" + "*" * 10)
    good(await at_window(city, "PUT", pre, body={"form": form()}, etag='"1"'))
    good(await own(city, "/submit", opened(pre), 2), 201)
    denied = await city.request("POST", path, by=Role.CHIEF, unit=DISTRICT, body=body)
    assert (denied.status_code, denied.json()["code"]) == (403, "powers.denied")
    elsewhere = await city.request(
        "GET", f"/v1/units/610112/pre-applications/{pre['id']}", by=Role.CLERK, unit="610112"
    )
    assert elsewhere.status_code == 404
