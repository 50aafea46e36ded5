"""预审答复: the window says what it thinks is missing. An act of the office, journalled; it binds nobody (F015)."""

from dataclasses import dataclass
from datetime import date

from liandong.domain.case.rules.intake import notice_lines_are_of_the_entry
from liandong.domain.circumstances import Circumstances
from liandong.domain.preapplication.rules import prereview_is_awaited, something_is_said
from liandong.domain.preapplication.state import PreApplication
from liandong.events.case import EntryReference
from liandong.events.pre_application import CasePrereviewed
from liandong.events.reference import CatalogueEntry
from liandong.events.said import Event
from liandong.terms.codes import PreApplicationId
from liandong.terms.legal_time import legal_day
from liandong.terms.personal import Private


@dataclass(frozen=True, slots=True, kw_only=True)
class Prereview:
    """What was answered for one application being prepared; lines and text are those of the last answer."""

    of: PreApplicationId
    rounds: int
    lines: tuple[str, ...]
    text: Private[str | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPrereview:
    """`lines` are codes of the materials still missing; none: nothing is missing."""

    of: PreApplication
    entry: CatalogueEntry
    reference: EntryReference
    lines: tuple[str, ...]
    text: str | None = None


def answer_prereview(prereview: Prereview | None, command: AnswerPrereview, given: Circumstances) -> list[Event]:
    """CasePrereviewed. Raises Refused."""
    answered = 0 if prereview is None else prereview.rounds
    prereview_is_awaited(command.of, answered)
    notice_lines_are_of_the_entry(command.entry, command.lines)
    something_is_said(command.lines, command.text)
    return [
        CasePrereviewed(
            pre_application=command.of.id,
            entry=command.reference,
            round=command.of.asked,
            asked_on=_asked_on(command.of, given),
            lines=command.lines,
            text=command.text,
        )
    ]


def _asked_on(asked: PreApplication, given: Circumstances) -> date:
    return asked.asked_on or legal_day(given.now)


def evolve(prereview: Prereview | None, event: Event) -> Prereview:
    """The answers after one more. Raises TypeError for another event."""
    if not isinstance(event, CasePrereviewed):
        raise TypeError(f"{event.KIND} cannot follow in the history of a pre-review")
    return Prereview(of=event.pre_application, rounds=event.round, lines=event.lines, text=event.text)
