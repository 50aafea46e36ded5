"""Consultations through REST: asked online or at the window, answered once by an edition, followed by a case."""

import asyncio
from itertools import count
from typing import Any

import httpx

from liandong.application.verify import verify_journals
from liandong.casework.consultations.store import CONSULTATIONS
from liandong.casework.forgetting import forget
from liandong.casework.kept import REPOSITORIES
from liandong.terms.roles import Role
from tests.city import City
from tests.journeys.conftest import CATALOGUE, KNOWN, said
from tests.journeys.people import APPLICANT, good, receive

DISTRICT = "610113"
ITEM = "CG-004"
QUESTION = "变更经营地址需要带哪些材料？"
ANSWER = {"text": "带营业执照和新址使用证明，详见告知单", "guide": True}
_keys = count(1)


async def public(city: City, path: str, body: Any, key: str = "") -> httpx.Response:
    headers = {"Idempotency-Key": key or f"consultation-key-{next(_keys)}"}
    return await city.serving(DISTRICT).client.post(f"/v1/consultations{path}", json=body, headers=headers)


async def window(city: City, method: str, path: str = "", **more: Any) -> httpx.Response:
    more.setdefault("by", Role.CLERK)
    return await city.request(method, f"/v1/units/{DISTRICT}/consultations{path}", unit=DISTRICT, **more)


async def ask(city: City, **more: Any) -> Any:
    return good(await public(city, "", {"unit": DISTRICT, "item": ITEM, "text": QUESTION, **more}), 201)


def opened(asked: Any) -> dict[str, Any]:
    return {"number": asked["id"], "secret": asked["secret"]}


async def test_a_question_asked_online_is_answered_with_the_guide_of_its_edition(city: City) -> None:
    asked = await ask(city, name="张三", phone="13800001234")
    assert (asked["status_name"], asked["channel"], asked["limit"]) == ("待答复", "online", 5)
    assert (asked["edition"], asked["recorded_by"]) == (CATALOGUE.edition, None)
    waiting = good(await window(city, "GET", params={"status": "open"}))["items"]
    assert [(each["id"], each["question"], each["phone"]) for each in waiting] == [
        (asked["id"], QUESTION, "138****1234")
    ]
    assert good(await window(city, "GET", f"/{asked['id']}"))["phone"] == "138****1234"
    told = good(
        await window(city, "POST", f"/{asked['id']}/answer", body=ANSWER, etag='"1"', by=Role.CHIEF, staff="C009")
    )
    assert (told["status"], told["answered_by"], told["guide_given"]) == ("answered", "C009", True)
    read = good(await public(city, "/read", opened(asked)))
    assert (read["answer"], read["remaining"], read["light"]) == (ANSWER["text"], None, "finished")
    assert read["guide"].startswith("# ")
    assert "一次性告知单" in read["guide"]
    again = await window(city, "POST", f"/{asked['id']}/answer", body=ANSWER, etag='"2"')
    assert (again.status_code, again.json()["code"]) == (409, "consultation.answered-already")


async def test_who_asked_is_shown_to_who_answers_and_each_look_is_noted(city: City) -> None:
    asked = await ask(city, name="张三", phone="13800001234")
    path = f"/{asked['id']}/contact"
    for role in (Role.VILLAGE_AGENT, Role.MANAGER):
        denied = await window(city, "GET", path, by=role)
        assert (denied.status_code, denied.json()["code"]) == (403, "powers.denied")
        assert good(await window(city, "GET", f"/{asked['id']}", by=role))["name"] == "张*"
    told = good(await window(city, "GET", path, by=Role.CHIEF, staff="C009"))
    assert told == {"name": "张三", "phone": "13800001234"}
    nameless = await ask(city)
    assert good(await window(city, "GET", f"/{nameless['id']}/contact")) == {"name": None, "phone": None}
    pool = city.serving(DISTRICT).desk.pool
    rows = await pool.fetch("select kind, actor from journal where stream like 'consultation:%' order by seq")
    assert [(row["kind"], row["actor"]) for row in rows if row["kind"] != "consultation.asked"] == [
        ("consultation.contact_opened", "C009")
    ]


