"""What the office says of an application before it is submitted: nothing counts yet, and no clock runs (F015)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from liandong.events.case_words import EntryReference
from liandong.events.said import Event
from liandong.terms.codes import PreApplicationId
from liandong.terms.personal import Private


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePrereviewed(Event):
    """预审答复: what is still missing, as advice; never the one-time notice of Licence Law 32(1)(4).

    `lines` are codes of materials of the entry as it stood; none: nothing is missing. `round` counts the answers.
    """

    KIND: ClassVar[str] = "case.prereviewed"
    pre_application: PreApplicationId
    entry: EntryReference
    round: int
    asked_on: date
    lines: tuple[str, ...] = ()
    text: Private[str | None] = None


PRE_APPLICATION_EVENTS: tuple[type[Event], ...] = (CasePrereviewed,)
