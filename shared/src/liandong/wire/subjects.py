"""Where things are said on the bus: the sender stands first in every subject."""

from dataclasses import dataclass
from enum import StrEnum

from liandong.terms.codes import EVERYONE, UnitCode, district_of


class Channel(StrEnum):
    """Three journalled channels and one for control."""

    EVENT = "evt"
    MESSAGE = "to"
    PUBLICATION = "pub"
    CONTROL = "ctl"


STREAM_OF = {
    Channel.EVENT: "LD_EVT",
    Channel.MESSAGE: "LD_MSG",
    Channel.PUBLICATION: "LD_PUB",
    Channel.CONTROL: "LD_CTL",
}


@dataclass(frozen=True, slots=True)
class Said:
    """A subject taken apart."""

    district: str
    unit: UnitCode
    channel: Channel
    dest: str | None
    kind: str


def subject_for(channel: Channel, unit: UnitCode, kind: str, dest: str | None = None) -> str:
    """The subject of an entry on a channel. Raises ValueError for a message to nobody."""
    sender = f"ld.{district_of(unit)}.{unit}.{channel}"
    match channel:
        case Channel.EVENT | Channel.PUBLICATION:
            return f"{sender}.{kind}"
        case Channel.MESSAGE:
            if dest in (None, EVERYONE):
                raise ValueError("a message is addressed to one unit")
            return f"{sender}.{dest}.{kind}"
        case Channel.CONTROL:
            return f"{sender}.{'_' if dest in (None, EVERYONE) else dest}.{kind}"


def take_apart(subject: str) -> Said:
    """The parts of a subject. Raises ValueError if it is none of ours, or the unit does not belong to the district."""
    match subject.split("."):
        case ["ld", district, unit, Channel.MESSAGE | Channel.CONTROL as channel, dest, *kind] if kind:
            said = Said(district, UnitCode(unit), Channel(channel), None if dest == "_" else dest, ".".join(kind))
        case ["ld", district, unit, Channel.EVENT | Channel.PUBLICATION as channel, *kind] if kind:
            said = Said(district, UnitCode(unit), Channel(channel), None, ".".join(kind))
        case _:
            raise ValueError(f"not a subject of the platform: {subject}")
    if said.district != district_of(said.unit):
        raise ValueError(f"unit {said.unit} is none of district {said.district}")
    return said
