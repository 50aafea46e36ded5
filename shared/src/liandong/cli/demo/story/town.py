"""The town: the people of the running demo city, the windows they act at, and the time that passes for all of them."""

from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import httpx

from liandong.application.calendar_seed import seed_years
from liandong.cli.api import Api
from liandong.cli.clock import file_of, move
from liandong.cli.demo.load import City, DemoAccount, DemoApplicant, demo_applicants, demo_city
from liandong.cli.demo.publish import username_of
from liandong.cli.demo.story.names import Names
from liandong.cli.demo.story.script import Script
from liandong.cli.demo.story.witness import Witness
from liandong.cli.settling import settle
from liandong.cli.stack.state import State
from liandong.cli.token import demo_password
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.infrastructure.clock import read_offset
from liandong.terms.codes import Digest
from liandong.terms.legal_time import LEGAL_ZONE, legal_day, midnight
from liandong.terms.roles import Role

CITY: Final = "610100"
OPENING_HOUR: Final = 9
AGREED: Final = {"opinion": "no_objection", "text": "符合法定条件，无不同意见"}


@dataclass(slots=True, kw_only=True)
class Town:
    """What a scene is played with. Acts go through the public REST APIs and return what was answered."""

    state: State
    apis: Mapping[str, Api]
    city: City
    applicants: Mapping[str, DemoApplicant]
    calendar: WorkingCalendar
    witness: Witness
    script: Script

    async def act(
        self, unit: str, role: Role, what: str, path: str, body: Any = None, *, version: int | None = None
    ) -> Any:
        """One act of one person; returns once supervision has heard it. Raises ProblemAnswered, StoryBroken."""
        person = self.person(unit, role)
        etag = None if version is None else f'"{version}"'
        answered = await self.apis[unit].post(f"/v1/units/{unit}/{path}", person.principal.id, body, etag=etag)
        matter = answered.body
        self.script.act(self.now(), unit, person.name, what, f"{matter['id']} {matter['status_name']}")
        await self.witness.hears(matter["id"], matter["version"])
        await self.tell()
        return matter

    async def on(self, case: Any, role: Role, what: str, verb: str, body: Any = None) -> Any:
        """An act on a case, on the version last seen."""
        path = f"cases/{case['id']}/{verb}"
        return await self.act(case["unit"], role, what, path, body, version=case["version"])

    async def work_through(self, case: Any) -> Any:
        """The steps of the frozen flow that are not done, one after the other."""
        for step in [step for step in case["steps"] if step not in case["steps_done"]]:
            name = self.script.names.step(case["item"], step)
            case = await self.on(case, Role.DEPARTMENT_CLERK, f"开始“{name}”", f"steps/{step}/start", {})
            case = await self.on(case, Role.DEPARTMENT_CLERK, f"完成“{name}”", f"steps/{step}/finish", AGREED)
        return case

    async def approve(self, case: Any) -> Any:
        """准予, with a document number of the unit's."""
        document = f"{case['unit']}审批〔{self.now().year}〕{case['id'].rpartition('-')[2]}号"
        body = {"outcome": "approved", "document": document}
        case = await self.on(case, Role.CHIEF, f"准予许可，{document}", "decide", body)
        await self.all_quiet()
        return case

    async def see(self, unit: str, kind: str, number: str) -> Any:
        """A case (`cases`) or joint master (`joints`) as it stands."""
        by = self.person(unit, Role.CHIEF).principal.id
        return (await self.apis[unit].get(f"/v1/units/{unit}/{kind}/{number}", by)).body

    async def all_quiet(self) -> None:
        """Waits until every unit has heard and done what follows; tells it. Raises NotAtRest, StoryBroken."""
        await settle(self.state.services, file_of(self.state))
        await self.tell()

    async def tell(self) -> None:
        """Prints what supervision has heard and which lights have changed since the last time."""
        entries, changes = await self.witness.news()
        for entry in entries:
            self.script.heard(entry)
        for change in changes:
            self.script.light(change)

    def now(self) -> datetime:
        """The legal time."""
        return (datetime.now(UTC) + read_offset(file_of(self.state))).astimezone(LEGAL_ZONE)

    async def until(self, hour: int, minute: int = 0) -> None:
        """Time passes until so late today; nothing if it is later already."""
        await self._until(midnight(legal_day(self.now())) + timedelta(hours=hour, minutes=minute))

    async def next_morning(self) -> None:
        """Time passes until the offices open on the next working day."""
        day = self.calendar.next_working_day(legal_day(self.now()) + timedelta(days=1))
        await self._until(midnight(day) + timedelta(hours=OPENING_HOUR))

    async def _until(self, then: datetime) -> None:
        ahead = then - self.now()
        if ahead > timedelta(0):
            await move(self.state, timedelta(seconds=int(ahead.total_seconds()) + 1))
            self.script.passed(self.now())
            await self.tell()

    def person(self, unit: str, role: Role) -> DemoAccount:
        """The one with this role at this unit. Raises LookupError."""
        username = username_of(self.city, unit, role)
        return next(account for account in self.city.accounts if account.principal.id == username)

    def application(self, item: str, applicant: str, without: Sequence[str] = ()) -> dict[str, Any]:
        """An application with everything that is always needed except what is left out."""
        entry, who = self.script.names.items[item], self.applicants[applicant]
        needed = [each["code"] for each in entry["materials"] if each["need"] != "conditional"]
        body: dict[str, Any] = {
            "applicant": {"kind": who.kind, **asdict(who.details)},
            "materials": [{"code": code} for code in needed if code not in without],
        }
        if entry["needs_project_code"]:
            body["project_code"] = f"{self.now():%y%m}-610113-04-01-100001"
        return body


async def open_town(state: State, stack: AsyncExitStack) -> Town:
    """Connects to every service of a running stack and begins to listen at supervision. Raises NotTheDemo."""
    password, city = demo_password(state), demo_city()
    apis: dict[str, Api] = {}
    for part in state.services:
        client = await stack.enter_async_context(httpx.AsyncClient(base_url=part.url, timeout=30, trust_env=False))
        apis |= dict.fromkeys(part.units or (), Api(client, password))
    supervision = next(unit for unit in state.service("e_supervision").units or ())
    witness = Witness(apis[supervision], username_of(city, supervision, Role.SUPERVISOR))
    await stack.enter_async_context(witness.watching())
    return Town(
        state=state,
        apis=apis,
        city=city,
        applicants={one.key: one for one in demo_applicants()},
        calendar=WorkingCalendar.of(seed_years(), Digest("")),
        witness=witness,
        script=Script(await _names(apis[CITY], username_of(city, CITY, Role.CLERK))),
    )


async def _names(api: Api, clerk: str) -> Names:
    home = f"/v1/units/{CITY}"
    units = (await api.get(f"{home}/registry", clerk)).body["units"]
    items = (await api.get(f"{home}/catalogue/items", clerk)).body["items"]
    return Names(
        units={unit["code"]: unit["name"] for unit in units},
        items={item["entry"]["item"]: item["entry"] for item in items},
    )
