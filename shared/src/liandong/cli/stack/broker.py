"""nats-server 2.15 from the wheel: its configuration, its keys, and how it is started on loopback."""

import json
import os
import shutil
import signal
import sysconfig
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import nkeys

from liandong.cli.stack.command import Command
from liandong.cli.stack.plan import ADMIN, Plan
from liandong.cli.stack.probe import answered, answers_ok, greeting
from liandong.cli.stack.secret import write_secret


class NoBroker(Exception):
    """The nats-server program is not installed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Broker:
    """A NATS server whose files belong to one data folder. Seeds lie in `seeds/`, mode 0600."""

    folder: Path
    port: int
    monitor_port: int

    @classmethod
    def at(cls, folder: Path, port: int, monitor_port: int, plan: Plan) -> "Broker":
        """The server of this folder, configured for these users. Raises NoBroker."""
        folder.mkdir(parents=True, exist_ok=True)
        server = cls(folder=folder, port=port, monitor_port=monitor_port)
        server._configure(plan)
        return server

    @property
    def url(self) -> str:
        """Where clients connect."""
        return f"nats://127.0.0.1:{self.port}"

    @property
    def command(self) -> Command:
        """How it is started."""
        program = shutil.which("nats-server", path=sysconfig.get_path("scripts"))
        if program is None:
            raise NoBroker("nats-server is not installed beside this Python: run `make setup`")
        return Command(
            name="nats",
            argv=(program, "-c", str(self.folder / "nats.conf")),
            folder=self.folder,
            stops_on=signal.SIGTERM,
            wave=1,
        )

    @property
    def name(self) -> str:
        """Tells the servers of a machine apart."""
        return f"liandong-{sha256(str(self.folder.resolve()).encode()).hexdigest()[:12]}"

    def seed_file(self, user: str) -> Path:
        """The file with the user's NKey seed."""
        return self.folder / "seeds" / f"{user}.nk"

    async def ready(self) -> bool:
        """It says itself that it and JetStream are well, and that it is this one and not another on its port."""
        named = f'"server_name":"{self.name}"'.encode() in await greeting(self.port)
        return named and await answers_ok(self.monitor_port, "/healthz")

    async def doing(self) -> str | None:
        """It lets nobody in before it has read its store; its monitor answers from the first moment."""
        said = (await answered(self.monitor_port, "/varz")).replace(b" ", b"")
        return "the bus reads its store" if f'"server_name":"{self.name}"'.encode() in said else None

    def _configure(self, plan: Plan) -> None:
        seeds = self.folder / "seeds"
        seeds.mkdir(mode=0o700, exist_ok=True)
        public = {user: _public_key(seeds / f"{user}.nk") for user in plan.bus_users}
        write_secret(self.folder / "nats.conf", configuration(self, plan, public))


def configuration(server: Broker, plan: Plan, public: dict[str, str]) -> str:
    """The configuration file. With JetStream's default `sync_interval` an acknowledgement comes before fsync."""
    users = [f"    {{ nkey: {public[ADMIN]} }}"]
    for member in plan.members:
        allowed = json.dumps(member.may_publish), json.dumps(member.may_subscribe)
        users.append(
            f"    {{ nkey: {public[member.instance]}, permissions: {{\n"
            f"      publish: {{ allow: {allowed[0]} }}\n"
            f"      subscribe: {{ allow: {allowed[1]} }} }} }}"
        )
    listed = "\n".join(users)
    return f"""\
server_name: {server.name}
listen: "127.0.0.1:{server.port}"
http: "127.0.0.1:{server.monitor_port}"
max_payload: 1MB
write_deadline: "10s"
ping_interval: "10s"
ping_max: 2
jetstream {{
  store_dir: {json.dumps(str(server.folder / "store"))}
  sync_interval: always
  max_file_store: 8GB
  max_memory_store: 64MB
}}
accounts {{
  SYS: {{ }}
  LIANDONG: {{
    jetstream: enabled
    users: [
{listed}
    ]
  }}
}}
system_account: SYS
"""


def _public_key(seed_file: Path) -> str:
    """The public part of the key in this file, which is made if it is not there."""
    if not seed_file.exists():
        write_secret(seed_file, nkeys.encode_seed(os.urandom(32), nkeys.PREFIX_BYTE_USER).decode())
    pair = nkeys.from_seed(bytearray(seed_file.read_bytes().strip()))
    public: bytes = pair.public_key
    return public.decode()
