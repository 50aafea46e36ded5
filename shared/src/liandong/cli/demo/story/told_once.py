"""Scene: something is missing from an application; it is told once and in full, supplemented, accepted, decided."""

from typing import Any, Final

from liandong.cli.demo.story.town import Town
from liandong.terms.roles import Role

DISTRICT: Final = "610112"
ITEM: Final = "SC-003"
APPLICANT: Final = "org-2"
FORGOTTEN: Final = ("M2", "M3")


async def told_once(town: Town) -> Any:
    """The first day: received, and told what is missing. Returns the case."""
    name = town.script.names.item(ITEM)
    town.script.scene("一次告知", f"区级窗口收到“{name}”申请，材料不齐，当场一次告知")
    body = town.application(ITEM, APPLICANT, without=FORGOTTEN) | {"item": ITEM}
    case = await town.act(DISTRICT, Role.CLERK, f"收下“{name}”申请", "cases", body)
    entry = town.script.names.items[ITEM]
    missing = [each["name"] for each in entry["materials"] if each["code"] in FORGOTTEN]
    notice = {"lines": list(FORGOTTEN), "text": f"请补交：{'、'.join(missing)}"}
    return await town.on(case, Role.CLERK, f"一次性告知，应补{len(missing)}项：{'、'.join(missing)}", "notice", notice)


async def supplemented(town: Town, case: Any) -> None:
    """The next day: supplemented, accepted, decided, collected, closed."""
    town.script.scene("补正受理", "申请人次日补齐材料，受理到办结")
    materials = {"materials": [{"code": code} for code in FORGOTTEN]}
    case = await town.on(case, Role.CLERK, "收取补正材料", "supplement", materials)
    case = await town.on(case, Role.CLERK, "受理", "accept")
    due = f"承诺{case['promised_due']}前、法定{case['statutory_due']}前办结"
    town.script.note(town.now(), DISTRICT, f"{case['id']} {case['status_name']}，{due}")
    case = await town.approve(await town.work_through(case))
    collected = {"method": "counter", "recipient": town.applicants[APPLICANT].details.name}
    case = await town.on(case, Role.CLERK, "送达，申请人窗口领取", "deliver", collected)
    await town.on(case, Role.CLERK, "办结", "close")
