import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from liandong.cli.deadline import app


def explain(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["explain", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_an_explanation_for_programs_is_one_object() -> None:
    code, printed, _ = explain(
        *("--accepted", "2026-09-28", "--limit", "10", "--pause", "2026-10-09..2026-10-13=专家评审", "--json")
    )
    told = json.loads(printed)
    assert code == 0
    assert (told["due"], told["provisional"], told["open"]) == ("2026-10-21", False, False)
    assert (told["policy"], told["unit"], told["total"]) == ("cn-workdays-1", "working_day", 10)
    first, last = date(2026, 9, 28), date(2026, 10, 21)
    assert [day["date"] for day in told["days"]] == [
        str(first + timedelta(days=n)) for n in range((last - first).days + 1)
    ]
    assert sum(day["counted"] for day in told["days"]) == 10
    assert told["days"][11] == {
        "date": "2026-10-09",
        "counted": False,
        "amount": 0,
        "reason": "paused",
        "sentence": "专家评审期间，计时中止，不计入",
        "basis": "行政许可法 45",
        "provisional": False,
    }


def test_an_explanation_for_people_ends_with_the_due_day() -> None:
    code, printed, _ = explain("--accepted", "2026-12-30", "--limit", "2")
    lines = printed.splitlines()
    assert code == 0
    assert lines[0] == "2026-12-30 　 开始的当日不计入（民法典 201）"
    assert lines[1] == "2026-12-31 计 工作日；第1个工作日（行政许可法 82）"
    assert lines[-1] == "2个工作日，到期日 2027-01-04，2027-01-05 00:00止（暂定）"


def test_extensions_void_pauses_and_interruptions_are_told() -> None:
    _, printed, _ = explain(
        *("--accepted", "2026-03-02", "--limit", "5", "--unnoticed", "2026-03-04..2026-03-06=鉴定"),
        *("--extend", "2@2026-03-05", "--extend", "3@2026-03-09"),
    )
    assert printed.splitlines()[-4:] == [
        "延期2个工作日，2026-03-05批准，计入（行政许可法 42）",
        "延期3个工作日，2026-03-09批准，不计入：期限只能延长一次（行政许可法 42）",
        "鉴定未书面告知所需时间，不予扣除（行政许可法 45）",
        "7个工作日，到期日 2026-03-11，2026-03-12 00:00止",
    ]
    _, printed, _ = explain("--accepted", "2026-03-02", "--limit", "3", "--restart", "2026-03-04..2026-03-06")
    assert printed.splitlines()[-1] == "3个工作日，到期日 2026-03-11，2026-03-12 00:00止"
    _, printed, _ = explain("--accepted", "2026-03-02", "--limit", "3", "--pause", "2026-03-04..")
    assert printed.splitlines()[-1] == "3个工作日，到期日 2026-03-05，2026-03-06 00:00止（计时仍在中止，为最早情形）"


def test_hours_are_told_from_the_minute_on() -> None:
    _, printed, _ = explain("--accepted", "2026-09-28T16:00", "--limit", "4", "--unit", "working_hour", "--json")
    told = json.loads(printed)
    assert told["ends"] == "2026-09-29T11:30:00+08:00"
    assert [day["amount"] for day in told["days"]] == [90, 150]
    _, printed, _ = explain("--accepted", "2026-09-28T08:00+00:00", "--limit", "4", "--unit", "working_hour", "--json")
    assert json.loads(printed)["ends"] == told["ends"]


def test_a_notice_not_yet_published_can_be_tried() -> None:
    notice = str(Path(__file__).parents[1] / "worktime" / "notices" / "made-up-2027.toml")
    _, printed, _ = explain("--accepted", "2027-02-03", "--limit", "2")
    assert printed.splitlines()[-1] == "2个工作日，到期日 2027-02-09，2027-02-10 00:00止（暂定）"
    _, printed, _ = explain("--accepted", "2027-02-03", "--limit", "2", "--notice", notice)
    assert printed.splitlines()[-1] == "2个工作日，到期日 2027-02-15，2027-02-16 00:00止"
    source = "国务院办公厅关于2027年部分节假日安排的通知（虚构〔2026〕0号）"
    assert f"2027-02-07 　 春节放假（{source}）" in printed.splitlines()


def test_a_notice_that_can_not_be_tried_is_told_why(tmp_path: Path) -> None:
    file = tmp_path / "notice.toml"
    file.write_text("year = 2027\n")
    code, printed, told = explain("--accepted", "2027-02-03", "--limit", "2", "--notice", str(file))
    assert (code, printed) == (1, "")
    assert told.startswith("notice.toml:1: 缺少“document”")


def test_what_can_not_be_counted_is_told_with_its_code() -> None:
    code, printed, told = explain("--accepted", "2028-12-15", "--limit", "30")
    assert (code, printed) == (1, "")
    assert "calendar.beyond-horizon" in told


@pytest.mark.parametrize(
    "arguments",
    [
        ("--accepted", "soon", "--limit", "5"),
        ("--accepted", "0001-01-01T00:00+14:00", "--limit", "5"),
        ("--accepted", "2026-03-02", "--limit", "-5"),
        ("--accepted", "2026-03-02", "--limit", "5", "--unit", "week"),
        ("--accepted", "2026-03-02", "--limit", "5", "--pause", "2026-03-04"),
        ("--accepted", "2026-03-02", "--limit", "5", "--pause", "2026-03-06..2026-03-04"),
        ("--accepted", "2026-03-02", "--limit", "5", "--extend", "2"),
        ("--accepted", "2026-03-02", "--limit", "5", "--extend", "two@2026-03-04"),
        ("--limit", "5"),
    ],
)
def test_what_is_not_written_as_asked_for_is_a_wrong_use(arguments: tuple[str, ...]) -> None:
    code, printed, _ = explain(*arguments)
    assert (code, printed) == (2, "")
