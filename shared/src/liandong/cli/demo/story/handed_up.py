"""Scene: a case handed up from a hall through the district to the city, and the answer down again."""

from typing import Any, Final

from liandong.cli.demo.publish import username_of
from liandong.cli.demo.story.linked import StoryBroken, approve
from liandong.cli.demo.story.stage import Stage
from liandong.terms.roles import Role

HALL: Final = "610104009"
DISTRICT: Final = "610104"
CITY: Final = "610100"
ITEM: Final = "ZJ-021"


async def handed_up(stage: Stage) -> None:
    """The hall examines, the district examines, the city decides; the hall delivers."""
    stage.scene("报批：镇街初审、区级复审、市级决定、逐级回告")
    body = stage.application(ITEM, "person-2") | {"item": ITEM}
    case = (await stage.do(HALL, Role.CLERK, f"收件“{stage.entries[ITEM].name}”", "cases", body)).body
    case = await stage.work_through(await stage.act(case, Role.CLERK, "受理", "accept"))
    case = await stage.act(case, Role.CHIEF, "初审同意，上报", "forward", {"opinion": "初审符合条件"})
    at_district = await stage.work_through(await _asked_by(stage, DISTRICT, HALL))
    await stage.act(at_district, Role.CHIEF, "复审同意，上报", "forward", {"opinion": "复审符合条件"})
    await approve(stage, await stage.work_through(await _asked_by(stage, CITY, DISTRICT)))
    case = await stage.see(HALL, "cases", case["id"])
    stage.say(stage.name_of(HALL), f"收到上级决定：{case['status_name']}，{case['document']}")
    recipient = {"method": "counter", "recipient": stage.applicants["person-2"].details.name}
    case = await stage.act(case, Role.CLERK, "送达", "deliver", recipient)
    await stage.act(case, Role.CLERK, "办结", "close")


async def _asked_by(stage: Stage, unit: str, asker: str) -> Any:
    """The newest case that this unit opened for another's request."""
    path, by = f"/v1/units/{unit}/cases", username_of(stage.city, unit, Role.CHIEF)
    for case in (await stage.apis[unit].get(path, by, item=ITEM)).body["items"]:
        if case["asked_by"] is not None and case["asked_by"]["unit"] == asker:
            stage.say(stage.name_of(unit), f"承接 {case['id']}，来自{stage.name_of(asker)}")
            return case
    raise StoryBroken(f"{unit} has no case asked for by {asker}")
