"""What time does by itself goes on for every other matter when one cannot be counted."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from liandong.application.handler import Handled
from liandong.casework import alarms
from liandong.casework.alarms import LOOK_AGAIN, TAKE_CASES, TAKE_JOINTS, no_alarm_due, raise_due, watch_time
from liandong.casework.recounting import CASES_OLDER, recount
from liandong.casework.repositories import CASES
from liandong.domain.case.commands import Accept
from liandong.domain.case.state import Case
from liandong.domain.case.status import Status
from liandong.domain.circumstances import Circumstances
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.events.said import Event
from liandong.terms.codes import CaseId, Digest, UnitCode
from liandong.terms.legal_time import midnight
from liandong.terms.principal import Principal
from liandong.terms.refusal import Nature, Refused
from tests.unit.case.samples import CALENDAR, DISTRICT, MONDAY, NUMBER, done, fold, receive
from tests.unit.case.test_renewal import accepted
from tests.unit.case.test_silence import taken_in_hand

OTHER = CaseId("610113-261123-00002")
END = date(2027, 12, 30)
"""From here no limit ends inside the calendar of these tests."""
NEWER = replace(CALENDAR, hash=Digest("d" * 64))


@dataclass
class Post:
    """A desk with cases in memory: the queries of the loop answered, the handler deciding on real states."""

    cases: dict[str, Case]
    now: datetime
    found: WorkingCalendar | None = CALENDAR
    keys: tuple[str, ...] = (DISTRICT,)
    said: dict[str, list[str]] = field(default_factory=dict)
    again: dict[str, datetime | None] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    @property
    def pool(self) -> "Post":
        return self

    @property
    def clock(self) -> Any:
        return type("Clock", (), {"now": lambda _: self.now})()

    @property
    def handler(self) -> "Post":
        return self

    @property
    def references(self) -> "Post":
        return self

    def calendar(self, _unit: UnitCode | None = None) -> WorkingCalendar:
        if self.found is None:
            raise Refused("calendar.none", "尚未收到工作日历", nature=Nature.UNAVAILABLE)
        return self.found

    def given(self, by: Principal) -> Circumstances:
        return Circumstances(now=self.now, by=by, calendar=self.calendar())

    async def fetch(self, query: str, *arguments: Any) -> list[dict[str, Any]]:
        self.asked.append(query)
        if query == TAKE_CASES or (query == CASES_OLDER and arguments[0] and arguments[2:] == ("", "")):
            return [{"unit": DISTRICT, "id": number} for number in self.cases]
        assert query in (CASES_OLDER, TAKE_JOINTS) or "joint_file" in query
        return []

    async def fetchval(self, query: str, *_: Any) -> bool:
        return False

    async def execute(self, query: str, unit: str, number: str, _version: int, again: datetime | None) -> None:
        assert query == LOOK_AGAIN
        self.again[number] = again

    async def handle(
        self, _repository: Any, number: str, decide: Callable[[Any], Sequence[Event]], **_: Any
    ) -> Handled[Case]:
        events = tuple(decide(self.cases[number]))
        self.cases[number] = fold(events, self.cases[number])
        self.said[number] = [event.KIND for event in events]
        return Handled(state=self.cases[number], version=1, events=events)


LATER = date(2026, 12, 1)


async def away(*_: Any, **__: Any) -> Handled[Case]:
    raise ConnectionError("the server closed the connection")


def accepted_one() -> dict[str, Case]:
    return {NUMBER: done(receive(), Accept())}


def received(number: CaseId, on: date) -> Case:
    return replace(done(receive()), id=number, effective_on=on)


async def test_a_case_beyond_the_calendar_holds_up_no_acceptance_by_lapse_of_another() -> None:
    post = Post({OTHER: received(OTHER, END), NUMBER: received(NUMBER, MONDAY)}, midnight(date(2026, 12, 1)))
    with capture_logs() as logs:
        assert await raise_due(post) == 2  # type: ignore[arg-type]  # a desk as far as the loop needs one
    assert post.said == {NUMBER: ["case.accepted"]}
    assert post.cases[NUMBER].deemed
    assert [(log["event"], log["number"]) for log in logs] == [("alarms.refused", OTHER)]
    assert str(logs[0]["code"]).startswith("calendar.")


async def test_a_case_that_fails_unforeseen_is_told_of_loudly_and_holds_up_no_other() -> None:
    broken = replace(accepted(), id=OTHER, effective_on=None)  # type: ignore[arg-type]  # a state no program foresaw
    post = Post({OTHER: replace(broken, status=Status.RECEIVED), NUMBER: received(NUMBER, MONDAY)}, midnight(LATER))
    with capture_logs() as logs:
        assert await raise_due(post) == 2  # type: ignore[arg-type]  # a desk as far as the loop needs one
    assert post.said == {NUMBER: ["case.accepted"]}
    assert [(log["event"], log["number"], log["log_level"]) for log in logs] == [("alarms.failed", OTHER, "error")]
    post = Post({OTHER: replace(done(receive(), Accept()), id=OTHER, statutory_due=None), **accepted_one()}, post.now)
    post.found = NEWER
    with capture_logs() as logs:
        assert await recount(post) == 2  # type: ignore[arg-type]  # the same
    assert post.said == {NUMBER: ["deadline.recomputed"]}
    assert [(log["event"], log["number"], log["log_level"]) for log in logs] == [("recount.failed", OTHER, "error")]


async def test_a_database_that_is_away_is_no_fault_of_the_case_it_was_met_at() -> None:
    post = Post({NUMBER: received(NUMBER, MONDAY)}, midnight(LATER))
    post.handle = away  # type: ignore[method-assign]  # the handler cannot reach its database
    with pytest.raises(ConnectionError):
        await raise_due(post)  # type: ignore[arg-type]  # a desk as far as the loop needs one


async def test_a_case_looked_at_too_early_is_looked_at_again_when_its_five_days_are_over() -> None:
    post = Post({NUMBER: received(NUMBER, MONDAY)}, midnight(date(2026, 11, 24)))
    await raise_due(post)  # type: ignore[arg-type]  # a desk as far as the loop needs one
    assert (post.said, post.again) == ({NUMBER: []}, {NUMBER: midnight(date(2026, 12, 1))})


async def test_silence_is_looked_for_on_its_days_warned_of_and_written_down_once() -> None:
    case = taken_in_hand()
    assert CASES.columns(case)["next_at"] == midnight(MONDAY)
    post = Post({NUMBER: case}, midnight(MONDAY) + timedelta(hours=11))
    told = []
    for _ in range(12):
        await raise_due(post)  # type: ignore[arg-type]  # a desk as far as the loop needs one
        if post.said[NUMBER]:
            told.append((post.now.date(), *post.said[NUMBER]))
            continue
        if post.again[NUMBER] is None:
            break
        post.now = post.again[NUMBER]
    assert told == [
        (date(2026, 12, 2), "case.silence_warned"),
        (date(2026, 12, 4), "case.silence_warned"),
        (date(2026, 12, 8), "case.agreed_by_silence"),
    ]


async def test_a_renewal_is_looked_for_when_its_licence_has_run_out() -> None:
    case = accepted()
    assert CASES.columns(case)["next_at"] == midnight(date(2026, 12, 24))
    post = Post({NUMBER: case}, midnight(date(2026, 12, 24)))
    await raise_due(post)  # type: ignore[arg-type]  # a desk as far as the loop needs one
    assert post.said == {NUMBER: ["case.renewed_by_silence"]}
    assert CASES.columns(post.cases[NUMBER])["next_at"] is None


async def test_without_a_calendar_nothing_is_accepted_and_nothing_breaks() -> None:
    post = Post({NUMBER: received(NUMBER, MONDAY)}, midnight(date(2026, 12, 1)), found=None)
    with capture_logs() as logs:
        assert await raise_due(post) == 1  # type: ignore[arg-type]  # a desk as far as the loop needs one
        assert await recount(post) == 0  # type: ignore[arg-type]  # the same
        assert await no_alarm_due(post)  # type: ignore[arg-type]  # the same
    assert (post.said, post.cases[NUMBER].accepted_on) == ({}, None)
    assert [log["code"] for log in logs] == ["calendar.none"]


async def test_a_case_the_new_calendar_does_not_reach_stays_and_holds_up_no_other_recount() -> None:
    open_one = done(receive(), Accept())
    beyond = replace(open_one, id=OTHER, accepted_on=date(2027, 12, 20))
    post = Post({OTHER: beyond, NUMBER: open_one}, midnight(date(2026, 12, 1)), found=NEWER)
    with capture_logs() as logs:
        assert await recount(post) == 2  # type: ignore[arg-type]  # a desk as far as the loop needs one
    assert post.said == {NUMBER: ["deadline.recomputed"]}
    assert (post.cases[NUMBER].calendar, post.cases[OTHER].calendar) == (NEWER.hash, CALENDAR.hash)
    assert [(log["event"], log["number"]) for log in logs] == [("recount.refused", OTHER)]


async def test_the_loop_outlives_a_refusal_of_the_whole_round(monkeypatch: Any) -> None:
    rounds = 0

    async def refused(_desk: Any) -> int:
        nonlocal rounds
        rounds += 1
        raise Refused("calendar.none", "尚未收到工作日历", nature=Nature.UNAVAILABLE)

    monkeypatch.setattr(alarms, "recount", refused)
    monkeypatch.setattr(alarms, "TICK_SECONDS", 0)
    post = Post({}, midnight(MONDAY) + timedelta(hours=10))
    with capture_logs() as logs:
        task = asyncio.create_task(watch_time(post, None))  # type: ignore[arg-type]  # a desk as far as the loop needs one
        while rounds < 3:
            await asyncio.sleep(0)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    assert {(log["event"], log["fault"]) for log in logs} == {("alarms.wait", "calendar.none")}
