"""The clocks of a case as its own unit sees them: one that reaches too far hides none of the others."""

from dataclasses import replace
from datetime import date

from liandong.domain.case.clocks import Clock, clocks_of, most_urgent
from liandong.domain.case.commands import Accept
from tests.unit.case.samples import MONDAY, done, on, receive


def test_a_licence_that_expires_beyond_the_calendar_hides_no_other_clock() -> None:
    case = replace(done(receive(), Accept()), licence_expires_on=date(2090, 1, 1))

    clocks = clocks_of(case, on(MONDAY))

    assert [each.clock for each in clocks] == [Clock.PROMISED, Clock.STATUTORY]
    pressing = most_urgent(clocks)
    assert pressing is not None
    assert pressing.clock is Clock.PROMISED
