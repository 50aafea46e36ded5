"""Step commands by the handler alone: load, decide, fold, save and journal, without HTTP, bus or supervision."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import count, cycle
from pathlib import Path
from time import perf_counter
from typing import Any

from bench.stock import CLIENTS
from bench.worker import Do
from liandong.application.calendar_seed import seed_years
from liandong.application.handler import CommandHandler
from liandong.casework.repositories import CASES
from liandong.cli.demo.load import DemoApplicant, demo_applicants, demo_catalogue
from liandong.domain.case.commands import Accept, Applicant, CaseCommand, FinishStep, Receive, StartStep
from liandong.domain.case.decide import decide
from liandong.domain.circumstances import Circumstances
from liandong.domain.numbers import case_number
from liandong.domain.powers.letters.authority import Authority
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.events.authority import LetterRule
from liandong.events.case import Channel, EntryReference, Opinion, SubmittedMaterial
from liandong.events.reference import CatalogueEntry
from liandong.infrastructure.clock import LegalClock
from liandong.infrastructure.database import Pool, open_pool
from liandong.infrastructure.journal.entries import open_journal
from liandong.infrastructure.keys import generate_unit_keys
from liandong.terms.codes import CaseId, Pseudonym, StaffId, Tier, UnitCode
from liandong.terms.principal import Principal
from liandong.terms.roles import Role
from liandong.wire.reference_hashes import calendar_hash, entry_hash

BY_POST = Authority(rule=LetterRule.WHERE_GRANTED)


@dataclass(slots=True)
class Office:
    """One process's means to decide, and the accepted cases it has in stock, by unit."""

    pool: Pool
    handler: CommandHandler
    clock: LegalClock
    calendar: WorkingCalendar
    entry: CatalogueEntry
    applicant: DemoApplicant
    serials: "count[int]" = field(default_factory=lambda: count(1))
    ready: dict[UnitCode, deque[tuple[CaseId, deque[CaseCommand]]]] = field(default_factory=dict)

    async def do(self, unit: UnitCode, number: CaseId, command: CaseCommand) -> None:
        by = Principal(id=StaffId(f"{unit}-03"), unit=unit, roles=frozenset({Role.DEPARTMENT_CLERK}))
        given = Circumstances(now=self.clock.now(), by=by, calendar=self.calendar, authority=BY_POST)
        await self.handler.handle(CASES, number, lambda case: decide(case, command, given), by=by)

    async def prepare(self, units: Sequence[UnitCode], wanted: int) -> None:
        """Brings the stock of accepted cases of each unit up to `wanted`."""
        missing = deque(unit for unit in units for _ in range(wanted - len(self.ready.setdefault(unit, deque()))))

        async def client() -> None:
            while missing:
                unit = missing.popleft()
                number = case_number(unit, date(2026, 11, 23), next(self.serials))
                await self.do(unit, number, self._receive(number))
                await self.do(unit, number, Accept())
                self.ready[unit].append((number, self._steps(unit)))

        await asyncio.gather(*(client() for _ in range(CLIENTS)))

    async def act(self, units: Sequence[UnitCode], seconds: float) -> dict[str, Any]:
        """All clients take steps until the time is up, or the stock of a unit is."""
        began, turn, end = perf_counter(), cycle(units), [seconds]

        async def client() -> int:
            done = 0
            while perf_counter() - began < end[0]:
                unit = next(turn)
                if not self.ready[unit]:
                    end[0] = 0
                    break
                number, steps = self.ready[unit].popleft()
                while steps and perf_counter() - began < end[0]:
                    await self.do(unit, number, steps.popleft())
                    done += 1
                if steps:
                    self.ready[unit].appendleft((number, steps))
            return done

        done = await asyncio.gather(*(client() for _ in range(CLIENTS)))
        return {"done": sum(done), "seconds": perf_counter() - began}

    def _receive(self, number: CaseId) -> Receive:
        return Receive(
            case=number,
            tier=Tier.DISTRICT,
            entry=self.entry,
            reference=EntryReference(item=self.entry.item, edition="measured", hash=entry_hash(self.entry)),
            channel=Channel.WINDOW,
            applicant=Applicant(
                pseudonym=Pseudonym("0" * 32),
                pseudonym_key="measured",
                kind=self.applicant.kind,
                details=self.applicant.details,
            ),
            project_code="2611-610113-04-01-123456" if self.entry.needs_project_code else None,
            materials=tuple(SubmittedMaterial(code=one.code) for one in self.entry.materials),
        )

    def _steps(self, unit: UnitCode) -> deque[CaseCommand]:
        steps: deque[CaseCommand] = deque()
        for step in self.entry.steps:
            steps.append(StartStep(step=step.code, responsible=StaffId(f"{unit}-03")))
            steps.append(FinishStep(step=step.code, opinion=Opinion.NO_OBJECTION))
        return steps


@asynccontextmanager
async def work(given: dict[str, Any]) -> AsyncIterator[Do]:
    """Given a migrated database's `url`, its `units`, a folder for `keys`, the `item`. Asked to prepare or to act."""
    units = [UnitCode(unit) for unit in given["units"]]
    pool = await open_pool(given["url"], CLIENTS)
    keys = {unit: generate_unit_keys(Path(given["keys"]), unit) for unit in units}
    async with pool.acquire() as connection:
        for unit in units:
            await open_journal(connection, unit)
    clock, years = LegalClock(None), tuple(seed_years())
    office = Office(
        pool=pool,
        handler=CommandHandler(pool, clock, keys, lambda: None),
        clock=clock,
        calendar=WorkingCalendar.of(years, calendar_hash(years)),
        entry=next(entry for entry in demo_catalogue().entries if entry.item == given["item"]),
        applicant=demo_applicants()[0],
    )

    async def do(asked: dict[str, Any]) -> dict[str, Any]:
        chosen = [UnitCode(unit) for unit in asked["units"]]
        if "prepare" in asked:
            await office.prepare(chosen, asked["prepare"])
            return {}
        return await office.act(chosen, asked["seconds"])

    try:
        yield do
    finally:
        pool.terminate()
