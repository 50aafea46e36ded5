"""What may be asked of a case about a hearing (行政许可法 46 to 48)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from liandong.domain.case.status import Verb
from liandong.events.case_hearing import HearingAsker, HearingGround
from liandong.terms.codes import StaffId


@dataclass(frozen=True, slots=True, kw_only=True)
class TellHearingRight:
    """告知听证权利: `notice` numbers the notice to the applicant and to those `interested`, by name."""

    VERB: ClassVar[Verb] = Verb.TELL_HEARING_RIGHT
    notice: str
    interested: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskHearing:
    """要求听证, by whom; `name` is that of somebody other than the applicant."""

    VERB: ClassVar[Verb] = Verb.ASK_HEARING
    asker: HearingAsker
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetHearing:
    """听证通知: `notice` numbers what tells time and place to those concerned."""

    VERB: ClassVar[Verb] = Verb.SET_HEARING
    ground: HearingGround
    notice: str
    held_on: date
    place: str
    presiding: StaffId
    public: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldHearing:
    """举行听证: `minutes` numbers the record."""

    VERB: ClassVar[Verb] = Verb.HOLD_HEARING
    minutes: str
    applicant_attended: bool
    interested_attended: int = 0
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiveHearing:
    """放弃听证."""

    VERB: ClassVar[Verb] = Verb.WAIVE_HEARING
    text: str


HearingCommand = TellHearingRight | AskHearing | SetHearing | HoldHearing | WaiveHearing
