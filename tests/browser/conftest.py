"""A real browser before a real city: every page is watched for errors and for anything asked of another host."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from liandong.cli.stack.command import inherited
from liandong.cli.stack.state import is_locked
from tests.browser.city import City
from tests.browser.looking import Looker
from tests.browser.stage import LIVE, Stage, played

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ("--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync")
INSTALL = "apt-get install -y chromium fonts-noto-cjk"


@pytest.fixture(scope="package")
def city() -> Iterator[City]:
    """The demo city as `make up` starts it, with its processes; or the one that runs in LIANDONG_BROWSER_CITY."""
    if (running := os.environ.get("LIANDONG_BROWSER_CITY")) is not None:
        yield City(Path(running), lambda *_: None)
        return
    folder = Path(tempfile.mkdtemp(prefix="liandong-browser-"))
    folder.chmod(0o711)
    var = folder / "var"

    def types(*arguments: str) -> None:
        subprocess.run(
            [sys.executable, "-m", "liandong.cli.main", *arguments],
            env={**inherited(), "LIANDONG_VAR": str(var)},
            check=True,
            capture_output=True,
            timeout=600,
        )

    types("up", "--detach")
    yield City(var, types)
    if is_locked(var):
        types("down")
    types("down", "--wipe")
    shutil.rmtree(folder)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, closed before other tests need an event loop of their own.

    Where there is none, the line that installs it is what the test fails with.
    """
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if found is None:
        pytest.fail(f"没有浏览器，页面不能测试；请执行：{INSTALL}", pytrace=False)
    arguments = [*ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def artefacts() -> Path:
    """Where screenshots are put: LIANDONG_ARTEFACTS, or build/screens."""
    folder = Path(os.environ.get("LIANDONG_ARTEFACTS", ROOT / "build" / "screens"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def looker(browser: Browser, city: City, artefacts: Path) -> Iterator[Callable[..., Looker]]:
    """`looker(service, account, language=…, dark=…, size=…)`: somebody with a window of his own.

    Afterwards: no error on the console, nothing asked of another host.
    """
    opened: list[Looker] = []

    def look(service: str, account: str | None = None, **how: object) -> Looker:
        somebody = Looker.opened(browser, city, artefacts, service, account, **how)  # type: ignore[arg-type]
        opened.append(somebody)
        return somebody

    yield look
    faults = [fault for somebody in opened for fault in somebody.faults]
    for somebody in opened:
        somebody.context.close()
    assert not faults


@pytest.fixture
def stage() -> Stage:
    """What the service before `staged` answers."""
    return Stage()


@pytest.fixture
def staged(browser: Browser, stage: Stage) -> Iterator[Page]:
    """The wall on its stage, live; its clock goes on by itself and can be put forward."""
    with played(stage) as base:
        context = browser.new_context(base_url=base, locale="zh-CN", viewport={"width": 1280, "height": 720})
        page = context.new_page()
        page.clock.install()
        page.goto("/wall")
        page.wait_for_selector(LIVE)
        page.evaluate("window.same = true")
        yield page
        context.close()
