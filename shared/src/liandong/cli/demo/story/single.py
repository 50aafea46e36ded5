"""Scenes: a one-time notice and a supplement at a district; an instant case at a village point."""

from typing import Final

from liandong.cli.demo.story.linked import approve
from liandong.cli.demo.story.stage import Stage
from liandong.terms.roles import Role

DISTRICT: Final = "610112"
HALL: Final = "610113003"
POINT: Final = "610113003P01"


async def told_once(stage: Stage) -> None:
    """Something is missing: told once and in full, supplemented, accepted, decided, collected, closed."""
    stage.scene("单办：一次性告知、补正、受理到办结")
    body = stage.application("CG-004", "org-2") | {"item": "CG-004", "materials": [{"code": "M1"}]}
    case = (await stage.do(DISTRICT, Role.CLERK, "收件“临街临时堆放物料审批”，材料不齐", "cases", body)).body
    notice = {"lines": ["M2", "M3"], "text": "请补交占地位置图和到期清理承诺书"}
    case = await stage.act(case, Role.CLERK, "一次性告知应当补正的全部材料", "notice", notice)
    supplement = {"materials": [{"code": "M2"}, {"code": "M3"}]}
    case = await stage.act(case, Role.CLERK, "收取补正材料", "supplement", supplement)
    case = await stage.act(case, Role.CLERK, "受理", "accept")
    stage.say(stage.name_of(DISTRICT), f"承诺 {case['promised_due']} 前办结，法定期限 {case['statutory_due']}")
    case = await approve(stage, await stage.work_through(case))
    collected = {"method": "counter", "recipient": stage.applicants["org-2"].details.name}
    case = await stage.act(case, Role.CLERK, "送达，登记领取", "deliver", collected)
    await stage.act(case, Role.CLERK, "办结", "close")


async def at_the_village_point(stage: Stage) -> None:
    """老年人优待证 at a village point, decided on the spot."""
    stage.scene("民生：社区代办点收件，即来即办")
    body = stage.application("MZ-005", "person-1") | {"item": "MZ-005", "channel": "village", "point": POINT}
    name = stage.entries["MZ-005"].name
    case = (await stage.do(HALL, Role.VILLAGE_AGENT, f"代办点收件“{name}”", "cases", body)).body
    case = await stage.act(case, Role.HALL_STAFF, "受理", "accept")
    case = await approve(stage, await stage.work_through(case))
    case = await stage.act(case, Role.HALL_STAFF, "送证上门", "deliver", {"method": "mail"})
    await stage.act(case, Role.HALL_STAFF, "办结", "close")
