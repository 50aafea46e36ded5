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
    """The subject of an entry on a channel."""
    sender = f"ld.{district_of(unit)}.{unit}.{channel}"
    match channel:
        case Channel.EVENT | Channel.PUBLICATION:
            return f"{sender}.{kind}"
        case Channel.MESSAGE:
            return f"{sender}.{dest}.{kind}"
        case Channel.CONTROL:
            return f"{sender}.{'_' if dest in (None, EVERYONE) else dest}.{kind}"


def take_apart(subject: str) -> Said:
    """The parts of a subject. Raises ValueError if it is none of ours."""
    parts = subject.split(".")
    if len(parts) < 5 or parts[0] != "ld":
        raise ValueError(f"not a subject of the platform: {subject}")
    _, district, unit, channel, *rest = parts
    if channel in (Channel.MESSAGE, Channel.CONTROL):
        dest, *rest = rest
        return Said(district, UnitCode(unit), Channel(channel), None if dest == "_" else dest, ".".join(rest))
    return Said(district, UnitCode(unit), Channel(channel), None, ".".join(rest))
