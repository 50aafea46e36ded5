"""The stack as an operator meets it: up, looked at, killed with everything it started, up again, down."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from liandong.cli.stack.state import runner_of
from liandong.cli.stack.wipe import wipe_data

LIANDONG = Path(sys.executable).with_name("liandong")
SERVICES = ["city-center", "district-center", "township-hall", "e-supervision"]


@pytest.fixture
def var() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="liandong-stack-"))
    folder.chmod(0o711)
    yield folder / "var"
    liandong(folder / "var", "down")
    wipe_data(folder / "var")
    shutil.rmtree(folder)


def liandong(var: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [LIANDONG, *arguments],
        env={**os.environ, "LIANDONG_VAR": str(var)},
        capture_output=True,
        text=True,
        check=False,
    )


def status(var: Path) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = json.loads(liandong(var, "status", "--json").stdout)
    return found


def is_gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].startswith("Z")
    except FileNotFoundError:
        return True


def test_a_city_goes_up_is_killed_goes_up_again_and_down(var: Path) -> None:
    assert "no stack runs" in liandong(var, "status").stderr

    up = liandong(var, "up", "--detach")
    assert up.returncode == 0, up.stderr
    assert up.stdout.startswith("ready in ")
    assert "password demo-" in up.stdout

    found = status(var)
    assert set(found) == {"services", "servers"}
    assert sorted(part["name"] for part in found["services"]) == sorted(SERVICES)
    for part in found["services"]:
        assert set(part) == {"name", "url", "pid", "state", "units"}
        assert part["state"] == "ready"
        assert part["units"]
        assert httpx.get(f"{part['url']}/readyz", trust_env=False).json()["ready"]
    assert {part["name"] for part in found["servers"]} == {"postgres", "nats"}
    for part in found["servers"]:
        assert set(part) == {"name", "url", "pid", "state"}
        assert part["state"] == "ready"

    examined = liandong(var, "doctor", "--json")
    told = {one["subject"]: one["level"] for one in json.loads(examined.stdout)["found"]}
    assert (examined.returncode, told["bus"]) == (0, "ok"), examined.stdout
    assert {told[f"schema {service}"] for service in SERVICES} == {"ok"}
    assert {f"service {service}" for service in SERVICES} <= told.keys()

    again = liandong(var, "up")
    assert again.returncode == 1
    assert "runs in" in again.stderr
    assert "already" in again.stderr

    city = found["services"][[part["name"] for part in found["services"]].index("city-center")]
    os.kill(city["pid"], signal.SIGKILL)  # who asks meanwhile is answered by the next one, not turned away
    assert httpx.get(f"{city['url']}/healthz", trust_env=False, timeout=60).json() == {"alive": True}

    migrated = liandong(var, "migrate")
    assert migrated.returncode == 0, migrated.stderr

    found = status(var)
    pids = [part["pid"] for part in found["services"] + found["servers"]]
    os.kill(runner_of(var), signal.SIGKILL)
    deadline = time.monotonic() + 10
    while not all(is_gone(pid) for pid in pids):
        assert time.monotonic() < deadline, [pid for pid in pids if not is_gone(pid)]
        time.sleep(0.05)
    assert "no stack runs" in liandong(var, "status").stderr

    (var / "postgres" / "cluster" / "postmaster.pid").write_text(f"{os.getpid()}\n")  # a number somebody else has now
    up = liandong(var, "up", "--detach")
    assert up.returncode == 0, up.stderr
    assert sorted(part["state"] for part in status(var)["services"]) == ["ready"] * 4

    pids = [part["pid"] for part in status(var)["services"] + status(var)["servers"]]
    down = liandong(var, "down")
    assert (down.returncode, down.stdout) == (0, "stopped\n")
    assert all(is_gone(pid) for pid in pids)
    assert "no stack runs" in liandong(var, "down").stderr
