"""The running demo city: where its services answer, what its people sign in with, and how a process is ended."""

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from liandong.cli.stack.state import State, read_state

READY_WITHIN_SECONDS = 60


@dataclass(frozen=True)
class City:
    var: Path
    types: Callable[..., None]
    tokens: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def state(self) -> State:
        return read_state(self.var)

    def url(self, service: str) -> str:
        """Of a service by its module: city_center, district_center, township_hall, e_supervision."""
        return self.state.service(service).url.removesuffix("/docs")

    @property
    def password(self) -> str:
        assert self.state.password is not None, "the demo has one"
        return self.state.password

    def token(self, service: str, account: str) -> str:
        """Asked for once: signing in is limited per account."""
        known = self.tokens.get((service, account))
        if known is None:
            form = {"grant_type": "password", "username": account, "password": self.password}
            answer = httpx.post(f"{self.url(service)}/v1/token", data=form, timeout=30).raise_for_status()
            known = self.tokens[service, account] = answer.json()["access_token"]
        return known

    def api(self, service: str, account: str) -> httpx.Client:
        """A client of the API, signed in."""
        headers = {"Authorization": f"Bearer {self.token(service, account)}"}
        return httpx.Client(base_url=self.url(service), headers=headers, timeout=30)

    def does(self, service: str, account: str, path: str, body: Any, **headers: str) -> Any:
        """One act through the API, with a key of its own; the body of the answer."""
        key = {"Idempotency-Key": f"browser-{time.monotonic_ns()}"}
        with self.api(service, account) as client:
            return client.post(path, json=body, headers=key | headers).raise_for_status().json()

    def ends(self, service: str, sign: signal.Signals = signal.SIGKILL) -> int:
        """Ends the process of a service, which the runner starts again. Its former pid."""
        pid = self.state.service(service).pid
        assert pid is not None, "it runs"
        os.kill(pid, sign)
        return pid

    def waits_for(self, service: str, not_pid: int) -> None:
        """Until the service answers again, by another process than the one that was ended."""
        end = time.monotonic() + READY_WITHIN_SECONDS
        while time.monotonic() < end:
            try:
                there = httpx.get(f"{self.url(service)}/readyz", timeout=2).is_success
            except httpx.HTTPError:
                there = False
            if there and self.state.service(service).pid not in (None, not_pid):
                return
            time.sleep(0.2)
        raise AssertionError(f"{service} did not come back")
