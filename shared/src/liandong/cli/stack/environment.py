"""What each service of the stack is started with."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from liandong.cli.stack.databases import Database
from liandong.cli.stack.plan import Member, Plan
from liandong.infrastructure.keys import PublicKeys, generate_unit_keys, public_keys
from liandong.terms.codes import UnitCode

DEMO_HEARTBEAT_SECONDS = "5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What all services share: the data folder, the plan, the bus and where its users' seeds lie."""

    var: Path
    plan: Plan
    nats_url: str
    seeds: Path | None

    @property
    def clock_file(self) -> Path:
        return self.var / "run" / "clock.json"

    def keys_of(self, member: Member) -> Path:
        return self.var / "keys" / member.instance

    def make_keys(self) -> dict[UnitCode, PublicKeys]:
        """The public keys of every unit; keys that are missing are made."""
        return {
            unit: generate_unit_keys(self.keys_of(member), unit).public
            for member in self.plan.members
            for unit in member.units
        }

    def environment(self, member: Member, database: Database, port: int) -> Mapping[str, str]:
        """The settings of one service as environment variables (LIANDONG_*)."""
        capital = next(one for one in self.plan.members if self.plan.city in one.units)
        said = {
            "LIANDONG_UNITS": ",".join(member.units),
            "LIANDONG_INSTANCE": member.instance,
            "LIANDONG_PORT": str(port),
            "LIANDONG_DATABASE_URL": database.service_url,
            "LIANDONG_NATS_URL": self.nats_url,
            "LIANDONG_KEYS_DIR": str(self.keys_of(member)),
            "LIANDONG_FILES_DIR": str(self.var / "files" / member.instance),
            "LIANDONG_CITY_UNIT": self.plan.city,
            "LIANDONG_CITY_PUBLIC_KEY": public_keys(self.keys_of(capital), self.plan.city).sign,
            "LIANDONG_DOCUMENT_MARKS": ",".join(f"{unit}={mark}" for unit, mark in self.plan.marks.items()),
            "LIANDONG_DEMO": "true",
            "LIANDONG_CLOCK_FILE": str(self.clock_file),
            "LIANDONG_HEARTBEAT_SECONDS": DEMO_HEARTBEAT_SECONDS,
        }
        if self.seeds is not None:
            said["LIANDONG_NATS_SEED_FILE"] = str(self.seeds / f"{member.instance}.nk")
        return said
