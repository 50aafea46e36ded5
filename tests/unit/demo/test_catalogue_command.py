"""`liandong catalogue lint` tells every fault with its file and line, in YAML and in TOML."""

from pathlib import Path

import pytest
from tests.unit.demo.test_catalogue_file import GOOD
from typer.testing import CliRunner

from liandong.cli.catalogue_file import read_catalogue
from liandong.cli.main import app
from liandong.cli.marked_toml import read_marked_toml
from liandong.cli.marked_yaml import BadFile

TOML = """\
# 水务
[[entries]]
item = "SW-001"
name = "取水许可"
department = "水务"
case_kind = "promised"
tiers = ["district"]
legal_basis = [
  "水法 48",
  "取水许可和水资源费征收管理条例 3",
]
statutory_limit = 45
promised_limit = 15

  [[entries.steps]]
  code = "review"
  name = "审查"
  post = "经办岗"
  limit = 6

  [[entries.steps]]
  code = "check"
  name = "审核"
  post = "科室负责人"
  limit = 2

[[entries]]
item = "SW-002"
name = "取水许可延续"
department = "水务"
case_kind = "promised"
tiers = ["district"]
legal_basis = ["水法 48"]
statutory_limit = 45
promised_limit = 5
steps = []
prerequisites = ["SW-001"]
materials = [
  { code = "M1", name = "申请表", need = "required" },
  { code = "M2", name = "年度取水总结", need = "required" },
]
"""
TOML = TOML.replace("promised_limit = 15\n", "promised_limit = 15\nmaterials = []\n")


def linted(*arguments: object) -> tuple[int, list[str]]:
    result = CliRunner().invoke(app, ["catalogue", "lint", *map(str, arguments)])
    return result.exit_code, result.output.splitlines()


def written(folder: Path, text: str, name: str = "water.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_a_sound_file_of_either_sort_is_told_to_be_so(tmp_path: Path) -> None:
    toml, yaml = written(tmp_path, TOML), written(tmp_path, GOOD.replace("SW-001", "SW-003"), "more.yaml")
    assert linted(toml) == (0, ["2个事项，没有发现问题"])
    assert linted(toml, yaml) == (0, ["3个事项，没有发现问题"])


def test_both_sorts_of_files_say_the_same(tmp_path: Path) -> None:
    text = GOOD.replace("SW-001", "SW-009")
    same = """\
[[entries]]
item = "SW-009"
name = "取水许可"
department = "水务"
case_kind = "promised"
tiers = ["district"]
legal_basis = ["水法 48"]
statutory_limit = 45
promised_limit = 15
steps = [{code = "review", name = "审查", post = "经办岗", limit = 6}]
materials = [{code = "M1", name = "申请表", need = "required"}]
"""
    assert read_catalogue([written(tmp_path, text, "a.yaml")]) == read_catalogue([written(tmp_path, same)])


@pytest.mark.parametrize(
    ("right", "wrong", "line", "told"),
    [
        ("promised_limit = 15", "promised_limit = 50", 13, "承诺时限50个工作日长于法定时限45个工作日"),
        ('code = "check"', 'code = "review"', 23, "编码review重复"),
        ("limit = 2", 'limit = "two"', 26, "应为整数"),
        ("limit = 2", "limit = 2\nlimits = 3", 27, "没有“limits”这一项"),
        ('name = "年度取水总结", need = "required"', 'name = "年度取水总结", need = "must"', 41, "应为"),
        ('{ code = "M1"', '{ kode = "M1"', 40, "没有“kode”这一项"),
        ('prerequisites = ["SW-001"]', 'prerequisites = ["SW-007"]', 38, "前置事项SW-007不在本版目录内"),
        ('  "取水许可和水资源费征收管理条例 3",', "  7,", 10, "应为文字"),
        ('department = "水务"\n', "", 2, "缺少“department”"),
    ],
)
def test_a_mistake_in_toml_is_told_with_its_line(tmp_path: Path, right: str, wrong: str, line: int, told: str) -> None:
    assert TOML.count(right) >= 1
    file = written(tmp_path, TOML.replace(right, wrong, 1))
    code, lines = linted(file)
    assert code == 1
    assert any(each.startswith(f"{file}:{line}: ") and told in each for each in lines), lines


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("", 1, "文件是空的"),
        ("# 只有注释\n", 1, "文件是空的"),
        ("a = 1\nb = \n", 2, "不是正确的TOML"),
        ("a = 1\na = 2\n", 2, "不是正确的TOML"),
        ("a = [\n1,\n", 2, "不是正确的TOML"),
        ("entries = 1\n", 1, "文件应当是以“entries:”开头的列表"),
    ],
)
def test_what_is_no_catalogue_is_told(tmp_path: Path, text: str, line: int, told: str) -> None:
    code, [fault, count] = linted(written(tmp_path, text))
    assert (code, count) == (1, "1处有误")
    assert fault.startswith(f"{tmp_path / 'water.toml'}:{line}: {told}")


def test_toml_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    (tmp_path / "water.toml").write_bytes(b'a = "\xff"\n')
    with pytest.raises(BadFile, match="UTF-8"):
        read_marked_toml(tmp_path / "water.toml")


def test_another_sort_of_file_is_told_and_a_missing_one_is_a_misuse(tmp_path: Path) -> None:
    code, lines = linted(written(tmp_path, "x", "water.txt"))
    assert (code, lines[-1]) == (1, "1处有误")
    assert "文件名应当以 .yaml、.yml 或者 .toml 结尾" in lines[0]
    assert linted(tmp_path / "nowhere.toml")[0] == 2


def test_alone_leaves_out_the_rules_between_items(tmp_path: Path) -> None:
    file = written(tmp_path, TOML.replace('prerequisites = ["SW-001"]', 'prerequisites = ["SW-007"]'))
    assert linted(file)[0] == 1
    assert linted("--alone", file) == (0, ["2个事项，没有发现问题"])


def test_the_lines_of_everything_are_known(tmp_path: Path) -> None:
    text = 'title = """\n一\n[[not.a.table]]\n"""\n[a]\nx.y = 1\n[[a.b]]\n'
    text += "c = [1,\n  [2,\n  3], {d = 4},\n]\n[[a.b]]\nc = 5\n"
    lines = read_marked_toml(written(tmp_path, text)).lines
    assert {place: line for place, line in lines.items() if place} == {
        ("title",): 1,
        ("a",): 5,
        ("a", "x"): 6,
        ("a", "x", "y"): 6,
        ("a", "b"): 7,
        ("a", "b", 0): 7,
        ("a", "b", 0, "c"): 8,
        ("a", "b", 0, "c", 0): 8,
        ("a", "b", 0, "c", 1): 10,
        ("a", "b", 0, "c", 1, 0): 10,
        ("a", "b", 0, "c", 1, 1): 10,
        ("a", "b", 0, "c", 2): 10,
        ("a", "b", 0, "c", 2, "d"): 10,
        ("a", "b", 1): 12,
        ("a", "b", 1, "c"): 13,
    }
