"""A bad catalogue file is refused with every fault, its file and its line."""

from pathlib import Path

import pytest

from liandong.cli.catalogue_file import read_catalogue
from liandong.cli.marked_yaml import BadFile

GOOD = """\
entries:
  - item: SW-001
    name: 取水许可
    department: 水务
    case_kind: promised
    tiers: [district]
    legal_basis:
      - 水法 48
    statutory_limit: 45
    promised_limit: 15
    steps:
      - {code: review, name: 审查, post: 经办岗, limit: 6}
    materials:
      - {code: M1, name: 申请表, need: required}
"""


def read(folder: Path, text: str | bytes) -> list[str]:
    """The faults told, without the file's name."""
    file = folder / "water.yaml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(BadFile) as bad:
        read_catalogue([file])
    assert all(str(fault).startswith("water.yaml:") for fault in bad.value.faults)
    return [str(fault).removeprefix("water.yaml:") for fault in bad.value.faults]


def test_a_good_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "water.yaml").write_text(GOOD)
    [entry] = read_catalogue([tmp_path / "water.yaml"])
    assert (entry.item, entry.promised_limit, entry.materials[0].shared) == ("SW-001", 15, False)


@pytest.mark.parametrize(
    ("wrong", "right", "told"),
    [
        (
            "promised_limit: 50",
            "promised_limit: 15",
            "10: SW-001 承诺时限50个工作日长于法定时限45个工作日（catalogue.promise-over-law）",
        ),
        (
            "limit: 16}",
            "limit: 6}",
            "11: SW-001 各环节时限合计16个工作日，长于承诺时限15个工作日（catalogue.steps-over-promise）",
        ),
        ("limit: six}", "limit: 6}", "12: 应为整数"),
        ("limit: true}", "limit: 6}", "12: 应为整数"),
        (
            "tiers: [district, province]",
            "tiers: [district]",
            "6: 应为'city', 'district', 'township', 'supervision'之一",
        ),
        ("item: 610113", "item: SW-001", "2: 应为文字（数字编码请加引号）"),
        ("need: must}", "need: required}", "14: 应为'required', 'conditional', 'tolerable'之一"),
        ("promise: 15", "promised_limit: 15", "10: 没有“promise”这一项"),
        ("need: required, kind: 原件}", "need: required}", "14: 没有“kind”这一项"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, wrong: str, right: str, told: str) -> None:
    assert GOOD.count(right) == 1
    assert told in read(tmp_path, GOOD.replace(right, wrong))


def test_what_is_missing_is_told_at_its_entry(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD.replace("    department: 水务\n", "")) == ["2: 缺少“department”"]


def test_a_key_said_twice_is_told(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD + "    name: 别的\n") == ["15: “name”重复出现"]


def test_an_alias_is_told_before_it_can_grow(tmp_path: Path) -> None:
    text = GOOD.replace("tiers: [district]", "tiers: &t [district]") + "    shares: *t\n"
    assert read(tmp_path, text) == ["6: 请写出全文，不使用锚点和别名"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "1: 文件是空的"),
        ("entries: [\n", "2: 不是正确的YAML"),
        ("- 1\n", "1: 文件应当是以“entries:”开头的列表"),
        ("entries: 1\n", "1: 文件应当是以“entries:”开头的列表"),
        ("entries:\n  - 5\n", "2: 取值不对"),
        (b"entries: \xff\xfe\n", "1: 文件应为UTF-8编码"),
        (b"entries: \x00\n", "1: 不是正确的YAML"),
    ],
)
def test_what_is_no_catalogue_is_told(tmp_path: Path, text: str | bytes, told: str) -> None:
    [fault] = read(tmp_path, text)
    assert fault.startswith(told)


def test_every_fault_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text(GOOD.replace("limit: 6}", "limit: six}").replace("need: required", "need: must"))
    (tmp_path / "two.yaml").write_text("entries: 1\n")
    with pytest.raises(BadFile) as bad:
        read_catalogue([tmp_path / "one.yaml", tmp_path / "two.yaml"])
    assert [(fault.file, fault.line) for fault in bad.value.faults] == [
        ("one.yaml", 12),
        ("one.yaml", 14),
        ("two.yaml", 1),
    ]


def test_an_item_listed_in_two_files_is_told_at_the_second(tmp_path: Path) -> None:
    for name in ("one.yaml", "two.yaml"):
        (tmp_path / name).write_text(GOOD)
    with pytest.raises(BadFile) as bad:
        read_catalogue([tmp_path / "one.yaml", tmp_path / "two.yaml"])
    assert str(bad.value) == "two.yaml:2: SW-001 事项编码SW-001重复（catalogue.duplicate-item）"
