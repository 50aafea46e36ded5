"""The committed documents are those of the program: no difference goes unread."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from liandong.cli.documents import api_documents, app, differs, event_documents
from liandong.cli.stack.plan import SERVICES
from liandong.events.all_events import ALL_EVENTS

ROOT = Path(__file__).parents[2]


def test_what_is_said_on_the_bus_is_committed() -> None:
    assert differs(ROOT, dict(event_documents())) == [], "read the difference, run `make events` and commit"


def test_what_is_answered_over_http_is_committed() -> None:
    assert differs(ROOT, dict(api_documents())) == [], "read the difference, run `make docs` and commit"


def test_every_service_has_its_document() -> None:
    assert {path.stem for path, _ in api_documents()} == {service.name for service in SERVICES}


def test_the_page_of_events_names_every_kind_once() -> None:
    page = dict(event_documents())[Path("docs/events.md")]
    assert re.findall(r"^\| `([a-z_.]+)` v1 ", page, re.MULTILINE) == [event.KIND for event in ALL_EVENTS]


@pytest.mark.parametrize("command", ["events", "openapi", "all"])
def test_a_difference_fails_the_check_and_is_shown(tmp_path: Path, command: str) -> None:
    runner = CliRunner()
    assert runner.invoke(app, ["all", "--root", str(tmp_path)]).exit_code == 0
    assert runner.invoke(app, [command, "--check", "--root", str(tmp_path)]).exit_code == 0
    for file in (tmp_path / "docs").rglob("*.*"):
        file.write_text(file.read_text(encoding="utf-8").replace("case", "kase", 1), encoding="utf-8")
    checked = runner.invoke(app, [command, "--check", "--root", str(tmp_path)])
    assert checked.exit_code == 1
    assert re.search(r"^-.*kase", checked.output, re.MULTILINE)
    assert "the committed documents differ" in checked.output
