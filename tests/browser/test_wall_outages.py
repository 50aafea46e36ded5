"""监察大屏 in an outage, before a service whose every answer is decided here: it never ends up without a wall."""

from collections.abc import Iterator
from http import HTTPStatus

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.stage import Stage, played

LIVE = "#live:not([hidden])"
STALE = "#stale:not([hidden])"


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.fixture
def wall(browser: Browser, stage: Stage) -> Iterator[Page]:
    """The wall, live; its clock goes on by itself and can be put forward."""
    with played(stage) as base:
        context = browser.new_context(base_url=base, locale="zh-CN", viewport={"width": 1280, "height": 720})
        page = context.new_page()
        page.clock.install()
        page.goto("/wall")
        page.wait_for_selector(LIVE)
        page.evaluate("window.same = true")
        yield page
        context.close()


def test_the_database_may_be_away_for_long_and_the_wall_stays(wall: Page, stage: Stage) -> None:
    stage.away, stage.wall = True, HTTPStatus.SERVICE_UNAVAILABLE
    stage.ends()
    wall.wait_for_selector(STALE)
    asked = stage.asked.count("/wall")
    for _ in range(4):
        wall.clock.fast_forward("01:10")
        wall.wait_for_timeout(300)

    assert wall.evaluate("window.same")
    assert wall.is_visible(STALE)
    assert stage.asked.count("/wall") > asked

    stage.away, stage.wall = False, HTTPStatus.OK
    wall.clock.fast_forward(4_000)
    wall.wait_for_selector(LIVE)


def test_a_page_that_cannot_hear_though_the_wall_is_there_loads_itself_again(wall: Page, stage: Stage) -> None:
    stage.away = True
    stage.ends()
    wall.wait_for_selector(STALE)
    with wall.expect_navigation():
        wall.clock.fast_forward("01:10")
        wall.clock.fast_forward("01:10")

    assert not wall.evaluate("window.same")


def test_a_page_of_another_build_waits_until_there_is_a_wall(wall: Page, stage: Stage) -> None:
    stage.build, stage.wall = "b2", HTTPStatus.SERVICE_UNAVAILABLE
    stage.ends()
    wall.clock.fast_forward(4_000)
    wall.wait_for_selector(LIVE)
    assert wall.evaluate("window.same")

    stage.wall = HTTPStatus.OK
    stage.ends()
    with wall.expect_navigation():
        wall.clock.fast_forward(4_000)


def test_after_a_long_outage_a_slow_first_byte_is_waited_for(wall: Page, stage: Stage) -> None:
    stage.away = True
    stage.ends()
    wall.wait_for_selector(STALE)
    wall.clock.fast_forward(20_000)
    stage.away, stage.first_byte_after = False, 2.5
    wall.clock.fast_forward(4_000)

    wall.wait_for_selector("#back:not([hidden])", timeout=10_000)
    assert wall.evaluate("window.same")
