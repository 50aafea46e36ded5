"""Who runs where: the services of a city, the units each serves, and what each may do on the bus."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import yaml

from liandong.infrastructure.bus.provision import CONTROL, EVENTS, MESSAGES, PUBLICATIONS, STREAMS, Durable
from liandong.infrastructure.schema import INFRASTRUCTURE
from liandong.terms.codes import Tier, UnitCode, district_of

CASEWORK = "liandong.casework"
ADMIN = "admin"
"""The bus user that provisions; no service is given its seed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One of the four services: how it is called on the bus and in the database, and where it listens at best."""

    instance: str
    module: str
    tier: Tier
    port: int
    has_tables: bool = True
    """Whether it has tables that no other service has."""

    @property
    def packages(self) -> tuple[str, ...]:
        """Whose migrations make its database, the first first."""
        shared = (INFRASTRUCTURE,) if self.tier is Tier.SUPERVISION else (INFRASTRUCTURE, CASEWORK)
        return (*shared, self.module) if self.has_tables else shared

    @property
    def name(self) -> str:
        """As people read it: city-center."""
        return self.module.replace("_", "-")


SERVICES = (
    Standing(instance="city", module="city_center", tier=Tier.CITY, port=8610),
    Standing(instance="district", module="district_center", tier=Tier.DISTRICT, port=8611),
    Standing(instance="hall", module="township_hall", tier=Tier.TOWNSHIP, port=8612, has_tables=False),
    Standing(instance="supervision", module="e_supervision", tier=Tier.SUPERVISION, port=8613),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A service and the units it serves."""

    service: Standing
    units: tuple[UnitCode, ...]

    @property
    def instance(self) -> str:
        """The name replicas of the service share."""
        return self.service.instance

    @property
    def durables(self) -> tuple[Durable, ...]:
        """The consumers this member pulls from."""
        inboxes = tuple(
            Durable(stream=MESSAGES, name=f"to-{unit}", filter=f"ld.*.*.to.{unit}.>") for unit in self.units
        )
        references = Durable(stream=PUBLICATIONS, name=f"pub-{self.instance}")
        if self.service.tier is Tier.SUPERVISION:
            return (*inboxes, references, Durable(stream=EVENTS, name=f"evt-{self.instance}"))
        return (*inboxes, references)

    @property
    def may_publish(self) -> tuple[str, ...]:
        """Its own units' words, and the calls that pull and acknowledge from its own consumers: nothing else."""
        own = tuple(f"ld.{district_of(unit)}.{unit}.>" for unit in self.units)
        pulls = tuple(
            subject
            for durable in self.durables
            for subject in (
                f"$JS.API.CONSUMER.MSG.NEXT.{durable.stream}.{durable.name}",
                f"$JS.API.CONSUMER.INFO.{durable.stream}.{durable.name}",
                f"$JS.ACK.{durable.stream}.{durable.name}.>",
            )
        )
        return own + pulls + tuple(f"$JS.API.STREAM.INFO.{stream}" for stream in STREAMS)

    @property
    def may_subscribe(self) -> tuple[str, ...]:
        """Answers to its own questions, control words for all and for its own units."""
        return (
            f"_INBOX.{self.instance}.>",
            "ld.*.*.ctl._.>",
            *(f"ld.*.*.ctl.{unit}.>" for unit in self.units),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The four services of one city."""

    city: UnitCode
    members: tuple[Member, ...]
    marks: Mapping[UnitCode, str] = field(default_factory=dict)
    """机关代字 of the units that have one, for the numbers of their documents."""

    @property
    def durables(self) -> tuple[Durable, ...]:
        """Every consumer the broker must hold."""
        return tuple(durable for member in self.members for durable in member.durables)

    @property
    def bus_users(self) -> tuple[str, ...]:
        """The names that have a key on the bus."""
        return (ADMIN, *(member.instance for member in self.members))


def plan_of(units: Mapping[Tier, tuple[UnitCode, ...]]) -> Plan:
    """The plan of a city with these units. Raises ValueError where a tier has none, or the city not exactly one."""
    for service in SERVICES:
        if not units.get(service.tier):
            raise ValueError(f"no unit of tier {service.tier}")
    if len(units[Tier.CITY]) != 1:
        raise ValueError("a city has one city centre")
    return Plan(
        city=units[Tier.CITY][0],
        members=tuple(Member(service=service, units=units[service.tier]) for service in SERVICES),
    )


def read_city(file: Path) -> Plan:
    """The plan of a city file: a list `units`, each with `code`, `tier` and perhaps `mark`. Raises ValueError."""
    said = yaml.safe_load(file.read_text(encoding="utf-8"))
    units: dict[Tier, tuple[UnitCode, ...]] = {}
    for unit in said["units"]:
        tier = Tier(unit["tier"])
        units[tier] = (*units.get(tier, ()), UnitCode(str(unit["code"])))
    marks = {UnitCode(str(unit["code"])): str(unit["mark"]) for unit in said["units"] if unit.get("mark")}
    return replace(plan_of(units), marks=marks)


__all__ = ["ADMIN", "CONTROL", "SERVICES", "Member", "Plan", "Standing", "plan_of", "read_city"]
