"""Scene: a linked approval over four units; one share runs late and turns red; the results go out together."""

from typing import Any, Final

from liandong.cli.demo.story.stage import Stage
from liandong.terms.roles import Role

LEAD: Final = "610100"
STAGE_ITEM: Final = "JD-03"
LATE: Final = "610113"
SHARES: Final = (("ZJ-002", "610100"), ("ZJ-001", LATE), ("CG-001", "610171"), ("CG-004", "610113004"))
DAYS_AT_A_TIME: Final = 2
MOST_DAYS: Final = 40


async def accept_jointly(stage: Stage) -> Any:
    """One application, one acceptance date, four units at work."""
    stage.scene("联办：施工许可阶段，一次受理、同时办理")
    body = stage.application(STAGE_ITEM, "org-1")
    body |= {
        "stage": STAGE_ITEM,
        "project_name": "雁南示范项目一期",
        "shares": [{"item": item, "unit": unit} for item, unit in SHARES],
    }
    received = await stage.do(LEAD, Role.LEAD, f"收件“{stage.entries[STAGE_ITEM].name}”", "joints", body)
    number = received.body["id"]
    await stage.do(LEAD, Role.LEAD, "联合受理，转办各单位", f"joints/{number}/accept", etag=received.etag)
    return await stage.see(LEAD, "joints", number)


async def handle_shares(stage: Stage, joint: Any) -> None:
    """Three units decide in time; the fourth only begins."""
    for share in joint["shares"]:
        case = await stage.see(share["unit"], "cases", share["case"])
        if share["unit"] == LATE:
            first = case["steps"][0]
            await stage.act(case, Role.DEPARTMENT_CLERK, "开始审查", f"steps/{first}/start", {})
            continue
        case = await stage.work_through(case)
        await approve(stage, case)


async def wait_until_red(stage: Stage, joint: Any) -> None:
    """Days pass and nothing is done: yellow, then red, until the promise itself is broken. Raises StoryBroken."""
    stage.scene("超时：一件迟迟不办，黄灯之后是红灯")
    late = next(share for share in joint["shares"] if share["unit"] == LATE)
    for _ in range(0, MOST_DAYS, DAYS_AT_A_TIME):
        if (await stage.witness.clocks_of(late["case"]))["promised"] == "red":
            return
        await stage.pass_days(DAYS_AT_A_TIME)
    raise StoryBroken(f"{late['case']} was not decided for {MOST_DAYS} days and is not red")


async def decide_late_and_dispatch(stage: Stage, joint: Any) -> Any:
    """The late share is decided, the shares join, everything goes out together."""
    stage.scene("办结：迟到的决定、并联汇合、统一发件")
    late = next(share for share in joint["shares"] if share["unit"] == LATE)
    case = await stage.see(LATE, "cases", late["case"])
    finished = {"opinion": "no_objection", "text": "符合消防技术标准"}
    case = await stage.act(case, Role.DEPARTMENT_CLERK, "完成审查", f"steps/{case['steps'][0]}/finish", finished)
    case = await stage.work_through(case, case["steps"][1:])
    await approve(stage, case)
    joint = await stage.see(LEAD, "joints", joint["id"])
    if joint["status"] != "joined":
        raise StoryBroken(f"all shares are decided, but {joint['id']} is {joint['status']}")
    dispatched = await stage.do(
        LEAD,
        Role.LEAD,
        "统一发件",
        f"joints/{joint['id']}/dispatch",
        {"method": "counter", "recipient": stage.applicants["org-1"].details.name},
        etag=f'"{joint["version"]}"',
    )
    for share in joint["shares"]:
        closed = await stage.see(share["unit"], "cases", share["case"])
        stage.say(stage.name_of(share["unit"]), f"{closed['id']} {closed['item_name']}：{closed['status_name']}")
    return dispatched.body


async def approve(stage: Stage, case: Any) -> Any:
    document = f"{case['unit']}审批〔2026〕{case['id'][-3:]}号"
    return await stage.act(
        case, Role.CHIEF, f"准予，{document}", "decide", {"outcome": "approved", "document": document}
    )


class StoryBroken(Exception):
    """The platform did not do what the story says it does."""
