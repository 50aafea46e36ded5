"""What the doctor says of one thing: how it is, and what to do if it is not well."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad it is."""

    OK = "ok"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """`subject` is a stable word for scripts, `sentence` how it is, `advice` what to do unless all is well."""

    subject: str
    level: Level
    sentence: str
    advice: str | None = None


def well(subject: str, sentence: str) -> Found:
    return Found(subject=subject, level=Level.OK, sentence=sentence)


def warned(subject: str, sentence: str, advice: str) -> Found:
    return Found(subject=subject, level=Level.WARNING, sentence=sentence, advice=advice)


def fault(subject: str, sentence: str, advice: str) -> Found:
    return Found(subject=subject, level=Level.FAULT, sentence=sentence, advice=advice)
