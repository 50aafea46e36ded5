import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from liandong.cli.deadline import app

VECTORS = Path(__file__).parents[1] / "worktime" / "deadlines.json"
RIGHT = {
    "accepted": "2026-09-28",
    "limit_working_days": 10,
    "pauses": [["2026-10-09", "2026-10-13"]],
    "due": "2026-10-21",
}


def check(folder: Path, content: Any) -> tuple[int, str, str]:
    file = folder / "deadlines.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content))
    result = CliRunner().invoke(app, ["check", str(file)])
    return result.exit_code, result.stdout, result.stderr


def test_the_golden_deadlines_are_all_right() -> None:
    result = CliRunner().invoke(app, ["check", str(VECTORS)])
    assert (result.exit_code, result.stdout) == (0, "20 of 20\n")


def test_a_bare_list_is_read_too(tmp_path: Path) -> None:
    assert check(tmp_path, [RIGHT]) == (0, "1 of 1\n", "")


def test_a_difference_is_told_and_fails(tmp_path: Path) -> None:
    wrong = {**RIGHT, "name": "暂停后恢复", "due": "2026-10-20"}
    assert check(tmp_path, {"cases": [RIGHT, wrong]}) == (
        1,
        "1 of 2\n",
        "暂停后恢复: 应为 2026-10-20，推算为 2026-10-21\n",
    )


def test_what_can_not_be_counted_fails_with_its_reason(tmp_path: Path) -> None:
    code, counted, told = check(tmp_path, [{**RIGHT, "limit_working_days": 5000}, {**RIGHT, "limit_working_days": -1}])
    assert (code, counted) == (1, "0 of 2\n")
    assert "calendar.beyond-horizon" in told
    assert "never negative" in told


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    for content in ("", "{", "5", '{"cases": 5}', '[{"accepted": "soon"}]'):
        code, counted, told = check(tmp_path, content)
        assert (code, counted) == (2, "")
        assert "不是期限核对文件" in told
