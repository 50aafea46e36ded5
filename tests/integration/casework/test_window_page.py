"""窗口受理 as a browser sends it: the form is read as an application, and comes back whole with what is wrong."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

from liandong.terms.roles import Role
from tests.city import City
from tests.integration.casework.browsing import DISTRICT, HALL, Fields, gets, headers_of, posts, wrong
from tests.journeys.people import APPLICANT, materials_for, receive, see
from tests.made_files import pdf

PROJECT = "2611-610113-04-01-123456"


async def cases(city: City, unit: str = DISTRICT) -> int:
    return int(await city.serving(unit).desk.pool.fetchval("select count(*) from case_file"))


def form(city: City, key: str = "window-key-1", item: str = "CG-004", **more: Any) -> Fields:
    return {
        "_key": key,
        "_do": "accept",
        "item": item,
        "project_code": PROJECT,
        "materials": [each["code"] for each in materials_for(city, item)],
        **{f"applicant.{name}": value for name, value in APPLICANT.items()},
        **more,
    }


async def test_received_and_accepted_with_one_button_and_with_the_same_key_once(city: City) -> None:
    first = await posts(city, "/window", form(city))
    again = await posts(city, "/window", form(city))

    assert (first.status_code, again.status_code) == (303, 303)
    assert first.headers["location"] == again.headers["location"]
    assert "HttpOnly; Max-Age=900; Path=/window/received/" in first.headers["set-cookie"]
    assert "set-cookie" not in again.headers, "the secret is told once"
    number = first.headers["location"].rpartition("/")[2]
    case = (await city.request("GET", f"/v1/units/{DISTRICT}/cases/{number}", by=Role.CLERK, unit=DISTRICT)).json()
    assert (case["status"], await cases(city)) == ("accepted", 1)


async def test_what_a_form_was_done_with_is_not_done_again_with_something_else(city: City) -> None:
    await posts(city, "/window", form(city))
    other = await posts(city, "/window", form(city, **{"applicant.phone": "16100000002"}))

    assert other.status_code == 422
    assert wrong(other) == ["这份表单提交过一次，已经办成；如确要再办一次，请核对内容后重新提交"]
    assert 'value="window-key-1"' not in other.text
    assert await cases(city) == 1


async def test_everything_wrong_is_told_at_its_field_and_nothing_typed_is_lost(city: City) -> None:
    hostile = "<script>alert('1')</script>"
    fields = {"applicant.phone": "", "applicant.name": "张" * 201, "applicant.address": hostile}
    page = await posts(city, "/window", form(city, **fields))

    assert page.status_code == 422
    assert wrong(page) == ["姓名或者名称：至多 200 个字", "联系电话：此项必填"]
    assert page.text.count('href="#applicant.phone"') == 1
    assert 'id="applicant.phone-error"' in page.text
    assert hostile not in page.text
    assert hostile in unescape(page.text)
    assert "张" * 201 in page.text
    assert await cases(city) == 0


async def test_a_wrong_check_character_is_told_at_the_number_before_and_after_sending(city: City) -> None:
    number = {"applicant.kind": "person", "applicant.id_number": "610113199003078522"}
    at_once = await posts(city, "/window/number", number)
    page = await posts(city, "/window", form(city, **number))

    assert "校验码不符" in at_once.text
    assert wrong(page) == ["身份证件号码的校验码不符，请核对是否输错 （GB 11643）"]
    assert 'href="#applicant.id_number"' in page.text


async def test_characters_that_cannot_be_kept_are_taken_out_and_told(city: City) -> None:
    page = await posts(city, "/window", form(city, **{"applicant.name": "张\x00小三"}))

    assert wrong(page) == ["姓名或者名称：含有不能保存的字符，已经删去，请核对后再提交"]
    assert 'value="张小三"' in page.text
    assert await cases(city) == 0


async def test_an_item_of_another_tier_and_one_that_is_none_are_refused_at_the_item(city: City) -> None:
    elsewhere = await posts(city, "/window", form(city, item="MZ-005"))
    unknown = await posts(city, "/window", form(city) | {"item": "XX-999"})

    assert elsewhere.status_code == 422
    assert "不在本级办理" in wrong(elsewhere)[0]
    assert unknown.status_code in (404, 409, 422)
    assert len(wrong(unknown)) == 1
    assert unknown.text.count('href="#item"') == elsewhere.text.count('href="#item"') == 1


async def test_another_item_takes_nothing_along_that_was_ticked_for_the_first(city: City) -> None:
    page = await posts(city, "/window", form(city, _do="look", _item="CG-005", **{"digest.M1": "a" * 64}))

    assert page.status_code == 200
    assert "城市建筑垃圾处置核准" in page.text
    assert 'value="M1" checked' not in page.text
    assert "a" * 64 not in page.text
    assert f'value="{APPLICANT["name"]}"' in page.text


async def test_what_looks_the_same_is_shown_with_a_tick_to_go_on(city: City) -> None:
    first = await receive(city, DISTRICT, "CG-004", project_code=PROJECT)
    page = await posts(city, "/window", form(city))
    ticked = await posts(city, "/window", form(city, not_duplicate_of=[first["id"]]))

    assert (page.status_code, await cases(city)) == (409, 2)
    assert f'name="not_duplicate_of" value="{first["id"]}"' in page.text
    assert 'href="#not_duplicate_of"' in page.text
    assert ticked.status_code == 303


async def test_a_file_is_kept_at_once_and_stays_named_when_the_form_comes_back(city: City) -> None:
    sent = {"file.M1": ("申请表.pdf", pdf("1"), "application/pdf")}
    page = await posts(city, "/window", form(city, **{"applicant.phone": "x"}), sent)
    digest = re.search(r'name="digest.M1" value="([0-9a-f]{64})"', page.text)
    assert digest is not None, page.text
    assert 'name="filename.M1" value="申请表.pdf"' in page.text

    again = form(city, **{"digest.M1": digest[1], "filename.M1": "申请表.pdf"})
    again["materials"] = [code for code in again["materials"] if code != "M1"]
    answer = await posts(city, "/window", again)

    number = answer.headers["location"].rpartition("/")[2]
    case = (await city.request("GET", f"/v1/units/{DISTRICT}/cases/{number}", by=Role.CLERK, unit=DISTRICT)).json()
    assert {"code": "M1", "digest": digest[1]} in case["materials"]


async def test_a_file_that_cannot_be_kept_is_told_at_its_material(city: City) -> None:
    sent = {"file.M1": ("申请表.pdf", b"no pdf", "application/pdf")}
    page = await posts(city, "/window", form(city), sent)
    nobody = await posts(city, "/window/files/M1", {"item": "CG-004"}, sent)

    assert page.status_code == 422
    assert wrong(page)[0].startswith("文件没有收取：")
    assert 'href="#file.M1"' in page.text
    assert "请先填写申请人类型和证件号码" in nobody.text
    assert await cases(city) == 0


async def test_another_applicants_file_is_refused_at_its_material(city: City) -> None:
    fields = {"applicant.kind": "person", "applicant.id_number": "610113199003078527", "item": "CG-004"}
    sent = {"file.M2": ("图.pdf", pdf("2"), "application/pdf")}
    row = await posts(city, "/window/files/M2", fields, sent)
    digest = re.search(r'name="digest.M2" value="([0-9a-f]{64})"', row.text)
    assert digest is not None, row.text

    page = await posts(city, "/window", form(city, **{"digest.M2": digest[1], "filename.M2": "图.pdf"}))

    assert "不是为本申请人上传的" in wrong(page)[0]
    assert 'href="#file.M2"' in page.text


async def test_two_hundred_materials_with_a_place_for_a_file_each_are_read(city: City) -> None:
    many = [f"M{place}" for place in range(200)]
    empty = {f"file.{code}": ("", b"", "application/octet-stream") for code in many}
    page = await posts(city, "/window", form(city, materials=many), empty)

    assert page.status_code == 422
    assert "不在“" in wrong(page)[0]
    assert 'href="#materials"' in page.text or 'href="#file.' in page.text


async def test_accepting_that_is_refused_leaves_the_case_received_and_is_told_there(city: City) -> None:
    page = await posts(city, "/window", form(city, materials=["M1"]))

    assert (page.status_code, await cases(city)) == (409, 1)
    assert "必需材料不齐" in wrong(page)[0]
    assert 'name="notice.lines" value="M2" checked' in page.text
    assert 'name="notice.lines" value="M1" checked' not in page.text
    assert "<svg" in page.text
    assert page.headers["cache-control"] == "no-store"
    version = re.search(
        r'action="(/window/received/[^/"]+/notice)".*?name="_key" value="([^"]+)".*?value="1"', page.text, re.S
    )
    assert version is not None
    told = await posts(city, version[1], {"_key": version[2], "_version": "1", "notice.lines": ["M2", "M3"]})
    stale = await posts(city, version[1], {"_key": "another-key", "_version": "1", "notice.lines": ["M2"]})
    assert (told.status_code, stale.status_code) == (303, 409)


async def test_a_village_point_that_is_not_of_this_hall_is_refused_at_its_field(city: City) -> None:
    page = await posts(city, "/window", form(city, point="610113004P99"), unit=HALL)

    assert wrong(page) == ["请填写本单位名录中的代办点代码"]
    assert 'href="#point"' in page.text
    assert 'value="610113004P99"' in page.text
    assert await cases(city, HALL) == 0


async def test_while_the_database_is_away_nothing_typed_is_lost(city: City) -> None:
    city.serving(DISTRICT).desk.pool.terminate()
    page = await posts(city, "/window", form(city, **{"digest.M1": "a" * 64, "applicant.address": "小寨东路1号"}))

    assert page.status_code == 503
    assert "没有保存任何内容；您填写的内容都在" in page.text
    for kept in ("window-key-1", APPLICANT["id_number"], "小寨东路1号", "a" * 64, PROJECT):
        assert f'value="{kept}"' in page.text


async def test_a_renewal_is_received_with_the_licence_it_is_about(city: City) -> None:
    expires = str(city.today + timedelta(days=60))
    renewal = form(city, item="SW-013")
    missing = await posts(city, "/window", renewal)
    licence = {"licence.number": "雁水排字第2021007号", "licence.expires_on": expires}
    received = await posts(city, "/window", {**renewal, "_key": "window-key-2", **licence})

    assert 'href="#licence"' in missing.text
    assert 'name="licence.expires_on"' in missing.text
    assert 'name="licence.number"' not in (await posts(city, "/window", form(city, _do="look"))).text
    assert received.status_code == 303, received.text
    number = received.headers["location"].rpartition("/")[2]
    assert (await see(city, DISTRICT, "cases", number))["renewal_due"] == expires


async def test_what_came_before_is_named_at_its_field(city: City) -> None:
    page = await posts(city, "/window", form(city, consultation="610113-Z261123-00002X", appointment=""))

    assert page.status_code == 404
    assert 'href="#consultation"' in page.text
    assert await cases(city) == 0


async def test_a_village_agent_sees_what_he_received_while_his_browser_has_its_secret(city: City) -> None:
    agent = {"unit": HALL, "by": Role.VILLAGE_AGENT}
    window = await gets(city, "/window", **agent)
    received = await posts(city, "/window", form(city, item="MZ-005", _do="receive"), **agent)
    where = received.headers["location"]
    secret = received.headers["set-cookie"].partition(";")[0]
    session = city.token(Role.VILLAGE_AGENT, HALL)
    client = city.serving(HALL).client
    with_secret = headers_of(session, HALL)
    with_secret["Cookie"] += f"; {secret}"
    seen = await client.get(where, headers=with_secret)
    with_other = headers_of(session, HALL)
    with_other["Cookie"] += f"; {secret[:-4]}0000"

    assert ('value="accept"' in window.text, 'value="receive"' in window.text) == (False, True)
    assert (received.status_code, seen.status_code) == (303, 200)
    assert "查询码" in seen.text
    assert not re.search(r'action="[^"]+/(accept|notice|refuse|return|secret)"', seen.text)
    assert 'href="/cases/' not in seen.text
    assert (await gets(city, where, **agent)).status_code == 403
    assert (await client.get(where, headers=with_other)).status_code == 403
