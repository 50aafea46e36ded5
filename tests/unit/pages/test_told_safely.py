"""What a page shows of another's words or of a count it makes itself, by the templates alone."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from e_supervision.board.happening import Happening
from e_supervision.pages import words
from liandong.application.pages.language import LANGUAGES, Language
from liandong.application.pages.rendering import environment
from liandong.casework.pages.names import REASONS, WEEKDAYS
from liandong.domain.worktime.reasons import Reason
from liandong.events.handling import LimitUnit
from liandong.events.kind_names import KIND_NAMES

NOW = datetime(2026, 11, 30, 4, tzinfo=UTC)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_kind_nobody_knows_is_shown_as_it_was_said_and_does_nothing(language: Language) -> None:
    odd = Happening(at=NOW, told=NOW, unit="610113", kind="<b>%x", number=None, department="%(y)s<i>", light=None)
    known = Happening(at=NOW, told=NOW, unit="610113", kind="case.accepted", number=None, department=None, light=None)
    template = environment(("liandong.application.pages", "e_supervision.pages"), language)
    board = SimpleNamespace(at=NOW, happenings=[odd, known])

    shown = template.get_template("wall_happenings.html").render(
        board=board, words=words, kinds=KIND_NAMES, unit_names={}, language=language
    )

    assert "&lt;b&gt;%x" in shown
    assert "%(y)s&lt;i&gt;" in shown
    assert ("受理", "Accepted")[language == "en"] in shown


@pytest.mark.parametrize(
    ("unit", "amounts", "said"),
    [
        (LimitUnit.WORKING_DAY, (1, 1), ("working day 1", "working day 2")),
        (LimitUnit.HALF_DAY, (1, 2), ("1 half day so far", "3 half days so far")),
        (LimitUnit.WORKING_HOUR, (360, 120), ("6 office hours so far", "8 office hours so far")),
    ],
)
def test_the_days_of_a_limit_are_counted_in_its_unit(
    unit: LimitUnit, amounts: tuple[int, int], said: tuple[str, str]
) -> None:
    days = [
        SimpleNamespace(
            date=date(2026, 11, 30), counted=True, amount=amount, reason=Reason.WORKING_DAY, basis="—", sentence="—"
        )
        for amount in amounts
    ]
    why: Any = SimpleNamespace(
        which=SimpleNamespace(value="promised"),
        unit=unit,
        due=date(2026, 11, 30),
        ends=NOW,
        basis="—",
        total=2,
        provisional=False,
        days=days,
    )
    told = {"whys": [why], "language": "en", "weekdays": WEEKDAYS, "reasons": REASONS}
    template = environment(("liandong.application.pages", "liandong.casework.pages"), "en").get_template("matter.html")

    shown = str(template.make_module(told).reasons_of_days())  # type: ignore[attr-defined]  # a macro

    assert all(f"<td>{one}</td>" in shown for one in said)
