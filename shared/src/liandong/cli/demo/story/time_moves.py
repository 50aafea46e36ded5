"""Scene: what stops and moves a case's clock, over several days, and at its end why it was due on its day."""

from itertools import groupby
from typing import Any, Final

from liandong.cli.demo.story.town import Town
from liandong.terms.roles import Role

DISTRICT: Final = "610104"
ITEM: Final = "SC-004"
APPLICANT: Final = "org-2"
ASKED_FOR: Final = "M3"
TESTING_DAYS: Final = 15
EXTENDED_BY: Final = 10


async def accepted_and_asked(town: Town) -> Any:
    """The first day: accepted; reading it, the department asks for a supplement, and the clock stands still."""
    name = town.script.names.item(ITEM)
    town.script.scene("计时中止", f"“{name}”受理后发现一项材料不符，一次列明、暂停计时")
    case = await town.act(
        DISTRICT, Role.CLERK, f"收下“{name}”申请", "cases", town.application(ITEM, APPLICANT) | {"item": ITEM}
    )
    case = await town.on(case, Role.CLERK, "受理", "accept")
    asked = {"ground": "supplement", "lines": [ASKED_FOR], "text": "平面图与现场不符，请重新提交"}
    return await town.on(case, Role.CHIEF, "受理后补正，暂停计时", "pause", asked)


async def tested(town: Town, case: Any) -> Any:
    """The next day: what was asked for has come, the clock runs again; testing begins, with notice how long."""
    town.script.scene("特别程序", "补正材料已到，恢复计时；现场环境须检测，书面告知所需时间")
    materials = {"materials": [{"code": ASKED_FOR}]}
    case = await town.on(case, Role.CLERK, "收取补正材料，恢复计时", "supplement", materials)
    notice = f"莲政服特告〔{town.now().year}〕1号"
    begun = {"ground": "testing", "days": TESTING_DAYS, "notice": notice, "text": "委托检测室内环境"}
    return await town.on(case, Role.CHIEF, f"启动检测，告知需{TESTING_DAYS}个工作日", "pause", begun)


async def extended_and_explained(town: Town, case: Any) -> None:
    """Days later: the result is there, the head extends once, the due day is explained; decided, collected, closed."""
    town.script.scene("延期与说明", "检测结束恢复计时，负责人批准延期一次，逐日说明法定到期日")
    case = await town.on(case, Role.CHIEF, "检测合格，恢复计时", "resume", {"text": "检测合格"})
    extended = {"days": EXTENDED_BY, "text": "需要现场复核"}
    case = await town.on(case, Role.HEAD, f"批准延期{EXTENDED_BY}个工作日", "extend", extended)
    await _explained(town, case)
    case = await town.approve(await town.work_through(case))
    collected = {"method": "counter", "recipient": town.applicants[APPLICANT].details.name}
    case = await town.on(case, Role.CLERK, "送达，申请人窗口领取", "deliver", collected)
    await town.on(case, Role.CLERK, "办结", "close")


async def _explained(town: Town, case: Any) -> None:
    """Why this day: the trace of the statutory limit, each stretch of days with the same reason in a line."""
    by = town.person(DISTRICT, Role.CHIEF).principal.id
    told = (await town.apis[DISTRICT].get(f"/v1/units/{DISTRICT}/cases/{case['id']}/deadline", by)).body
    town.script.note(
        town.now(), DISTRICT, f"{case['id']} 法定到期日{told['due']}：{told['limit']}个工作日，延期后{told['total']}个"
    )
    for (counted, _reason, basis), stretch in groupby(told["days"], lambda day: _kind_of(day)):
        days = list(stretch)
        span = days[0]["date"] if len(days) == 1 else f"{days[0]['date']}至{days[-1]['date']}"
        town.script.note(
            town.now(), DISTRICT, f"{span} {'计' if counted else '不计'}：{days[0]['sentence']}（{basis}）"
        )


def _kind_of(day: dict[str, Any]) -> tuple[bool, str, str]:
    return day["counted"], day["reason"], day["basis"]
