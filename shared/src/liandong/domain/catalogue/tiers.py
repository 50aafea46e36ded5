"""The tiers that handle cases, from the top down."""

from liandong.terms.codes import Tier

HANDLING_TIERS: tuple[Tier, ...] = (Tier.CITY, Tier.DISTRICT, Tier.TOWNSHIP)
"""Supervision handles no cases (审、管、监相分离)."""


def is_above(upper: Tier, lower: Tier) -> bool:
    """Whether one handling tier stands above another; supervision stands beside them all."""
    if upper not in HANDLING_TIERS or lower not in HANDLING_TIERS:
        return False
    return HANDLING_TIERS.index(upper) < HANDLING_TIERS.index(lower)
