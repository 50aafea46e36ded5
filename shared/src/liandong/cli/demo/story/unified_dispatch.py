"""Scene: the late share is decided after all, the shares join, and every result is handed out together."""

from typing import Any

from liandong.cli.demo.story.broken import StoryBroken
from liandong.cli.demo.story.joint_acceptance import APPLICANT
from liandong.cli.demo.story.town import CITY, Town
from liandong.terms.roles import Role


async def unified_dispatch(town: Town, joint: Any, late: Any) -> None:
    """Ends with every share's case closed. Raises StoryBroken."""
    town.script.scene("汇合与统一发件", "迟到的一件补办决定，各件汇合，结果一次发给项目单位")
    case = await town.see(late["unit"], "cases", late["case"])
    await town.approve(await town.work_through(case))
    joint = await town.see(CITY, "joints", joint["id"])
    if joint["status"] != "joined":
        raise StoryBroken(f"all shares are decided, but {joint['id']} is {joint['status']}")
    town.script.note(town.now(), CITY, f"{joint['id']} {joint['status_name']}，汇合日{joint['joined_on']}")
    await town.act(
        CITY,
        Role.LEAD,
        "统一发件",
        f"joints/{joint['id']}/dispatch",
        {"method": "counter", "recipient": town.applicants[APPLICANT].details.name},
        version=joint["version"],
    )
    await town.all_quiet()
    for share in joint["shares"]:
        case = await town.see(share["unit"], "cases", share["case"])
        if case["status"] != "closed":
            raise StoryBroken(f"{joint['id']} is dispatched, but {case['id']} is {case['status']}")
        light = (await town.witness.timeline(case["id"]))["light"]["light"]
        town.script.closed(town.now(), case, light)
