"""A matter's history as its applicant reads it: what happened, on which day, and whether the clock stands still."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from liandong.domain.history import Told, pauses_of
from liandong.domain.tracking.words import OUTCOMES, WORDS, Say, in_chinese
from liandong.events.reference import CatalogueEntry
from liandong.events.said import Event


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened, on a legal day."""

    on: date
    what: str


def happened(
    history: Iterable[Told], entry: CatalogueEntry, items: Mapping[str, str], say: Say = in_chinese
) -> tuple[Happened, ...]:
    """What the applicant is told of his matter, in order; `items` are the names of a joint approval's shares by link.

    Raises KeyError for a kind that has no words.
    """
    steps = {step.code: step.name for step in entry.steps}
    told = []
    for one in history:
        words = WORDS[one.event.KIND]
        if words is not None:
            told.append(Happened(one.day, say(words).format_map(_named(one.event, steps, items, say))))
    return tuple(told)


def _named(event: Event, steps: Mapping[str, str], items: Mapping[str, str], say: Say) -> dict[str, Any]:
    """What the words of an event leave open: the names of its step and item, the word of its outcome, a day."""
    named: dict[str, Any] = {}
    if (step := getattr(event, "step", None)) is not None:
        named["step"] = steps.get(step, step)
    if (link := getattr(event, "link", None)) is not None:
        named["item"] = items.get(link, link)
    if (outcome := getattr(event, "outcome", None)) is not None:
        named["outcome"] = say(OUTCOMES[outcome])
    if (decide_by := getattr(event, "decide_by", None)) is not None:
        named["decide_by"] = decide_by
    return named


def paused_since(history: Iterable[Told]) -> date | None:
    """The day since which the clock stands still; None while it runs."""
    return min((each.start for each in pauses_of(history) if each.end is None), default=None)
