"""What silence brings to a case by itself, and the opinion that comes too late."""

from dataclasses import dataclass
from typing import ClassVar

from liandong.domain.case.status import Verb
from liandong.events.case import Opinion


@dataclass(frozen=True, slots=True, kw_only=True)
class WarnOfSilence:
    """默许预警."""

    VERB: ClassVar[Verb] = Verb.WARN_OF_SILENCE


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeBySilence:
    """视为同意: the promised limit has run out undecided, and the item says what that means."""

    VERB: ClassVar[Verb] = Verb.AGREE_BY_SILENCE


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewBySilence:
    """视为准予延续: the licence's last day is over and nobody has decided (行政许可法 50)."""

    VERB: ClassVar[Verb] = Verb.RENEW_BY_SILENCE


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachLateOpinion:
    """附迟到意见."""

    VERB: ClassVar[Verb] = Verb.ATTACH_LATE_OPINION
    opinion: Opinion
    text: str | None = None


SilenceCommand = WarnOfSilence | AgreeBySilence | RenewBySilence | AttachLateOpinion
