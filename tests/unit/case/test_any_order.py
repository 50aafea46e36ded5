"""Whatever is tried in whatever order, a case keeps its promises."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from liandong.domain.case.commands import CaseCommand
from liandong.domain.case.decide import decide
from liandong.domain.case.evolve import evolve
from liandong.domain.case.state import Case
from liandong.domain.case.status import FINAL
from liandong.domain.worktime import clock
from liandong.events.case import CaseAccepted, CaseReceived, Outcome
from liandong.events.case_clock import CaseExtended, CasePaused, CaseResumed
from liandong.events.case_ending import CaseTerminated, TerminationGround
from liandong.events.said import Event
from liandong.terms.refusal import Refused
from liandong.wire.codec import Codec, read_event, write_event
from tests.unit.case.samples import CALENDAR, CITY_DECIDES, MONDAY, on, receive, step
from tests.unit.case.test_linked import OPEN
from tests.unit.case.test_reviewing import REJECT
from tests.unit.case.test_table import COMMANDS

TRIED: Sequence[CaseCommand] = (*COMMANDS.values(), receive(CITY_DECIDES), REJECT, *step("inspect"), *step("examine"))
FIRST: Sequence[CaseCommand] = (receive(), receive(CITY_DECIDES), receive(materials=()), OPEN)
CODEC = Codec(Case)
ABOUT_THE_FILE = {"case.corrected", "case.archived", "case.reopened", "case.revoked", "case.annulled"}
ABOUT_THE_FILE |= {"case.contacted", "case.late_opinion_attached"}
"""What may still be said of a file that has ended: its applicant may still come to ask, an opinion be hardly late."""

attempts = st.lists(st.tuples(st.sampled_from(TRIED), st.integers(0, 3)), max_size=40)


def history(first: CaseCommand, tries: Sequence[tuple[CaseCommand, int]]) -> tuple[Case, list[Event]]:
    """What comes of the tries, each some days after the one before; refused ones change nothing."""
    day, case, said = MONDAY, None, []
    for command, later in [(first, 0), *tries]:
        day = min(day + timedelta(days=later), date(2027, 6, 30))
        try:
            events = decide(case, command, on(day))
        except Refused:
            continue
        if events and case is not None and case.status in FINAL:
            assert {event.KIND for event in events} <= ABOUT_THE_FILE, "work after the end"
        for event in events:
            case = evolve(case, event)
            said.append(event)
    assert case is not None
    return case, said


@given(st.sampled_from(FIRST), attempts)
def test_nothing_happens_after_the_end_and_what_is_kept_is_the_fold_of_what_was_said(
    first: CaseCommand, tries: list[tuple[CaseCommand, int]]
) -> None:
    case, said = history(first, tries)
    again: Case | None = None
    for event in said:
        facts, personal = write_event(event)
        again = evolve(again, read_event(event.KIND, event.VERSION, facts, personal))
    assert again == case
    assert CODEC.read(*CODEC.write(case)) == case


@given(st.sampled_from(FIRST), attempts)
def test_due_days_follow_from_the_acceptance_and_the_frozen_limits(
    first: CaseCommand, tries: list[tuple[CaseCommand, int]]
) -> None:
    case, said = history(first, tries)
    assert sum(event.KIND == "case.received" for event in said) == 1
    assert sum(event.KIND == "case.accepted" for event in said) <= 1
    if case.accepted_on is None:
        assert case.promised_due is None
        return
    latest = max(index for index, event in enumerate(said) if event.KIND in ("case.accepted", "case.reopened"))
    pauses: dict[int, clock.Pause] = {}
    counted, extended = list[clock.Pause](), 0
    for event in said[latest:]:
        match event:
            case CasePaused(number=number, paused_on=start, counts=True):
                pauses[number] = clock.Pause(start)
            case CaseResumed(number=number, resumed_on=end):
                if number in pauses:
                    pauses[number] = clock.Pause(pauses[number].start, end)
                counted = list(pauses.values())
            case CaseExtended():
                counted, extended = list(pauses.values()), extended + event.days
            case _:
                pass
    start = said[latest].accepted_on if isinstance(said[latest], CaseAccepted) else case.clock_start  # type: ignore[attr-defined]
    assert case.promised_due == clock.due(CALENDAR, start, case.entry.promised_limit, counted).day
    assert case.statutory_due == clock.due(CALENDAR, start, case.entry.statutory_limit + extended, counted).day


@given(st.sampled_from(FIRST), attempts)
def test_a_decision_follows_all_steps_in_order_and_an_answer_goes_with_it(
    first: CaseCommand, tries: list[tuple[CaseCommand, int]]
) -> None:
    case, said = history(first, tries)
    kinds = [event.KIND for event in said]
    if "case.reopened" in kinds:
        kinds = kinds[len(kinds) - kinds[::-1].index("case.reopened") :]
    assert list(case.steps_done) == [step.code for step in case.entry.steps][: len(case.steps_done)]
    decided = kinds.count("case.decided") + kinds.count("case.upper_decided")
    assert decided == (case.outcome in {Outcome.APPROVED, Outcome.REJECTED})
    voided = any(
        isinstance(event, CaseTerminated) and event.ground is TerminationGround.VOIDED_BY_LEAD for event in said
    )
    ended = decided + kinds.count("case.withdrawn") + kinds.count("case.terminated")
    ended -= voided  # the lead knows what it said itself
    assert kinds.count("link.answered") == (ended if case.asked_by else 0)
    if decided:
        assert len(case.steps_done) == len(case.entry.steps)
    received = said[0]
    assert isinstance(received, CaseReceived)
    assert received.details is not None
    assert "张三" not in write_event(received)[0].decode()
