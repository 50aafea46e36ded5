"""视为准予: how an applicant is told that nobody decided, and what that means for him."""

from liandong.domain.case.state import Silence, SilenceGround
from liandong.events.reference import CatalogueEntry


def by_silence(silence: Silence, entry: CatalogueEntry) -> str:
    """One sentence with the rule it rests on."""
    match silence.ground:
        case SilenceGround.RENEWAL:
            return f"许可有效期于{silence.last_day}届满前未作决定，视为准予延续（行政许可法 50）"
        case SilenceGround.AGREEMENT:
            return f"未在时限内答复，视为同意（{entry.silence_basis}）"
