"""The five-day rounds in which an application is answered."""

from dataclasses import replace
from datetime import date

from e_supervision.timeline.state import Round


def once_answered(rounds: tuple[Round, ...], day: date) -> tuple[Round, ...]:
    """The newest hand-in is answered, unless it already was."""
    if not rounds or rounds[-1].answered_on is not None:
        return rounds
    return (*rounds[:-1], replace(rounds[-1], answered_on=day))
