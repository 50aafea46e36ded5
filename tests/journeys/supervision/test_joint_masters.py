"""Joint masters over three tiers as supervision sees them: followers, and clocks that stand still together."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from liandong.events.reference import JoinPolicy
from liandong.terms.roles import Role
from tests.city import City
from tests.journeys.conftest import STAGE
from tests.journeys.people import act, approve, good, see, work_through
from tests.journeys.supervision.conftest import Look
from tests.journeys.supervision.test_units_of_limits import change, clocks
from tests.journeys.test_a_joint_master import LEAD, on_joint, received
from tests.journeys.test_a_linked_approval import nothing_is_parked

Violations = Callable[[], Awaitable[list[tuple[str, str, str]]]]
REVIEW = {"ground": "expert_review", "days": 10, "notice": "专告〔2026〕1号"}


async def shares_of(city: City, joint: Any) -> list[Any]:
    """The cases of a master's shares as they stand."""
    shares = (await see(city, LEAD, "joints", joint["id"]))["shares"]
    return [await see(city, share["unit"], "cases", share["case"]) for share in shares]


async def test_the_lead_goes_on_when_the_other_has_promised_a_day_and_the_follower_closes_later(
    watched: City, look: Look, violations: Violations
) -> None:
    await change(watched, replace(STAGE, join_policy=JoinPolicy.PROMISE_THEN_FOLLOW))
    joint = await on_joint(watched, await received(watched, "M1", "M2", "M3"), "accept")
    at_city, at_district = await shares_of(watched, joint)
    by = at_district["promised_due"]
    promised = await act(watched, at_district, "promise", Role.CHIEF, {"decide_by": by})
    assert (promised["status"], promised["decide_by"]) == (at_district["status"], by)
    await approve(watched, await work_through(watched, at_city), "市住建许〔2026〕1号")
    await watched.settle()

    joint = await see(watched, LEAD, "joints", joint["id"])
    assert (joint["status"], joint["stage_closed_on"], joint["outcome"]) == ("following", str(watched.today), None)
    assert [share["decide_by"] for share in joint["shares"]] == [None, by]
    seen = await look(f"cases/{joint['id']}")
    assert (seen["light"]["standing"], seen["light"]["light"]) == ("following", "finished")
    assert await violations() == []

    await watched.advance(30)
    assert (await look(f"cases/{joint['id']}"))["light"]["light"] == "finished"
    late = await look(f"cases/{at_district['id']}")
    assert "V-FOLLOW" in [found["rule"] for found in late["findings"]]
    (_, follower) = await shares_of(watched, joint)
    await approve(watched, await work_through(watched, follower), "区住建许〔2026〕1号")
    await watched.settle()
    joint = await on_joint(watched, joint, "dispatch", {"method": "mail"})
    assert (joint["status"], joint["outcome"]) == ("dispatched", "approved")
    assert [share["delivered"] for share in joint["shares"]] == [True, True]
    assert (await look(f"cases/{joint['id']}"))["light"]["standing"] == "closed"
    assert await violations() == []
    await nothing_is_parked(watched)


async def test_the_clock_of_the_master_stands_still_while_all_its_shares_do_and_supervision_counts_alike(
    watched: City, look: Look, violations: Violations
) -> None:
    joint = await on_joint(watched, await received(watched, "M1", "M2", "M3"), "accept")
    at_city, at_district = await shares_of(watched, joint)
    await watched.advance(1)
    at_city = await act(watched, at_city, "pause", Role.CHIEF, REVIEW)
    await watched.settle()
    assert (await see(watched, LEAD, "joints", joint["id"]))["paused_since"] is None
    assert (await look(f"cases/{joint['id']}"))["light"]["light"] == "green"

    await act(watched, at_district, "pause", Role.CHIEF, REVIEW)
    await watched.settle()
    since = (await see(watched, LEAD, "joints", joint["id"]))["paused_since"]
    assert since == str(watched.today)
    assert (await look(f"cases/{joint['id']}"))["light"]["light"] == "paused"
    assert await violations() == []

    await watched.advance(14)
    await act(watched, at_city, "resume", Role.CHIEF, {"text": "评审意见已出具"})
    await watched.settle()
    moved = await see(watched, LEAD, "joints", joint["id"])
    assert (moved["paused_since"], moved["statutory_due"] > joint["statutory_due"]) == (None, True)
    assert (await shares_of(watched, joint))[1]["master_due"] == moved["statutory_due"]
    seen = clocks(await look(f"cases/{joint['id']}"))
    assert (seen["statutory"]["due"], seen["promised"]["due"]) == (moved["statutory_due"], moved["promised_due"])
    assert seen["statutory"]["light"] == "green"
    assert await violations() == []

    path = f"/v1/units/{LEAD}/joints/{joint['id']}/deadline"
    told = good(await watched.request("GET", path, by=Role.LEAD, unit=LEAD))
    still = [day for day in told["days"] if day["reason"] == "paused"]
    assert (told["due"], told["open"], still[0]["date"] >= since) == (moved["statutory_due"], False, True)
    assert all("全部未办结的分件同时暂停计时" in day["sentence"] for day in still)
    assert told["counted"]["pauses"] == [{"start": since, "end": str(watched.today)}]
    assert {"joint.accepted", "joint.share_paused", "joint.pauses_counted"} <= {each["kind"] for each in told["events"]}
    court = good(await watched.request("GET", path.replace("deadline", "court"), by=Role.LEAD, unit=LEAD))
    assert court["working"]["third_party"] == len(still)
    await nothing_is_parked(watched)