async def test_the_window_answers_on_the_spot_and_a_village_agent_only_writes_down(city: City) -> None:
    body = {"item": ITEM, "text": QUESTION, "channel": "phone", "answer": {"text": "不需要", "guide": False}}
    told = good(await window(city, "POST", body=body, staff="C007"), 201)
    assert (told["status"], told["version"], told["recorded_by"], told["answered_by"]) == (
        "answered",
        2,
        "C007",
        "C007",
    )
    assert good(await public(city, "/read", opened(told)))["guide"] is None
    denied = await window(city, "POST", body={**body, "channel": "village"}, by=Role.VILLAGE_AGENT)
    assert (denied.status_code, denied.json()["code"]) == (403, "powers.denied")
    written = {"item": ITEM, "text": QUESTION, "channel": "village"}
    assert good(await window(city, "POST", body=written, by=Role.VILLAGE_AGENT), 201)["status"] == "open"


async def test_those_with_the_least_time_left_come_first_and_late_ones_are_red(city: City) -> None:
    first = await ask(city)
    await city.advance(7)
    unit = KNOWN[DISTRICT]
    keys = city.serving(DISTRICT).desk.keys[DISTRICT].public  # type: ignore[index]  # a code is a string
    await said(
        city,
        Role.OPERATOR,
        "registry",
        {
            "code": DISTRICT,
            "name": unit.name,
            "tier": "district",
            "parent": "610100",
            "sign_key": keys.sign,
            "seal_key": keys.seal,
            "letters": "where_granted",
            "consult_days": 20,
        },
    )
    await city.settle()
    slow = await ask(city)
    assert slow["limit"] == 20
    listed = good(await window(city, "GET", params={"status": "open", "limit": 1}))
    assert [each["id"] for each in listed["items"]] == [first["id"]]
    rest = good(await window(city, "GET", params={"status": "open", "cursor": listed["next"]}))
    assert ([each["id"] for each in rest["items"]], rest["next"]) == ([slow["id"]], None)
    assert rest["items"][0]["light"] == "green"
    await city.advance(7)
    (late, _) = good(await window(city, "GET", params={"status": "open"}))["items"]
    assert (late["id"], late["light"]) == (first["id"], "red")
    assert late["remaining"] < 0
    answered = good(await window(city, "POST", f"/{first['id']}/answer", body=ANSWER, etag='"1"'))
    assert answered["light"] == "finished_late"
    newest_first = good(await window(city, "GET"))["items"]
    assert [each["id"] for each in newest_first] == [slow["id"], first["id"]]


async def test_of_two_answers_at_once_one_is_given(city: City) -> None:
    asked = await ask(city)
    answers = await asyncio.gather(
        *(window(city, "POST", f"/{asked['id']}/answer", body=ANSWER, etag='"1"', staff=f"C00{n}") for n in range(4))
    )
    assert sorted(each.status_code for each in answers) == [200, 409, 409, 409]


async def test_a_repeated_request_asks_once_and_two_people_may_use_the_same_key(city: City) -> None:
    body = {"unit": DISTRICT, "item": ITEM, "text": QUESTION}
    first = good(await public(city, "", body, key="ask-once-1"), 201)
    again = await public(city, "", body, key="ask-once-1")
    assert (good(again, 201)["id"], again.json()["secret"]) == (first["id"], None)
    other = good(await public(city, "", {**body, "text": "收费吗？"}, key="ask-once-1"), 201)
    assert other["id"] != first["id"]


