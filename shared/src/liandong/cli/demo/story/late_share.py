"""Scene: days pass and nobody takes up a share; its light turns yellow, then red, without any event."""

from typing import Any

from liandong.cli.demo.story.broken import StoryBroken
from liandong.cli.demo.story.town import Town


async def late_share(town: Town, share: Any) -> None:
    """Lets working days pass until the share's promise is broken. Raises StoryBroken if no light says so in time."""
    names = town.script.names
    town.script.scene("超时亮灯", f"{names.unit(share['unit'])}的“{names.item(share['item'])}”无人办理，时间一天天过去")
    case = await town.see(share["unit"], "cases", share["case"])
    town.script.note(town.now(), share["unit"], f"{case['id']} {case['status_name']}，承诺{case['promised_due']}前办结")
    seen = [await _light(town, share)]
    while seen[-1] != "red":
        if str(town.now().date()) > case["promised_due"]:
            raise StoryBroken(f"the promise of {case['id']} has passed, and its light is {seen[-1]}")
        await town.next_morning()
        seen.append(await _light(town, share))
    if "yellow" not in seen:
        raise StoryBroken(f"{case['id']} turned red without a warning")
    for finding in (await town.witness.timeline(share["case"]))["findings"]:
        town.script.note(town.now(), share["unit"], f"监察发现 {finding['rule']}：{finding['sentence']}")


async def _light(town: Town, share: Any) -> str:
    return str((await town.witness.timeline(share["case"]))["light"]["light"])
