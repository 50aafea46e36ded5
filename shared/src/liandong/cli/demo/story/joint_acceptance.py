"""Scene: a project unit applies once for a whole stage; one acceptance date, and every unit is told at once."""

from typing import Any, Final

from liandong.cli.demo.story.broken import StoryBroken
from liandong.cli.demo.story.town import CITY, Town
from liandong.terms.roles import Role

STAGE: Final = "JD-03"
APPLICANT: Final = "org-1"
ZONE: Final = "610171"
DISTRICT: Final = "610113"
HALL: Final = "610113004"
SHARES: Final = (
    ("ZJ-002", CITY),
    ("ZJ-003", CITY),
    ("ZJ-001", DISTRICT),
    ("SW-011", DISTRICT),
    ("CG-002", DISTRICT),
    ("CG-001", ZONE),
    ("CG-004", HALL),
)


async def joint_acceptance(town: Town) -> Any:
    """Returns the joint master with the number of every share's case."""
    name = town.script.names.item(STAGE)
    town.script.scene("联合受理", f"项目单位在市级窗口一次申请“{name}”，{len(SHARES)}个事项同日受理、分头转告")
    body = town.application(STAGE, APPLICANT) | {
        "stage": STAGE,
        "project_name": "雁南示范项目一期",
        "shares": [{"item": item, "unit": unit} for item, unit in SHARES],
    }
    joint = await town.act(CITY, Role.CLERK, f"收下“{name}”的一张表单", "joints", body)
    joint = await town.act(
        CITY, Role.LEAD, "联合受理并转告各单位", f"joints/{joint['id']}/accept", version=joint["version"]
    )
    await town.all_quiet()
    joint = await town.see(CITY, "joints", joint["id"])
    for share in joint["shares"]:
        if not share["acknowledged"]:
            raise StoryBroken(f"{share['unit']} has not acknowledged {share['link']}")
    due = f"承诺{joint['promised_due']}前、法定{joint['statutory_due']}前办结"
    town.script.note(town.now(), CITY, f"{len(joint['shares'])}件均已签收；受理日{joint['accepted_on']}，{due}")
    return joint
