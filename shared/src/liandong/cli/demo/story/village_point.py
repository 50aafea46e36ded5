"""Scene: an old man's card at a village point: taken in on the spot, decided the same hour, brought to his door."""

from typing import Final

from liandong.cli.demo.story.town import Town
from liandong.terms.roles import Role

HALL: Final = "610113003"
POINT: Final = "610113003P01"
ITEM: Final = "MZ-005"


async def village_point(town: Town) -> None:
    """An instant case (即办件) from receipt to closing."""
    name = town.script.names.item(ITEM)
    town.script.scene("即来即办", f"社区代办点代收“{name}”，便民中心当场办结、送证上门")
    body = town.application(ITEM, "person-1") | {"item": ITEM, "channel": "village", "point": POINT}
    case = await town.act(HALL, Role.VILLAGE_AGENT, f"在代办点代收“{name}”申请", "cases", body)
    case = await town.on(case, Role.HALL_STAFF, "受理", "accept")
    case = await town.approve(await town.work_through(case))
    case = await town.on(case, Role.HALL_STAFF, "寄送到家", "deliver", {"method": "mail"})
    await town.on(case, Role.HALL_STAFF, "办结", "close")