async def test_a_case_names_the_consultation_before_it_and_counts_its_visit(city: City) -> None:
    body = {"item": ITEM, "text": QUESTION, "answer": ANSWER}
    asked = good(await window(city, "POST", body=body), 201)
    await city.advance(1)
    case = await receive(city, DISTRICT, ITEM, consultation=asked["id"])
    assert (case["consultation"], case["visits"]) == (asked["id"], 2)
    assert good(await window(city, "GET", f"/{asked['id']}"))["cases"] == [case["id"]]
    online = await ask(city)
    other = await receive(city, DISTRICT, ITEM, consultation=online["id"])
    assert (other["consultation"], other["visits"]) == (online["id"], 1)
    phoned = await ask(city, phone="13800001234")
    body = {"item": ITEM, "applicant": APPLICANT, "consultation": phoned["id"]}
    refused = await city.request("POST", f"/v1/units/{DISTRICT}/cases", by=Role.CLERK, unit=DISTRICT, body=body)
    assert (refused.status_code, refused.json()["code"]) == (422, "consultation.another-asker")
    his = await ask(city, phone="+86-" + APPLICANT["phone"])
    assert (await receive(city, DISTRICT, ITEM, consultation=his["id"]))["consultation"] == his["id"]
    nobody = await city.request(
        "POST",
        f"/v1/units/{DISTRICT}/cases",
        by=Role.CLERK,
        unit=DISTRICT,
        body={"item": ITEM, "applicant": APPLICANT, "consultation": "610113-Z261123-00001A"},
    )
    assert (nobody.status_code, nobody.json()["code"]) == (404, "consultation.not-found")


async def test_bad_questions_and_strangers_are_refused(city: City) -> None:
    body = {"unit": DISTRICT, "item": ITEM, "text": QUESTION}
    for change, code in (
        ({"text": "  "}, 422),
        ({"text": "问" * 4001}, 422),
        ({"phone": "无"}, 422),
        ({"unit": "610199"}, 404),
        ({"item": "XX-999"}, 422),
        ({"channel": "window"}, 422),
    ):
        assert (await public(city, "", body | change)).status_code == code, change
    asked = await ask(city)
    wrong = [
        await public(city, "/read", opened(asked) | {"secret": "0000-0000-0000"}),
        await public(city, "/read", {"number": "610113-Z261123-99999A", "secret": asked["secret"]}),
    ]
    assert {(each.status_code, each.json()["code"]) for each in wrong} == {(404, "consultation.not-opened")}
    unsaid = await window(city, "POST", f"/{asked['id']}/answer", body={"text": " "}, etag='"1"')
    assert unsaid.status_code == 422
    stale = await window(city, "POST", f"/{asked['id']}/answer", body=ANSWER, etag='"9"')
    assert (stale.status_code, stale.json()["code"]) == (412, "etag.stale")
    mixed = await window(city, "GET", params={"status": "open", "cursor": "x"})
    assert (mixed.status_code, mixed.json()["code"]) == (400, "cursor.unreadable")


async def test_ten_questions_an_hour_come_from_one_address(city: City) -> None:
    for _ in range(10):
        await ask(city)
    refused = await public(city, "", {"unit": DISTRICT, "item": ITEM, "text": QUESTION})
    assert (refused.status_code, refused.json()["code"]) == (429, "request.too-many")
    assert refused.headers["ratelimit-policy"] == '"new-consultations";q=10;w=3600'


async def test_no_word_lies_open_and_a_year_after_the_answer_they_are_forgotten(city: City) -> None:
    asked = await ask(city, name="欧阳某某", phone="13800001234")
    good(await window(city, "POST", f"/{asked['id']}/answer", body=ANSWER, etag='"1"'))
    district = city.serving(DISTRICT)
    pool, units = district.desk.pool, list(district.desk.keys)
    for table in ("consultation", "journal", "idempotency", "tracking_secret"):
        kept = "".join(row["t"] for row in await pool.fetch(f"select t::text as t from {table} t"))
        for text in (QUESTION, ANSWER["text"], "欧阳某某", "13800001234", asked["secret"]):
            assert str(text).encode().hex() not in kept, (table, text)
            assert str(text) not in kept, (table, text)
    await city.advance(365)
    assert await forget(pool, CONSULTATIONS, units, city.today) == 0
    await city.advance(1)
    assert await forget(pool, CONSULTATIONS, units, city.today) == 1
    seen = good(await window(city, "GET", f"/{asked['id']}"))
    assert (seen["question"], seen["answer"], seen["name"], seen["status"]) == (None, None, None, "answered")
    report = await verify_journals("district", district.settings, REPOSITORIES)
    assert report.violations == []
