"""视为准予: how an applicant is told that nobody decided, and what that means for him."""

from collections.abc import Mapping
from typing import Final

from liandong.domain.case.state import Silence, SilenceGround
from liandong.domain.tracking.words import Say
from liandong.events.reference import CatalogueEntry

BY_SILENCE: Final[Mapping[SilenceGround, str]] = {
    SilenceGround.RENEWAL: "许可有效期于{day}届满前未作决定，视为准予延续（行政许可法 50）",
    SilenceGround.AGREEMENT: "未在时限内答复，视为同意（{basis}）",
}
"""By what silence decides; the last day and the item's rule are filled in."""


def by_silence(silence: Silence, entry: CatalogueEntry, say: Say) -> str:
    """One sentence with the rule it rests on."""
    return say(BY_SILENCE[silence.ground]).format(day=silence.last_day, basis=entry.silence_basis)
