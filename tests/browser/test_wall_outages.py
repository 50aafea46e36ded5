"""监察大屏 in an outage, before a service whose every answer is decided here: it never ends up without a wall."""

from http import HTTPStatus

import pytest
from playwright.sync_api import Page

from tests.browser.stage import LIVE, Stage

STALE = "#stale:not([hidden])"


def test_the_database_may_be_away_for_long_and_the_wall_stays(staged: Page, stage: Stage) -> None:
    stage.away, stage.wall = True, HTTPStatus.SERVICE_UNAVAILABLE
    stage.ends()
    staged.wait_for_selector(STALE)
    asked = stage.asked.count("/wall")
    for _ in range(4):
        staged.clock.fast_forward("01:10")
        staged.wait_for_timeout(300)

    assert staged.evaluate("window.same")
    assert staged.is_visible(STALE)
    assert stage.asked.count("/wall") > asked

    stage.away, stage.wall = False, HTTPStatus.OK
    staged.clock.fast_forward(4_000)
    staged.wait_for_selector(LIVE)


def test_a_page_that_cannot_hear_though_the_wall_is_there_loads_itself_again(staged: Page, stage: Stage) -> None:
    stage.away = True
    stage.ends()
    staged.wait_for_selector(STALE)
    with staged.expect_navigation():
        staged.clock.fast_forward("01:10")
        staged.clock.fast_forward("01:10")

    assert not staged.evaluate("window.same")


def test_a_page_of_another_build_waits_until_there_is_a_wall(staged: Page, stage: Stage) -> None:
    stage.build, stage.wall = "b2", HTTPStatus.SERVICE_UNAVAILABLE
    stage.ends()
    staged.clock.fast_forward(4_000)
    staged.wait_for_selector(LIVE)
    assert staged.evaluate("window.same")

    stage.wall = HTTPStatus.OK
    stage.ends()
    with staged.expect_navigation():
        staged.clock.fast_forward(4_000)


@pytest.mark.parametrize(("missed", "told"), [(1_234, "1234"), (0, "0"), (None, "不详")])
def test_after_an_outage_it_tells_how_many_lights_turned(
    staged: Page, stage: Stage, missed: int | None, told: str
) -> None:
    stage.away = True
    stage.ends()
    staged.wait_for_selector(STALE)
    stage.away, stage.missed = False, missed
    staged.clock.fast_forward(4_000)
    staged.wait_for_selector("#back:not([hidden])")

    assert staged.inner_text("#back [data-missed]") == told


def test_after_a_long_outage_a_slow_first_byte_is_waited_for(staged: Page, stage: Stage) -> None:
    stage.away = True
    stage.ends()
    staged.wait_for_selector(STALE)
    staged.clock.fast_forward(20_000)
    stage.away, stage.first_byte_after = False, 2.5
    staged.clock.fast_forward(4_000)

    staged.wait_for_selector("#back:not([hidden])", timeout=10_000)
    assert staged.evaluate("window.same")
