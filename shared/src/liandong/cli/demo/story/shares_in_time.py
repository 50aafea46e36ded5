"""Scene: each unit handles its share as a case of its own; one unit leaves its share lying."""

from typing import Any

from liandong.cli.demo.story.joint_acceptance import ZONE
from liandong.cli.demo.story.town import Town


async def shares_in_time(town: Town, joint: Any) -> Any:
    """Handles every share but the zone's; returns the share that is left."""
    town.script.scene("分头办理", "各单位按公布的环节审查、决定，答复自动回到市级联办主件")
    for share in joint["shares"]:
        if share["unit"] != ZONE:
            case = await town.see(share["unit"], "cases", share["case"])
            await town.approve(await town.work_through(case))
    return next(share for share in joint["shares"] if share["unit"] == ZONE)
