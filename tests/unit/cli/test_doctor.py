"""The doctor says of each thing how it is and what to do, and prevents nobody's work by a warning."""

import json
import shutil
import socket
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from liandong.cli.doctor import command, machine, running
from liandong.cli.doctor.finding import Found, Level, fault, warned, well
from liandong.cli.main import app
from liandong.cli.stack.state import Part, State
from liandong.infrastructure.clock import write_offset


def test_an_old_python_is_a_fault() -> None:
    assert machine.python((3, 11, 7)) == well("python", "Python 3.11.7")
    found = machine.python((3, 10, 12))
    assert (found.level, found.advice) == (Level.FAULT, "安装 Python 3.11 后重新执行 make setup")


def test_without_a_chinese_font_only_documents_are_missing() -> None:
    assert machine.fonts(["Noto Serif CJK SC", "SimSun"]) == well("fonts", "中文字体：Noto Serif CJK SC")
    assert machine.fonts([]).level is Level.WARNING


def test_without_the_files_of_the_pages_there_are_no_pages() -> None:
    assert machine.assets([]).level is Level.OK
    lacking = machine.assets(["tabler.css"])
    assert (lacking.level, "tabler.css" in lacking.sentence, "make setup" in str(lacking.advice)) == (
        Level.FAULT,
        True,
        True,
    )


def test_a_taken_port_is_named() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]
        other.listen()
        found = machine.ports({"nats": port}, running=False)
        assert (found.level, found.sentence) == (Level.WARNING, f"端口已被占用：nats {port}")
        assert machine.ports({"nats": port}, running=True).level is Level.OK


def test_the_data_folder_must_be_a_folder_with_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "file"
    file.touch()
    assert machine.data_folder(file).level is Level.FAULT
    for free, level in ((1 << 29, Level.FAULT), (2 << 30, Level.WARNING), (50 << 30, Level.OK)):
        monkeypatch.setattr(shutil, "disk_usage", lambda _folder, free=free: SimpleNamespace(free=free))
        assert machine.data_folder(tmp_path / "not" / "yet" / "there").level is level
    assert list(tmp_path.iterdir()) == [file], "nothing is made"


def test_root_needs_an_account_that_reaches_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert machine.postgres_account(tmp_path, user=1000).sentence == "不以 root 运行，PostgreSQL 用当前账户"
    monkeypatch.setattr(machine, "known_account", lambda: None)
    monkeypatch.setattr(shutil, "which", lambda _program, path: None)
    found = machine.postgres_account(tmp_path, user=0)
    assert (found.level, found.advice) == (Level.FAULT, "建立系统账户 liandong-pg，或改用普通账户运行")


def test_the_calendar_of_a_first_start_warns_in_november_and_fails_when_no_year_is_left() -> None:
    assert running.seeded_calendar(date(2026, 10, 1)).level is Level.OK
    assert running.seeded_calendar(date(2026, 11, 23)).level is Level.WARNING
    assert running.seeded_calendar(date(2028, 12, 1)).level is Level.FAULT


def test_a_moved_clock_of_a_demo_is_a_warning(tmp_path: Path) -> None:
    file = tmp_path / "clock.json"
    state = State(runner=1, environments={"city_center": {"LIANDONG_CLOCK_FILE": str(file)}})
    assert running.clock(state).level is Level.OK
    write_offset(file, timedelta(days=9))
    found = running.clock(state)
    assert (found.level, found.sentence) == (Level.WARNING, "演示时钟比实际时间快 9 days, 0:00:00")
    assert running.clock(None).level is Level.OK


async def test_what_does_not_answer_is_a_fault_with_what_to_do(tmp_path: Path) -> None:
    gone = await running.readiness(Part(name="city-center", url="http://127.0.0.1:9"))
    assert (gone.level, gone.advice) == (Level.FAULT, "查看 liandong logs，并重新执行 liandong up")
    [schema] = await running.schemas({"city_center": {"LIANDONG_DATABASE_URL": "postgresql://a:b@127.0.0.1:9/c"}})
    assert (schema.subject, schema.level) == ("schema city-center", Level.FAULT)


def test_the_bus_is_looked_at_with_the_seeds_the_stack_was_started_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIANDONG_NATS_SEEDS", "/of/another/stack")
    state = State(
        runner=1,
        environments={
            "city_center": {"LIANDONG_NATS_SEED_FILE": str(tmp_path / "city.nk")},
            "e_supervision": {"LIANDONG_NATS_SEED_FILE": str(tmp_path / "supervision.nk")},
        },
    )
    assert command.admin_seed(state) == tmp_path / "admin.nk"
    assert command.admin_seed(State(runner=1, environments={"city_center": {}})) is None
    assert running.unseen_bus().level is Level.WARNING


def test_only_a_fault_prevents_work() -> None:
    fine: list[Found] = [well("python", "好"), warned("fonts", "没有", "安装")]
    assert command.works(fine)
    assert not command.works([*fine, fault("bus", "不通", "重启")])
    assert list(command.shown(fine))[-1].strip() == "→ 安装"


def test_the_command_speaks_json_and_ends_with_one_on_a_fault(tmp_path: Path) -> None:
    answer = CliRunner().invoke(app, ["doctor", "--json", "--var", str(tmp_path / "var")])
    said = json.loads(answer.stdout)
    assert [one["subject"] for one in said["found"]] == [
        "python",
        "fonts",
        "assets",
        "ports",
        "data-folder",
        "postgres-account",
        "calendar",
        "clock",
    ]
    assert answer.exit_code == (0 if said["well"] else 1)
    file = tmp_path / "file"
    file.touch()
    assert CliRunner().invoke(app, ["doctor", "--var", str(file)]).exit_code == 1
