"""大屏登记: a screen a supervisor registers shows the wall, stays when his session has gone, and can be revoked."""

from collections.abc import Callable

import pytest

from tests.browser.city import City
from tests.browser.looking import DESK, PHONE, Looker, looks

SUPERVISION, SUPERVISOR = "e_supervision", "610100900-01"
LIVE = "#live:not([hidden])"


@pytest.mark.parametrize(("language", "dark", "size"), looks(DESK, PHONE))
def test_a_screen_is_registered_shows_the_wall_and_is_revoked(
    city: City, looker: Callable[..., Looker], language: str, dark: bool, size: tuple[int, int]
) -> None:
    look = f"{language}-{'dark' if dark else 'light'}-{size[0]}"
    name = f"一楼大厅 {look}"
    screen = looker(SUPERVISION, SUPERVISOR, language=language, dark=dark, size=size)
    screen.expected |= {"422", "Failed to load resource"}
    screen.page.goto("/wall/displays")
    screen.page.click("main form[action='/wall/displays'] button")
    screen.page.wait_for_selector("[role=alert]")
    assert screen.page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    screen.is_accessible()

    screen.page.fill("#name", name)
    screen.goes_by("main form[action='/wall/displays'] button")

    screen.page.wait_for_selector(LIVE)
    assert name in screen.page.inner_text("header")
    assert not any("e-supervision" in each["name"] for each in screen.context.cookies()), "nobody is signed in"
    screen.is_accessible()
    screen.page.goto("/wall/matters")
    assert "/sign-in" in screen.page.url

    screen.page.goto("/wall")
    screen.page.wait_for_selector(LIVE)
    elsewhere = looker(SUPERVISION, SUPERVISOR, language=language, dark=dark, size=size)
    elsewhere.page.goto("/wall/displays")
    elsewhere.is_accessible()
    elsewhere.fits()
    elsewhere.shoots(f"displays-{look}")
    elsewhere.goes_by(f"tr:has-text('{name}') button")
    assert name not in elsewhere.page.inner_text("main")

    screen.page.wait_for_selector("#ended:not([hidden])", timeout=25_000)
    screen.shoots(f"display-ended-{look}", whole=False)
