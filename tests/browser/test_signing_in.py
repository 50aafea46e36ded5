"""登录: the session, and what was typed when it ran out."""

from collections.abc import Callable

import pytest

from tests.browser.city import City
from tests.browser.looking import DESK, Looker, looks

CLERK = "610113-01"


def test_a_wrong_password_is_told_and_takes_the_focus(city: City, looker: Callable[..., Looker]) -> None:
    clerk = looker("district_center")
    clerk.expected.add("401")

    clerk.signs_in(CLERK, "not his password")

    assert "用户名或密码不正确" in clerk.page.inner_text("[role=alert]")
    assert clerk.page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    assert clerk.page.input_value("#username") == CLERK
    clerk.is_accessible()


@pytest.mark.parametrize(("language", "dark"), [(language, dark) for language, dark, _ in looks(DESK)])
def test_the_page_of_signing_in(looker: Callable[..., Looker], language: str, dark: bool) -> None:
    somebody = looker("district_center", language=language, dark=dark)
    somebody.page.goto("/sign-in")

    somebody.is_accessible()
    somebody.fits()
    somebody.shoots(f"sign-in-{language}-{'dark' if dark else 'light'}")


def test_a_page_wanted_before_signing_in_is_shown_after_it(city: City, looker: Callable[..., Looker]) -> None:
    clerk = looker("district_center")
    clerk.page.goto("/sign-in?to=//evil.example/x")

    clerk.page.fill("#username", CLERK)
    clerk.page.fill("#password", city.password)
    clerk.expected.add("403")
    clerk.goes_by("main button[type=submit]")

    assert clerk.page.url.startswith(clerk.base)
