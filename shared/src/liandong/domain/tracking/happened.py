"""A matter's history as its applicant reads it: what happened, on which day, and whether the clock stands still."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from liandong.domain.tracking.words import OUTCOMES, RUNS_AGAIN, STOPS, WORDS
from liandong.events.reference import CatalogueEntry
from liandong.events.said import Event


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened, on a legal day."""

    on: date
    what: str


def happened(
    history: Iterable[tuple[date, Event]], entry: CatalogueEntry, items: Mapping[str, str]
) -> tuple[Happened, ...]:
    """What the applicant is told of his matter, in order; `items` are the names of a joint approval's shares by link.

    Raises KeyError for a kind that has no words.
    """
    steps = {step.code: step.name for step in entry.steps}
    told = []
    for day, event in history:
        words = WORDS[event.KIND]
        if words is not None:
            told.append(Happened(day, words.format_map(_named(event, steps, items))))
    return tuple(told)


def _named(event: Event, steps: Mapping[str, str], items: Mapping[str, str]) -> dict[str, Any]:
    """What the words of an event leave open: the names of its step and item, the word of its outcome."""
    named: dict[str, Any] = {}
    if (step := getattr(event, "step", None)) is not None:
        named["step"] = steps.get(step, step)
    if (link := getattr(event, "link", None)) is not None:
        named["item"] = items.get(link, link)
    if (outcome := getattr(event, "outcome", None)) is not None:
        named["outcome"] = OUTCOMES[outcome]
    return named


def paused_since(history: Iterable[tuple[date, Event]]) -> date | None:
    """The day since which the clock stands still; None while it runs."""
    since: date | None = None
    for day, event in history:
        if event.KIND in STOPS:
            since = since or day
        elif event.KIND in RUNS_AGAIN:
            since = None
    return since
