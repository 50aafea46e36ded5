"""监察大屏 says as of when its lights are: of every unit that is silent or behind, and over midnight."""

from dataclasses import replace
from datetime import UTC, datetime
from http import HTTPStatus

from playwright.sync_api import Page

from e_supervision.board.happening import Happening
from e_supervision.board.lags import Lag
from e_supervision.board.matrix import matrix
from tests.browser.stage import BEGAN, COUNTS, QUIET, YANTA, Stage

LAST_FRIDAY = datetime(2026, 11, 27, 8, 5, tzinfo=UTC)


def test_a_unit_that_is_behind_is_told_over_its_column_and_beside_the_time(staged: Page, stage: Stage) -> None:
    assert staged.inner_text(".wall-state") == "● 实时\n数据截至 14:00:00"
    behind = replace(YANTA, lag=Lag(entries=100_000, through=LAST_FRIDAY))
    stage.shows(replace(QUIET, matrix=matrix([behind], COUNTS, ["水务", "民政"])))

    staged.wait_for_selector("thead .wall-behind")
    assert staged.inner_text("thead .wall-behind") == "雁塔区\n截至 11-27 16:05 缺9999+条"
    assert staged.inner_text(".wall-state") == "● 实时\n数据截至 14:00:00（1个单位除外）"
    assert staged.locator("td.wall-behind.wall-yellow").count() == 1


def test_what_is_of_another_day_is_told_with_its_day(staged: Page, stage: Stage) -> None:
    silent = replace(YANTA, silent=True, heard_at=LAST_FRIDAY)
    of_today, of_friday = (
        Happening(at=at, told=at, unit="610113", kind="case.accepted", number="1", department="水务", light="green")
        for at in (BEGAN, LAST_FRIDAY)
    )
    board = replace(QUIET, matrix=matrix([silent], COUNTS, ["水务"]), happenings=(of_today, of_friday))
    stage.shows(board)
    staged.wait_for_selector("thead .wall-silent")
    assert staged.inner_text("thead .wall-silent") == "雁塔区\n失联\n截至 11-27 16:05"
    assert staged.locator(".wall-line time").all_inner_texts() == ["14:00:00", "11-27 16:05"]

    stage.away, stage.wall = True, HTTPStatus.SERVICE_UNAVAILABLE
    stage.ends()
    staged.wait_for_selector("#stale:not([hidden])")
    assert staged.inner_text("#stale [data-since]") == staged.inner_text("#as-of") == "14:00:00"
    staged.clock.fast_forward("10:30:00")
    staged.wait_for_function("document.getElementById('date').textContent.startsWith('2026-12-01')")
    assert staged.inner_text("#stale [data-since]") == staged.inner_text("#as-of") == "2026-11-30 14:00:00"
