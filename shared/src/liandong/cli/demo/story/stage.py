"""The stage: every service's API, the people who act at it, and what is printed of each act."""

from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from liandong.cli.api import Answered, Api
from liandong.cli.clock import file_of, move, settle
from liandong.cli.demo.load import City, DemoApplicant, demo_applicants, demo_catalogue, demo_city
from liandong.cli.demo.publish import username_of
from liandong.cli.demo.story.witness import Witness
from liandong.cli.stack.state import State
from liandong.cli.token import demo_password
from liandong.events.reference import CatalogueEntry, MaterialNeed
from liandong.infrastructure.clock import read_offset
from liandong.terms.legal_time import LEGAL_ZONE
from liandong.terms.roles import Role

PROJECT_CODE = "2611-610113-04-01-100001"


@dataclass(slots=True)
class Stage:
    """What a scene needs to be played."""

    state: State
    witness: Witness
    apis: dict[str, Api]
    city: City = field(default_factory=demo_city)
    entries: dict[str, CatalogueEntry] = field(default_factory=dict)
    applicants: dict[str, DemoApplicant] = field(default_factory=dict)
    acts: int = 0

    def __post_init__(self) -> None:
        self.entries = {entry.item: entry for entry in demo_catalogue().entries}
        self.applicants = {applicant.key: applicant for applicant in demo_applicants()}

    def name_of(self, unit: str) -> str:
        return next((known.name for known in self.city.units if known.code == unit), unit)

    def scene(self, title: str) -> None:
        print(f"\n══ {title} ══")

    def say(self, who: str, what: str) -> None:
        print(f"{self.now():%m-%d %H:%M}  {who}  {what}", flush=True)

    def now(self) -> datetime:
        return (datetime.now(UTC) + read_offset(file_of(self.state))).astimezone(LEGAL_ZONE)

    async def do(
        self, unit: str, role: Role, what: str, path: str, body: Any = None, *, etag: str | None = None
    ) -> Answered:
        """One act of one person, printed with what came of it. Raises ProblemAnswered."""
        username = username_of(self.city, unit, role)
        answered = await self.apis[unit].post(f"/v1/units/{unit}/{path}", username, body, etag=etag)
        self.acts += 1
        post = next(account.name for account in self.city.accounts if account.principal.id == username)
        shown = answered.body
        self.say(f"{self.name_of(unit)} {post}", f"{what} → {shown['id']} {shown['status_name']}")
        await self.heard()
        return answered

    async def act(self, case: Any, role: Role, what: str, verb: str, body: Any = None) -> Any:
        """An act on a case, on the version last seen; returns the case as it then is."""
        path = f"cases/{case['id']}/{verb}"
        answered = await self.do(case["unit"], role, what, path, body, etag=f'"{case["version"]}"')
        return answered.body

    async def see(self, unit: str, kind: str, number: str) -> Any:
        """A case or joint master as it stands."""
        by = username_of(self.city, unit, Role.CHIEF)
        return (await self.apis[unit].get(f"/v1/units/{unit}/{kind}/{number}", by)).body

    async def work_through(self, case: Any, steps: Sequence[str] | None = None) -> Any:
        """The steps of the frozen flow, one after the other."""
        names = {step.code: step.name for step in self.entries[case["item"]].steps}
        for step in case["steps"] if steps is None else steps:
            case = await self.act(case, Role.DEPARTMENT_CLERK, f"开始“{names[step]}”", f"steps/{step}/start", {})
            finished = {"opinion": "no_objection", "text": "符合条件，无不同意见"}
            case = await self.act(case, Role.DEPARTMENT_CLERK, f"完成“{names[step]}”", f"steps/{step}/finish", finished)
        return case

    async def pass_days(self, days: int) -> None:
        """Time passes for everyone."""
        await move(self.state, timedelta(days=days))
        self.say("——", f"过了 {days} 天")
        await self.heard()

    async def heard(self) -> None:
        """Waits until everybody has heard everything, and prints what supervision heard and which lights changed."""
        await settle(self.state)
        await self.witness.tell(self.now)

    def application(self, item: str, applicant: str) -> dict[str, Any]:
        """An application with everything that is required."""
        entry, who = self.entries[item], self.applicants[applicant]
        body: dict[str, Any] = {
            "applicant": {"kind": who.kind, **asdict(who.details)},
            "materials": [{"code": each.code} for each in entry.materials if each.need is MaterialNeed.REQUIRED],
        }
        if entry.needs_project_code:
            body["project_code"] = PROJECT_CODE
        return body


async def open_stage(state: State, stack: AsyncExitStack) -> Stage:
    """Connects to every service of the running stack. Raises NotTheDemo."""
    password = demo_password(state)
    apis: dict[str, Api] = {}
    for part in state.services:
        client = await stack.enter_async_context(httpx.AsyncClient(base_url=part.url, timeout=30, trust_env=False))
        apis |= dict.fromkeys(part.units or (), Api(client, password))
    supervision = next(unit for part in state.services if part.name == "e-supervision" for unit in part.units or ())
    city = demo_city()
    witness = Witness(apis[supervision], username_of(city, supervision, Role.SUPERVISOR))
    await witness.begin()
    await stack.enter_async_context(witness.watching())
    return Stage(state=state, witness=witness, apis=apis, city=city)
