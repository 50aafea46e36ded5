"""Rounds and links of a timeline with one thing more known of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from e_supervision.timeline.state import Link, Round, Timeline
from liandong.terms.codes import LinkId, UnitCode

Grown = Callable[..., Timeline]
"""The timeline with the entry's position and the fields given."""


def answered(rounds: tuple[Round, ...], day: date) -> tuple[Round, ...]:
    """The newest hand-in is answered, unless it already was."""
    if not rounds or rounds[-1].answered_on is not None:
        return rounds
    return (*rounds[:-1], replace(rounds[-1], answered_on=day))


def ended(day: date) -> Callable[[Link], Link]:
    """A share is unfinished no more from this day on; the earlier one counts if that is told twice."""
    return lambda link: replace(link, ended_on=min(day, link.ended_on or day))


def linked(
    links: tuple[Link, ...], named: LinkId, known: Callable[[Link], Link], unit: UnitCode | None = None
) -> tuple[Link, ...]:
    """The links with what became known of one; one not heard of before is added if its unit is named."""
    if unit is not None and all(each.link != named for each in links):
        links = (*links, Link(link=named, unit=unit))
    return tuple(known(each) if each.link == named else each for each in links)
