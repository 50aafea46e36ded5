"""泳道: how long a case was worked on, and that nothing runs on once it has ended."""

from datetime import date

import pytest
from tests.unit.case.samples import APPROVE, CALENDAR, MONDAY, REVIEWED, done, receive
from tests.unit.case.test_table import TERMINATE

from liandong.casework.pages.lanes import Bar, lane_of_case
from liandong.domain.case.commands import CaseCommand
from liandong.domain.case.ending_commands import AskWithdrawal, ConfirmWithdrawal

FRIDAY, LONG_AFTER = date(2026, 11, 27), date(2027, 1, 29)
WITHDRAWN = (AskWithdrawal(), ConfirmWithdrawal(document="撤〔2026〕1号"))


def bars(commands: tuple[CaseCommand, ...], ended: date | None, today: date) -> list[Bar]:
    case = done(receive(), *REVIEWED)
    drawn = lane_of_case(done(*commands, day=FRIDAY, case=case), ended, CALENDAR, today)
    assert drawn is not None
    assert drawn.days[0] == MONDAY
    return list(drawn.lanes[0].bars)


@pytest.mark.parametrize(
    ("commands", "sort", "word"),
    [((APPROVE,), "decided", "准予"), (WITHDRAWN, "ended", "撤回"), ((TERMINATE,), "ended", "终止")],
)
def test_what_has_ended_is_drawn_to_its_last_day_and_is_not_late_for_ever(
    commands: tuple[CaseCommand, ...], sort: str, word: str
) -> None:
    assert bars(commands, FRIDAY, LONG_AFTER) == [Bar(start=0, length=5, sort=sort, word=word)]


def test_what_is_still_worked_on_is_late_after_its_last_day() -> None:
    begun = bars((), None, date(2026, 12, 9))

    assert [(bar.sort, bar.word) for bar in begun] == [("work", "办理"), ("late", "超时")]
