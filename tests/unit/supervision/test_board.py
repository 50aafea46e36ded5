"""The wall: every figure by its definition, and a matrix that condenses without losing a light."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from e_supervision.api.shown import ClockOut
from e_supervision.board.figures import Curve, Lately, curve, figures, today_of
from e_supervision.board.lags import Lag, Lags
from e_supervision.board.matrix import MOST_COLUMNS, MOST_ROWS, Place, matrix
from e_supervision.clocks import Clock
from e_supervision.pages import words
from e_supervision.pages.words import left, short
from e_supervision.timeline import Standing
from liandong.domain.worktime.light import Light
from liandong.events.handling import LimitUnit
from liandong.terms.codes import Tier

DAY, HOUR = LimitUnit.WORKING_DAY, LimitUnit.WORKING_HOUR
NOON = datetime(2026, 11, 30, 4, tzinfo=UTC)
NONE_LATELY = Lately(closed=0, in_time=0, net=None, gross=None)


def place(unit, tier, parent=None, heard_at=NOON, silent=False):
    return Place(unit=unit, name=unit, tier=tier, parent=parent, heard_at=heard_at, silent=silent)


CITY = place("610100", Tier.CITY)
YANTA, GAOXIN = place("610113", Tier.DISTRICT, "610100"), place("610171", Tier.DISTRICT, "610100")
ZHANGBA = place("610113007", Tier.TOWNSHIP, "610171")
XIAOZHAI = place("610113001", Tier.TOWNSHIP, "610113")


def districts(number, halls=0):
    for n in range(number):
        unit = f"6102{n:02}"
        yield place(unit, Tier.DISTRICT, "610100")
        for hall in range(halls):
            yield place(f"{unit}{hall:03}", Tier.TOWNSHIP, unit, silent=hall == 0)


def names(shown):
    return [[each.unit for each in column.places] for column in shown.columns]


def test_a_hall_stands_after_the_district_it_belongs_to_whatever_its_code():
    shown = matrix([ZHANGBA, GAOXIN, XIAOZHAI, YANTA, CITY], {}, ["水务"])

    assert names(shown) == [["610100"], ["610113"], ["610113001"], ["610171"], ["610113007"]]


def test_with_many_units_the_halls_of_a_district_are_one_column():
    places = [CITY, *districts(4, halls=3)]
    counts = {("610200000", "水务"): {Light.RED: 1}, ("610200001", "水务"): {Light.GREEN: 2, Light.YELLOW: 1}}
    shown = matrix(places, counts, ["水务"])

    assert len(places) > MOST_COLUMNS
    assert len(shown.columns) == 9
    assert (shown.columns[2].district, len(shown.columns[2].places), shown.columns[2].silent) == ("610200", 3, False)
    cell = shown.lines[0].cells[2]
    assert (cell.matters, cell.yellow, cell.red, cell.worst) == (4, 1, 1, Light.RED)


def test_a_column_of_halls_is_silent_when_all_of_them_are():
    halls = [place(f"6102000{n:02}", Tier.TOWNSHIP, "610200", heard_at=None, silent=True) for n in range(MOST_COLUMNS)]
    shown = matrix([CITY, *districts(1), *halls], {}, ["水务"])

    assert (shown.columns[2].silent, shown.columns[2].heard_at) == (True, None)


MORNING = datetime(2026, 11, 27, 1, tzinfo=UTC)
FAR, A_LITTLE = Lag(entries=100_000, through=MORNING), Lag(entries=3, through=NOON)


def test_a_column_lags_by_all_its_units_and_is_as_of_the_furthest_behind():
    halls = [replace(place(f"61020000{n}", Tier.TOWNSHIP, "610200"), lag=lag) for n, lag in enumerate((FAR, A_LITTLE))]
    more = [place(f"6102000{n:02}", Tier.TOWNSHIP, "610200", heard_at=None, silent=n == 20) for n in range(5, 21)]
    shown = matrix([CITY, *districts(1), *halls, *more], {}, ["水务"])

    assert shown.columns[2].lag == Lag(entries=100_003, through=MORNING)
    assert (shown.columns[0].lag, shown.not_live) == (None, 3)


def test_what_is_on_its_way_for_a_moment_is_no_lag():
    lags = Lags()
    lags.look({}, frozenset())
    assert lags.look({"610113": A_LITTLE}, frozenset()) == {}
    assert lags.look({"610113": A_LITTLE}, frozenset()) == {"610113": A_LITTLE}
    assert lags.look({}, frozenset()) == {}


def test_a_unit_that_comes_back_far_behind_is_never_taken_for_live():
    lags = Lags()
    lags.look({}, frozenset({"610113"}))
    assert lags.look({"610113": FAR}, frozenset()) == {"610113": FAR}
    assert Lags().look({"610113": FAR}, frozenset()) == {"610113": FAR}


@pytest.mark.parametrize(
    ("lights", "worst"),
    [
        ({Light.GREEN: 9, Light.YELLOW: 1}, Light.YELLOW),
        ({Light.PAUSED: 1, Light.GREEN: 1}, Light.GREEN),
        ({Light.AWAITING_EDITION: 1, Light.GREEN: 1}, Light.AWAITING_EDITION),
        ({Light.GREY: 3}, Light.GREY),
        ({}, None),
    ],
)
def test_a_cell_shows_its_worst_light(lights, worst):
    cell = matrix([CITY], {("610100", "水务"): lights}, ["水务"]).lines[0].cells[0]

    assert (cell.worst, cell.matters) == (worst, sum(lights.values()))


def test_departments_without_matters_give_way_to_those_that_have_some():
    departments = [f"部门{n:02}" for n in range(20)]
    counts = {("610100", "部门19"): {Light.GREEN: 1}, ("610100", None): {Light.AWAITING_EDITION: 1}}
    lines = matrix([CITY], counts, departments).lines

    assert len(lines) == MOST_ROWS
    assert [line.departments for line in lines[-2:]] == [("部门19",), (None,)]


def test_with_too_many_departments_the_least_urgent_are_summed_up_last():
    departments = [f"部门{n:02}" for n in range(20)]
    counts = {("610100", name): {Light.GREEN: 20 - n} for n, name in enumerate(departments)}
    counts["610100", "部门18"] = {Light.YELLOW: 1}
    counts["610100", "部门19"] = {Light.RED: 1}
    *lines, rest = matrix([CITY], counts, departments).lines

    assert [line.departments[0] for line in lines] == [*departments[:12], "部门18", "部门19"]
    assert (rest.is_rest, rest.departments) == (True, tuple(departments[12:18]))
    assert rest.cells[0].matters == 8 + 7 + 6 + 5 + 4 + 3


def test_closed_are_decided_and_terminated_and_withdrawn_stand_apart():
    today = today_of(
        [
            ("case.accepted", 9, 4),
            ("case.decided", 10, 2),
            ("case.upper_decided", 10, 1),
            ("case.agreed_by_silence", 11, 1),
            ("case.terminated", 15, 1),
            ("case.withdrawn", 16, 3),
        ]
    )
    found = figures({}, today, NONE_LATELY)

    assert (found.accepted, found.closed, found.withdrawn) == (4, 5, 3)


def test_matters_at_silent_units_are_neither_yellow_nor_red():
    counts = {
        ("610100", "水务"): {Light.RED: 2, Light.GREEN: 5, Light.PAUSED: 1},
        ("610113", "水务"): {Light.YELLOW: 3},
        ("610171", "水务"): {Light.GREY: 4},
    }
    found = figures(counts, today_of([]), NONE_LATELY)

    assert (found.at_work, found.yellow, found.red, found.silent) == (15, 3, 2, 4)


def test_the_rate_is_of_those_closed_lately_and_is_not_said_of_none():
    assert figures({}, today_of([]), NONE_LATELY).on_time is None
    found = figures({}, today_of([]), Lately(closed=8, in_time=7, net=3.25, gross=5.5))
    assert (found.on_time, found.net, found.gross, found.of) == (87.5, 3.25, 5.5, 8)


def test_the_curve_goes_as_far_as_the_day_and_reaches_what_happened_early_or_late():
    today = today_of([("case.accepted", 7, 1), ("case.accepted", 9, 2), ("case.decided", 9, 1)])
    assert curve(today, 10) == Curve(hours=tuple(range(7, 19)), accepted=(1, 0, 2, 0), closed=(0, 0, 1, 0))
    assert curve(today_of([("case.decided", 20, 1)]), 20).hours[-1] == 20
    assert curve(today_of([]), 6) == Curve(hours=tuple(range(8, 19)), accepted=(), closed=())


def test_everything_a_matter_may_show_has_its_word():
    assert set(words.STANDINGS) == set(Standing)
    assert set(words.CLOCKS) == set(Clock)
    assert set(words.LIGHTS) == set(words.SHAPES) == set(words.TURNED) == set(Light)


def clock(remaining, unit=LimitUnit.WORKING_DAY, ends=None):
    return ClockOut.model_construct(clock=Clock.PROMISED, remaining=remaining, unit=unit, ends=ends)


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (clock(3), ("剩 {amount}", DAY, 3)),
        (clock(0), ("今日到期", DAY, 0)),
        (clock(-2), ("超 {amount}", DAY, 2)),
        (clock(5, LimitUnit.WORKING_HOUR, NOON), ("剩 {amount}", HOUR, 5)),
        (clock(0, LimitUnit.WORKING_HOUR, NOON), ("到期前最后时段", HOUR, 0)),
        (clock(None), ("剩余不详", DAY, 0)),
        (None, ("剩余不详", DAY, 0)),
    ],
)
def test_the_remaining_time_is_said_in_words(shown, words):
    assert left(shown) == words


def test_a_unit_stands_over_its_column_by_what_is_its_own():
    assert [short(name) for name in ("雁塔区政务服务中心", "电子城街道便民服务中心", "政务服务中心")] == [
        "雁塔区",
        "电子城街道",
        "政务服务中心",
    ]
