"""Scene: a case is examined in a hall, handed up through the district to the city, and answered down again."""

from typing import Any, Final

from liandong.cli.demo.story.broken import StoryBroken
from liandong.cli.demo.story.town import CITY, Town
from liandong.terms.roles import Role

HALL: Final = "610104009"
DISTRICT: Final = "610104"
ITEM: Final = "ZJ-021"
APPLICANT: Final = "person-2"


async def handed_up(town: Town) -> Any:
    """The first day: the hall examines and hands up, the district too. Returns the hall's case."""
    name = town.script.names.item(ITEM)
    town.script.scene("逐级上报", f"“{name}”由镇街初审、区级复审，市级决定")
    body = town.application(ITEM, APPLICANT) | {"item": ITEM}
    case = await town.act(HALL, Role.CLERK, f"收下“{name}”申请", "cases", body)
    case = await town.work_through(await town.on(case, Role.CLERK, "受理", "accept"))
    case = await town.on(case, Role.CHIEF, "初审同意，上报区级", "forward", {"opinion": "初审符合条件"})
    await town.all_quiet()
    above = await town.work_through(await _asked_by(town, DISTRICT, case["id"]))
    await town.on(above, Role.CHIEF, "复审同意，上报市级", "forward", {"opinion": "复审符合条件"})
    await town.all_quiet()
    return case


async def answered_down(town: Town, case: Any) -> None:
    """The next day: the city decides, the answer goes down, the hall delivers, all three files close."""
    town.script.scene("逐级回告", "市级决定，答复逐级回到受理的镇街，由镇街送达")
    at_district = await _asked_by(town, DISTRICT, case["id"])
    await town.approve(await town.work_through(await _asked_by(town, CITY, at_district["id"])))
    case = await town.see(HALL, "cases", case["id"])
    town.script.note(town.now(), HALL, f"{case['id']} 收到上级决定：{case['status_name']}，{case['document']}")
    collected = {"method": "counter", "recipient": town.applicants[APPLICANT].details.name}
    case = await town.on(case, Role.CLERK, "送达，申请人窗口领取", "deliver", collected)
    await town.on(case, Role.CLERK, "办结", "close")
    await town.all_quiet()


async def _asked_by(town: Town, unit: str, master: str) -> Any:
    """The case this unit opened for the lower unit's. Raises StoryBroken."""
    by = town.person(unit, Role.CHIEF).principal.id
    for case in (await town.apis[unit].get(f"/v1/units/{unit}/cases", by, item=ITEM)).body["items"]:
        if case["asked_by"] is not None and case["asked_by"]["master"] == master:
            return case
    raise StoryBroken(f"{unit} has no case for {master}")
