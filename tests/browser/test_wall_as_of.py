"""监察大屏 says as of when its lights are: of every unit that is silent or behind, and over midnight."""

from dataclasses import replace
from datetime import UTC, datetime

from playwright.sync_api import Page

from e_supervision.board.lags import Lag
from e_supervision.board.matrix import matrix
from tests.browser.stage import COUNTS, QUIET, YANTA, Stage

LAST_FRIDAY = datetime(2026, 11, 27, 8, 5, tzinfo=UTC)


def test_a_unit_that_is_behind_is_told_over_its_column_and_beside_the_time(staged: Page, stage: Stage) -> None:
    assert staged.inner_text(".wall-state") == "● 实时\n数据截至 14:00:00"
    behind = replace(YANTA, lag=Lag(entries=100_000, through=LAST_FRIDAY))
    stage.shows(replace(QUIET, matrix=matrix([behind], COUNTS, ["水务", "民政"])))

    staged.wait_for_selector("thead .wall-behind")
    assert staged.inner_text("thead .wall-behind") == "雁塔区\n截至 11-27 16:05 缺100000条"
    assert staged.inner_text(".wall-state") == "● 实时\n数据截至 14:00:00（1个单位除外）"
    assert staged.locator("td.wall-behind.wall-yellow").count() == 1
