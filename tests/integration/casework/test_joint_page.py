"""The page of a joint approval: what may be done to the whole, and what to one share."""

import re
from typing import Any

from liandong.terms.roles import Role
from tests.city import City
from tests.integration.casework.browsing import form_on, gets, posts
from tests.journeys.people import see
from tests.journeys.test_a_joint_master import on_joint, received

LEAD = "610100"


async def acts_on_page(city: City, joint: Any) -> tuple[set[str], dict[str, set[str]]]:
    """The acts offered on the whole, and on each share by its link."""
    page = await gets(city, f"/joints/{joint['id']}", LEAD, Role.LEAD)
    whole, shares = set[str](), dict[str, set[str]]()
    for verb, link in re.findall(r'href="/joints/[^/"]+/acts/([a-z_]+)(?:\?link=([^"]+))?"', page.text):
        (shares.setdefault(link, set()) if link else whole).add(verb)
    return whole, shares


async def does(city: City, joint: Any, verb: str, link: str = "", **typed: str) -> str:
    """Opens the form of an act and sends it as it is shown; what the page was called."""
    page = await gets(city, f"/joints/{joint['id']}/acts/{verb}" + (f"?link={link}" if link else ""), LEAD, Role.LEAD)
    assert page.status_code == 200, page.text
    form = form_on(page, "/joints/")
    answer = await posts(city, form.action, {**form.fields, **typed}, unit=LEAD, by=Role.LEAD)
    assert answer.status_code == 303, answer.text
    await city.settle()
    heading = re.search(r"<h1>(.*?)</h1>", page.text)
    assert heading is not None
    return heading[1]


async def test_one_share_is_withdrawn_and_wanted_again_and_the_others_go_on(city: City) -> None:
    joint = await on_joint(city, await received(city, "M1", "M2", "M3"), "accept")
    first, second = (share["link"] for share in joint["shares"])
    assert {"ask_withdrawal", "void_share"} <= (await acts_on_page(city, joint))[1][second]

    assert await does(city, joint, "ask_withdrawal", second, text="不再需要") == "申请撤回"
    asked = await see(city, LEAD, "joints", joint["id"])
    whole, shares = await acts_on_page(city, joint)
    assert [share["withdrawing"] for share in asked["shares"]] == [False, True]
    assert asked["withdrawing"] is False
    assert (shares[second], "ask_withdrawal" in shares[first]) == ({"retract_withdrawal"}, True)
    assert ("ask_withdrawal" in whole, "retract_withdrawal" in whole) == (True, False)

    assert await does(city, joint, "retract_withdrawal", second) == "取消撤回"
    assert not any(share["withdrawing"] for share in (await see(city, LEAD, "joints", joint["id"]))["shares"])


async def test_the_whole_is_withdrawn_only_by_the_form_that_says_so(city: City) -> None:
    joint = await on_joint(city, await received(city, "M1", "M2", "M3"), "accept")

    assert await does(city, joint, "ask_withdrawal") == "撤回整个联办件"
    assert (await see(city, LEAD, "joints", joint["id"]))["withdrawing"] is True
    whole, shares = await acts_on_page(city, joint)
    assert ("retract_withdrawal" in whole, "ask_withdrawal" in whole, shares) == (True, False, {})
