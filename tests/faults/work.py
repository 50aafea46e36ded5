"""What the client does: cases from receipt to closing at a unit, and linked approvals over three tiers."""

import asyncio
from collections.abc import Callable, Sequence
from itertools import count
from time import monotonic
from typing import Any

from liandong.cli.demo.load import demo_catalogue
from liandong.events.reference import CatalogueEntry, MaterialNeed
from liandong.terms.roles import Role
from tests.faults.client import Client, Wrong

APPLICANT = {
    "kind": "organisation",
    "name": "西安雁南虚构置业有限公司",
    "id_number": "91610113MAX00001XH",
    "phone": "16100000001",
}
ENTRIES: dict[str, CatalogueEntry] = {entry.item: entry for entry in demo_catalogue().entries}
STAGE = "JD-03"
HANDLERS = (Role.CLERK, Role.DEPARTMENT_CLERK, Role.CHIEF)
"""Whose log-ins `one_case` and `one_share` need at a unit; `open_joint` needs the lead's at the city."""
CITY = "610100"
CONVERGED_WITHIN_SECONDS = 90.0


_projects = count(1)


def application(item: str) -> dict[str, Any]:
    """An application for a project of its own: the same again would be refused."""
    entry = ENTRIES[item]
    needed = [{"code": material.code} for material in entry.materials if material.need is not MaterialNeed.CONDITIONAL]
    project = f"2611-610113-04-01-{next(_projects):06d}"
    return {"applicant": APPLICANT, "materials": needed, "project_code": project}


async def on_case(client: Client, case: Any, by: Role, verb: str, kinds: Sequence[str], body: Any = None) -> Any:
    """One act on a case, on the version last seen."""
    return await client.act(case["unit"], by, f"cases/{case['id']}/{verb}", "case", kinds, body, case["version"])


async def receive_and_accept(client: Client, unit: str, item: str) -> Any:
    body = application(item) | {"item": item}
    case = await client.act(unit, Role.CLERK, "cases", "case", ["case.received"], body)
    return await on_case(client, case, Role.CLERK, "accept", ["case.accepted"])


async def work_through(client: Client, case: Any) -> Any:
    """All steps of the frozen flow."""
    opinion = {"opinion": "no_objection", "text": "符合条件"}
    for step in case["steps"]:
        case = await on_case(client, case, Role.DEPARTMENT_CLERK, f"steps/{step}/start", ["case.step_started"], {})
        case = await on_case(client, case, Role.DEPARTMENT_CLERK, f"steps/{step}/finish", ["case.step_done"], opinion)
    return case


async def approve(client: Client, case: Any, *also: str) -> Any:
    """Approved; a linked case answers the unit that asked."""
    document = {"outcome": "approved", "document": f"审批〔2026〕{case['id']}号"}
    return await on_case(client, case, Role.CHIEF, "decide", ["case.decided", *also], document)


async def one_case(client: Client, unit: str, item: str) -> None:
    """From receipt to closing."""
    case = await approve(client, await work_through(client, await receive_and_accept(client, unit, item)))
    collected = {"method": "counter", "recipient": "李四"}
    case = await on_case(client, case, Role.CLERK, "deliver", ["case.delivered"], collected)
    await on_case(client, case, Role.CLERK, "close", ["case.closed"])


async def cases_until(client: Client, unit: str, item: str, told: asyncio.Event) -> None:
    """One case after the other until told to stop; the last one is finished."""
    while not told.is_set():
        await one_case(client, unit, item)


async def open_joint(client: Client, shares: Sequence[tuple[str, str]]) -> Any:
    """A joint approval received and accepted at the city: every unit is asked for its share."""
    wanted = [{"item": item, "unit": unit} for item, unit in shares]
    body = application(STAGE) | {"stage": STAGE, "project_name": "雁南示范项目", "shares": wanted}
    joint = await client.act(CITY, Role.LEAD, "joints", "joint", ["joint.received"], body)
    kinds = ["joint.accepted", *["link.requested"] * len(shares)]
    return await client.act(CITY, Role.LEAD, f"joints/{joint['id']}/accept", "joint", kinds, None, joint["version"])


def all_acknowledged(joint: Any) -> bool:
    return all(share["acknowledged"] for share in joint["shares"])


async def one_joint(client: Client, shares: Sequence[tuple[str, str]]) -> None:
    """A linked approval from acceptance to unified dispatch."""
    await finish_joint(client, await open_joint(client, shares))


async def finish_joint(client: Client, joint: Any) -> None:
    """Every share handled by its unit, the results joined and handed out together."""
    joint = await joint_until(
        client, joint["id"], lambda shown: all(share["acknowledged"] for share in shown["shares"])
    )
    await asyncio.gather(*(one_share(client, share) for share in joint["shares"]))
    joint = await joint_until(client, joint["id"], lambda shown: shown["status"] == "joined")
    kinds = ["joint.dispatched", *["link.dispatched"] * len(joint["shares"])]
    path, collected = f"joints/{joint['id']}/dispatch", {"method": "counter", "recipient": "李四"}
    await client.act(CITY, Role.LEAD, path, "joint", kinds, collected, joint["version"])
    for share in joint["shares"]:
        await case_until(client, share["unit"], share["case"], "closed")


async def one_share(client: Client, share: Any) -> None:
    case = await case_until(client, share["unit"], share["case"], "accepted")
    await approve(client, await work_through(client, case), "link.answered")


async def case_until(client: Client, unit: str, number: str, status: str) -> Any:
    """Waits for what another unit's message brings about."""
    return await _until(client, unit, Role.CLERK, f"cases/{number}", lambda case: case["status"] == status)


async def joint_until(client: Client, number: str, holds: Callable[[Any], bool]) -> Any:
    return await _until(client, CITY, Role.LEAD, f"joints/{number}", holds)


async def _until(client: Client, unit: str, by: Role, path: str, holds: Callable[[Any], bool]) -> Any:
    began, shown = monotonic(), None
    while monotonic() - began < CONVERGED_WITHIN_SECONDS:
        shown = await client.find(unit, by, path)
        if shown is not None and holds(shown):
            return shown
        await asyncio.sleep(0.3)
    raise Wrong(f"{unit}/{path} got no further within {CONVERGED_WITHIN_SECONDS:g} s: {shown}")


async def joints_until(client: Client, shares: Sequence[tuple[str, str]], told: asyncio.Event) -> None:
    while not told.is_set():
        await one_joint(client, shares)
