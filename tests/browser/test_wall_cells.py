"""监察大屏: a change flashes the cell that counts it, also where a cell sums up several halls or departments."""

from dataclasses import replace
from typing import Any

from playwright.sync_api import Page

from e_supervision.board.matrix import matrix
from liandong.domain.worktime.light import Light
from liandong.terms.codes import Tier
from tests.browser.stage import BEGAN, QUIET, YANTA, Stage

HALLS = tuple(f"6101130{n:02}" for n in range(15))
DEPARTMENTS = tuple(f"部门{n:02}" for n in range(20))
PLACES = (YANTA, *(replace(YANTA, unit=hall, name=hall, tier=Tier.TOWNSHIP, parent="610113") for hall in HALLS))
COUNTS = {(unit, name): {Light.GREEN: 20 - n} for unit in ("610113", *HALLS) for n, name in enumerate(DEPARTMENTS)}
CROWDED = replace(QUIET, matrix=matrix(PLACES, COUNTS, DEPARTMENTS))
FLASHING = """() => [...document.querySelectorAll(".wall-flash")].map((cell) =>
    `${cell.cellIndex} ${cell.closest("tr").querySelector("th").innerText}`)"""


def change(unit: str, department: str | None, stream: str | None = "case:1") -> dict[str, Any]:
    return {"unit": unit, "department": department, "stream": stream}


def flashing_after(staged: Page, stage: Stage, turned: dict[str, Any]) -> list[str]:
    staged.clock.fast_forward(5_000)
    stage.says("heartbeat", {"legal_now": BEGAN.isoformat()}, 7)
    staged.wait_for_function("document.querySelectorAll('.wall-flash').length === 0")
    stage.says("light", turned, 8)
    staged.wait_for_selector(".wall-flash", state="attached")
    return staged.evaluate(FLASHING)


def test_a_change_in_any_hall_or_department_of_a_cell_flashes_that_cell(staged: Page, stage: Stage) -> None:
    stage.shows(CROWDED)
    staged.wait_for_selector("thead .wall-halls")
    lines = staged.locator("tbody th").all_inner_texts()

    assert flashing_after(staged, stage, change("610113", "部门00")) == ["1 部门00"]
    assert flashing_after(staged, stage, change(HALLS[9], "部门03")) == ["2 部门03"]
    assert flashing_after(staged, stage, change(HALLS[2], "部门19")) == ["2 其余6个部门"]
    assert flashing_after(staged, stage, change(HALLS[2], None, stream=None)) == [f"2 {line}" for line in lines]
