"""The running stack as an operator meets it: looked at, killed with everything it started, up again, down."""

import json
import os
import signal
import time
from pathlib import Path
from typing import Any

import httpx

from liandong.cli.stack.state import runner_of
from tests.journeys.demo.conftest import Stranger

SERVICES = ["city-center", "district-center", "township-hall", "e-supervision"]


def status(running: Stranger) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = json.loads(running.types("status", "--json").stdout)
    return found


def is_gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].startswith("Z")
    except FileNotFoundError:
        return True


def test_a_city_is_looked_at_killed_goes_up_again_and_down(running: Stranger) -> None:
    found = status(running)
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

    examined = running.types("doctor", "--json")
    told = {one["subject"]: one["level"] for one in json.loads(examined.stdout)["found"]}
    assert (examined.returncode, told["bus"]) == (0, "ok"), examined.stdout
    assert {told[f"schema {service}"] for service in SERVICES} == {"ok"}
    assert {f"service {service}" for service in SERVICES} <= told.keys()

    again = running.types("up")
    assert again.returncode == 1
    assert "runs in" in again.stderr
    assert "already" in again.stderr

    city = found["services"][[part["name"] for part in found["services"]].index("city-center")]
    os.kill(city["pid"], signal.SIGKILL)  # who asks meanwhile is answered by the next one, not turned away
    assert httpx.get(f"{city['url']}/healthz", trust_env=False, timeout=60).json() == {"alive": True}

    migrated = running.types("migrate")
    assert migrated.returncode == 0, migrated.stderr

    found = status(running)
    pids = [part["pid"] for part in found["services"] + found["servers"]]
    os.kill(runner_of(running.var), signal.SIGKILL)
    deadline = time.monotonic() + 10
    while not all(is_gone(pid) for pid in pids):
        assert time.monotonic() < deadline, [pid for pid in pids if not is_gone(pid)]
        time.sleep(0.05)
    assert "no stack runs" in running.types("status").stderr

    postmaster = running.var / "postgres" / "cluster" / "postmaster.pid"
    postmaster.write_text(f"{os.getpid()}\n")  # a number somebody else has now
    up = running.types("up", "--detach")
    assert up.returncode == 0, up.stderr
    assert up.stdout.startswith("ready in ")
    assert "password demo-" in up.stdout
    found = status(running)
    assert sorted(part["state"] for part in found["services"]) == ["ready"] * 4

    down = running.types("down")
    assert (down.returncode, down.stdout) == (0, "stopped\n")
    assert all(is_gone(part["pid"]) for part in found["services"] + found["servers"])
    assert "no stack runs" in running.types("down").stderr
