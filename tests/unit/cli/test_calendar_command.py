from pathlib import Path

import pytest
from typer.testing import CliRunner

from liandong.cli.calendar_command import app

OF_2026 = Path(__file__).parents[3] / "docs" / "notices" / "2026.toml"
MADE_UP_2027 = Path(__file__).parents[1] / "worktime" / "notices" / "made-up-2027.toml"


def lint(file: Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["lint", str(file)])
    return result.exit_code, result.stdout, result.stderr


def changed(folder: Path, *changes: tuple[str, str]) -> Path:
    text = MADE_UP_2027.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    file = folder / "notice.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_right_notice_is_told_in_its_own_words() -> None:
    code, printed, told = lint(OF_2026)
    assert (code, told) == (0, "")
    assert printed.splitlines() == [
        "国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）",
        "  元旦：2026-01-01至2026-01-03，共3天，2026-01-04上班",
        "  春节：2026-02-15至2026-02-23，共9天，2026-02-14、2026-02-28上班",
        "  清明节：2026-04-04至2026-04-06，共3天",
        "  劳动节：2026-05-01至2026-05-05，共5天，2026-05-09上班",
        "  端午节：2026-06-19至2026-06-21，共3天",
        "  中秋节：2026-09-25至2026-09-27，共3天",
        "  国庆节：2026-10-01至2026-10-07，共7天，2026-09-20、2026-10-10上班",
        "放假19个工作日，调休上班6天，净13天（法定13天）",
    ]


def test_every_contradiction_is_told_with_its_line(tmp_path: Path) -> None:
    file = changed(
        tmp_path,
        ("2027-01-31, # Sunday", "2027-01-29, # Friday"),
        ("work = [2027-05-08]", "work = [2027-05-03]"),
        ("days = 1\n", "days = 2\n"),
    )
    code, printed, told = lint(file)
    assert (code, printed) == (1, "")
    assert told.splitlines() == [
        "notice.toml:17: 调休上班日2027-01-29不是周六或周日（notice.make-up-on-a-weekday）",
        "notice.toml:32: 调休上班日2027-05-03不是周六或周日（notice.make-up-on-a-weekday）",
        "notice.toml:32: 2027-05-03既在劳动节放假又调休上班（notice.off-and-worked）",
        "notice.toml:38: 2027-06-09至2027-06-09共1天，与所写2天不符（notice.days-differ）",
    ]


def test_a_statutory_day_left_out_is_told(tmp_path: Path) -> None:
    file = changed(
        tmp_path,
        (
            'name = "端午节"\nfirst = 2027-06-09\nlast = 2027-06-09',
            'name = "端午节"\nfirst = 2027-06-10\nlast = 2027-06-10',
        ),
    )
    assert lint(file)[2] == "notice.toml:5: 法定节日2027-06-09没有放假（notice.works-a-statutory-day）\n"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("year = 2027", "year = 2027\nyear = 2028", "notice.toml:4: 不是正确的TOML"),
        ("year = 2027", "year = ", "notice.toml:3: 不是正确的TOML"),
        ("year = 2027", 'year = "2027"', "notice.toml:3: 应为整数"),
        ("year = 2027", "year = 2027\nplace = 1", "notice.toml:4: 没有“place”这一项"),
        ("year = 2027", "year = 1999", "notice.toml:3: 年份应在2008至2099之间"),
        ("days = 3", "", "notice.toml:5: 缺少“days”"),
        ("first = 2027-01-01", "first = 2027-01-32", "notice.toml:7: 不是正确的TOML"),
        ("first = 2027-01-01", "first = 2027-01-01T08:00:00", "notice.toml:7: 取值不对"),
        ("    2027-02-20,", '    "some day",', "notice.toml:18: 取值不对"),
        ("work = [\n    2027-01-31, # Sunday", "work = [\n    2027-01-31, 2027-02-07, # Sundays", "notice.toml:17: "),
    ],
)
def test_what_can_not_be_read_is_told_with_its_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    code, printed, complained = lint(changed(tmp_path, (old, new)))
    assert (code, printed) == (1, "")
    assert complained.startswith(told)


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "notice.toml"
    for content, told in (
        (b"", "notice.toml:1: 文件是空的"),
        (b"\xff\xfe", "notice.toml:1: 文件应为UTF-8编码"),
        (b'document = "x\n', "notice.toml:1: 不是正确的TOML"),
    ):
        file.write_bytes(content)
        code, printed, complained = lint(file)
        assert (code, printed) == (1, "")
        assert complained.startswith(told)
