"""Somebody before a screen: opens pages, is checked for accessibility, takes screenshots."""

import os
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.city import City

AXE = Path(__file__).resolve().parents[2] / ".tools/assets/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
LANGUAGES = ("zh", "en")
ALL_LOOKS = os.environ.get("LIANDONG_SCREENS") == "all"


def looks(*sizes: tuple[int, int]) -> list[Any]:
    """How a page is looked at, as (language, dark, size): in every way, or by default in two that differ in all."""
    if not ALL_LOOKS:
        return [("zh", False, sizes[0]), ("en", True, sizes[-1])]
    return [(language, dark, size) for language in LANGUAGES for dark in (False, True) for size in sizes]


LOCALES = {"zh": "zh-CN", "en": "en-GB"}
DESK, PHONE = (1366, 900), (390, 844)


@cache
def axe() -> str:
    return AXE.read_text()


@dataclass
class Looker:
    context: BrowserContext
    page: Page
    base: str
    artefacts: Path
    faults: list[str] = field(default_factory=list)
    expected: set[str] = field(default_factory=set)
    """Parts of console errors that the story brings about itself."""

    @classmethod
    def opened(
        cls,
        browser: Browser,
        city: City,
        artefacts: Path,
        service: str,
        account: str | None = None,
        *,
        language: str = "zh",
        dark: bool = False,
        size: tuple[int, int] = DESK,
        script: bool = True,
    ) -> "Looker":
        base = city.url(service)
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale=LOCALES[language],
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            base_url=base,
        )
        page = context.new_page()
        somebody = cls(context, page, base, artefacts)
        somebody._watch(page)
        if account is not None:
            somebody.has_signed_in(service, city.token(service, account))
        return somebody

    def _watch(self, page: Page) -> None:
        page.on("request", lambda request: self._must_be_here(request.url))
        page.on("console", lambda said: self._hears(said.type, said.text))
        page.on("pageerror", lambda error: self.faults.append(str(error)))

    def _must_be_here(self, url: str) -> None:
        if not url.startswith((self.base, "data:", "blob:", "about:")):
            self.faults.append(f"asked elsewhere: {url}")

    def _hears(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and not any(part in text for part in self.expected):
            self.faults.append(text)

    def has_signed_in(self, service: str, token: str) -> None:
        """The session as the sign-in page leaves it."""
        name = f"__Host-liandong-{service.replace('_', '-')}"
        url = self.base.replace("http:", "https:")  # a secure cookie is set for https; this host is trusted without
        self.context.add_cookies([{"name": name, "value": token, "url": url, "secure": True, "httpOnly": True}])

    def signs_in(self, account: str, password: str) -> None:
        self.page.goto("/sign-in")
        self.page.fill("#username", account)
        self.page.fill("#password", password)
        self.goes_by("main button[type=submit]")

    def goes_by(self, selector: str) -> None:
        """Click what leads to another page, and be there: a look right after a mere click may still see the old one."""
        with self.page.expect_navigation():
            self.page.click(selector)

    def is_accessible(self) -> None:
        """axe finds nothing against WCAG 2.1 A and AA on the page as it is now."""
        self.page.evaluate(axe())
        found: list[Any] = self.page.evaluate(
            "rules => axe.run(document, {runOnly: rules}).then(found => found.violations.map(each =>"
            " [each.id, each.nodes.map(node => node.html + ' ' + node.failureSummary)]))",
            RULES,
        )
        assert not found, found

    def fits(self) -> None:
        """Nothing sticks out sideways."""
        width, room = self.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert width <= room, f"{width} px wide in {room} px"

    def shoots(self, name: str, *, whole: bool = True) -> None:
        self.page.screenshot(path=self.artefacts / f"{name}.png", full_page=whole)
