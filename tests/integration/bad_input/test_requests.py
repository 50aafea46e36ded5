"""A request that is wrong in itself is told what is wrong with it, and leaves nothing behind."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from liandong.terms.roles import Role
from tests.city import City
from tests.integration.bad_input.sending import CASES, DISTRICT, application, headers, post, problem
from tests.journeys.conftest import ITEMS, said
from tests.journeys.people import good, receive

pytestmark = pytest.mark.asyncio(loop_scope="package")

WITHDRAWN = "ZJ-021"


def body_of(city: City, **changed: Any) -> bytes:
    return json.dumps(application(city, **changed)).encode()


async def test_a_good_application_is_taken(city: City) -> None:
    """So that what is refused below is refused for its own fault."""
    assert (await post(city, CASES, body_of(city))).status_code == 201


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", (422, "request.invalid")),
        (b"{", (400, "request.malformed")),
        (b'{"item": "CG-004",}', (400, "request.malformed")),
        (b'{"item": NaN}', (400, "request.malformed")),
        (b'{"item": 1e999}', (422, "request.invalid")),
        (b'"CG-004"', (422, "request.invalid")),
        (b"[]", (422, "request.invalid")),
        (b"null", (422, "request.invalid")),
        (b"{}", (422, "request.invalid")),
        (b'{"item": "\xff"}', (400, "request.malformed")),
        (b"[" * 400 + b"]" * 400, (422, "request.invalid")),
        (b"[" * 500_000, (400, "request.malformed")),
    ],
)
async def test_a_body_that_is_none_is_told_so(untouched: City, content: bytes, expected: tuple[int, str]) -> None:
    assert problem(await post(untouched, CASES, content)) == expected


@pytest.mark.parametrize("depth", [100, 300, 600, 900, 950, 990, 2_000, 20_000, 90_000])
@pytest.mark.parametrize("inside", [b"1", b'"\\u4e2d"'])
async def test_a_body_of_any_depth_is_refused_and_nothing_worse(untouched: City, depth: int, inside: bytes) -> None:
    nested = b'{"a":' * depth + inside + b"}" * depth
    for content in (nested, b"[" * depth + inside + b"]" * depth, b'{"item": "CG-004", "applicant": %b}' % nested):
        assert problem(await post(untouched, CASES, content))[0] in (400, 422)


async def test_another_content_type_is_not_read(untouched: City) -> None:
    answer = await post(untouched, CASES, body_of(untouched), Content_Type="text/plain")
    assert problem(answer) == (415, "request.media-type")


async def test_a_body_over_the_limit_is_refused_announced_or_not(untouched: City) -> None:
    large = body_of(untouched, materials=[{"code": "M1"}] * 90_000)
    assert len(large) > untouched.serving(DISTRICT).settings.max_body_bytes

    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(large), 65_536):
            yield large[start : start + 65_536]

    assert problem(await post(untouched, CASES, large)) == (413, "request.too-large")
    client = untouched.serving(DISTRICT).client
    unannounced = await client.post(CASES, content=pieces(), headers=headers(untouched))
    assert problem(unannounced) == (413, "request.too-large")


async def test_members_nobody_knows_are_refused(untouched: City) -> None:
    answer = await post(untouched, CASES, body_of(untouched, status="approved"))
    assert problem(answer) == (422, "request.invalid")
    assert [each["pointer"] for each in answer.json()["errors"]] == ["/status"]


async def test_an_unknown_item_is_named(untouched: City) -> None:
    assert problem(await post(untouched, CASES, body_of(untouched, item="XX-999"))) == (422, "catalogue.unknown-item")


async def test_a_withdrawn_item_is_not_taken_any_more(city: City) -> None:
    assert (await receive(city, DISTRICT, WITHDRAWN))["status"] == "received"
    left = [{"item": one.entry.item, "hash": one.hash} for one in ITEMS if one.entry.item != WITHDRAWN]
    edition = {"edition": "without-housing", "effective_on": str(city.today), "entries": left}
    await said(city, Role.CATALOGUE_MANAGER, "catalogue/editions", edition)
    await city.settle()
    answer = await post(city, CASES, body_of(city, item=WITHDRAWN))
    assert problem(answer) == (409, "catalogue.withdrawn-item")


async def test_an_item_of_another_tier_is_not_handled_here(untouched: City) -> None:
    status, _ = problem(await post(untouched, CASES, body_of(untouched, item="MZ-005")))
    assert status in (409, 422)


async def test_a_submission_without_a_good_key_is_not_taken(untouched: City) -> None:
    client, content = untouched.serving(DISTRICT).client, body_of(untouched)
    without = headers(untouched)
    del without["Idempotency-Key"]
    assert problem(await client.post(CASES, content=content, headers=without)) == (400, "idempotency.key-missing")
    for key in ("short", "with a blank in it", "x" * 129, ""):
        answer = await post(untouched, CASES, content, Idempotency_Key=key)
        assert problem(answer) == (400, "idempotency.key-malformed"), key


async def test_a_key_used_for_other_content_is_told_so_and_the_first_answer_stands(city: City) -> None:
    content = body_of(city)
    first = await post(city, CASES, content, Idempotency_Key="one-key-two-bodies")
    other = await post(
        city, CASES, body_of(city, project_code="2611-610113-04-01-654321"), Idempotency_Key="one-key-two-bodies"
    )
    again = await post(city, CASES, content, Idempotency_Key="one-key-two-bodies")
    assert problem(other) == (422, "idempotency.other-request")
    assert again.json() == good(first, 201) | {"tracking_secret": None}  # told once
    assert again.headers["idempotency-replayed"] == "true"


@pytest.mark.parametrize(
    ("if_match", "expected"),
    [
        (None, (428, "etag.missing")),
        ("*", (400, "etag.malformed")),
        ('"1", "2"', (400, "etag.malformed")),
        ("1", (400, "etag.malformed")),
        ('"-1"', (400, "etag.malformed")),
        ('"99999999999999999999"', (400, "etag.malformed")),
        ('"999999999999999"', (412, "etag.stale")),
        ('"0"', (412, "etag.stale")),
    ],
)
async def test_a_change_names_the_version_it_read(city: City, if_match: str | None, expected: tuple[int, str]) -> None:
    case = await receive(city, DISTRICT, "CG-004")
    more = {} if if_match is None else {"If_Match": if_match}
    answer = await post(city, f"{CASES}/{case['id']}/accept", b"", **more)
    assert problem(answer) == expected
    if expected[0] == 412:
        assert answer.headers["etag"] == '"1"'


@pytest.mark.parametrize(
    ("verb", "body"),
    [
        ("decide", {"outcome": "approved", "document": "审批〔2026〕1号"}),
        ("deliver", {"method": "mail"}),
        ("close", None),
        ("supplement", {"materials": [{"code": "M1"}]}),
        ("steps/review/finish", {"opinion": "no_objection"}),
        ("forward", {"opinion": "报请上级"}),
    ],
)
async def test_an_act_out_of_turn_is_a_conflict(city: City, verb: str, body: Any) -> None:
    case = await receive(city, DISTRICT, "CG-004")
    posts = {"decide": Role.CHIEF, "forward": Role.CHIEF, "steps/review/finish": Role.DEPARTMENT_CLERK}
    by = posts.get(verb, Role.CLERK)
    content = b"" if body is None else json.dumps(body).encode()
    answer = await post(city, f"{CASES}/{case['id']}/{verb}", content, by=by, If_Match='"1"')
    assert problem(answer)[0] == 409


async def test_an_act_of_another_post_is_forbidden(city: City) -> None:
    case = await receive(city, DISTRICT, "CG-004")
    decision = json.dumps({"outcome": "approved", "document": "审批〔2026〕1号"}).encode()
    answer = await post(city, f"{CASES}/{case['id']}/decide", decision, by=Role.CLERK, If_Match='"1"')
    assert problem(answer) == (403, "powers.kind"), "a window decides what is decided at once, and nothing else"
    for by in (Role.OPERATOR, Role.APPLICANT, Role.SUPERVISOR):
        answer = await post(city, f"{CASES}/{case['id']}/decide", decision, by=by, If_Match='"1"')
        assert problem(answer) == (403, "powers.denied"), by


async def test_a_case_that_is_not_there_is_not_found(untouched: City) -> None:
    for number in ("610113-261123-99999", "x", "case:610113", "610113-J261123-00001"):
        answer = await post(untouched, f"{CASES}/{number}/accept", b"", If_Match='"1"')
        assert problem(answer)[0] == 404, number
        read = await untouched.request("GET", f"{CASES}/{number}", by=Role.CLERK, unit=DISTRICT)
        assert problem(read)[0] == 404, number


@pytest.mark.parametrize(
    "query", ["cursor=x", "cursor=AAAA", "limit=0", "limit=201", "limit=x", "status=none", "who=me"]
)
async def test_a_listing_refuses_what_it_does_not_understand(untouched: City, query: str) -> None:
    answer = await untouched.request("GET", f"{CASES}?{query}", by=Role.CLERK, unit=DISTRICT)
    assert problem(answer)[0] in (400, 422)
