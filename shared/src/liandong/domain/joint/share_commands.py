"""What a joint master hears of one share under way, and a share added on the way."""

from dataclasses import dataclass
from datetime import date

from liandong.events.case_clock import PauseGround
from liandong.events.reference import CatalogueEntry, UnitPublished
from liandong.terms.codes import LinkId, UnitCode


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeSharePause:
    """分件暂停: its unit says that its clock stands still."""

    link: LinkId
    by: UnitCode
    number: int
    ground: PauseGround
    paused_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeShareResumption:
    """分件恢复计时: it runs again."""

    link: LinkId
    by: UnitCode
    number: int
    resumed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeSharePromise:
    """分件承诺: its unit will decide by this day."""

    link: LinkId
    by: UnitCode
    promised_on: date
    decide_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AddShare:
    """追加分件: the item as published now, the unit as the registry knows it (None: it does not), and why."""

    entry: CatalogueEntry
    unit: UnitPublished | None
    text: str


ShareCommand = TakeSharePause | TakeShareResumption | TakeSharePromise | AddShare
