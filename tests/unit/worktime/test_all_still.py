"""The stretches on which every unfinished share of a master stands still."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from liandong.domain.worktime.all_still import ShareDays, all_still
from liandong.domain.worktime.clock import Pause

FIRST = date(2026, 11, 23)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def test_stretches_of_several_shares_that_meet_are_one() -> None:
    one = ShareDays(begun=day(0), still=(Pause(day(2), day(5)), Pause(day(5), day(9))))
    other = ShareDays(begun=day(0), ended=day(7), still=(Pause(day(1), day(6)),))
    assert all_still([one, other]) == (Pause(day(2), day(6)), Pause(day(7), day(9)))


def test_with_nothing_unfinished_nothing_stands_still() -> None:
    assert all_still([]) == ()
    assert all_still([ShareDays(begun=day(0), ended=day(3), still=(Pause(day(3)),))]) == ()


def test_of_a_stopped_clock_only_what_was_before_counts() -> None:
    share = ShareDays(begun=day(0), still=(Pause(day(1), day(2)), Pause(day(4))))
    assert all_still([share]) == (Pause(day(1), day(2)), Pause(day(4), None))
    assert all_still([share], day(6)) == (Pause(day(1), day(2)), Pause(day(4), day(6)))
    assert all_still([share], day(4)) == (Pause(day(1), day(2)),)


DAYS = st.integers(0, 15).map(day)
PAUSES = st.tuples(DAYS, DAYS | st.none()).map(lambda each: Pause(*each))
SHARES = st.builds(ShareDays, begun=DAYS, ended=DAYS | st.none(), still=st.lists(PAUSES, max_size=3).map(tuple))


@given(st.lists(SHARES, max_size=4))
def test_day_by_day_it_is_what_the_rule_says(shares: list[ShareDays]) -> None:
    found = all_still(shares)
    for number in range(20):
        today = day(number)
        unfinished = [
            share for share in shares if share.begun <= today and (share.ended is None or today < share.ended)
        ]
        still = [
            any(each.start <= today and (each.end is None or today < each.end) for each in share.still)
            for share in unfinished
        ]
        covered = any(each.start <= today and (each.end is None or today < each.end) for each in found)
        assert covered == (bool(still) and all(still))
    for earlier, later in pairwise(found):
        assert earlier.end is not None
        assert earlier.end < later.start, "stretches that meet are one"
