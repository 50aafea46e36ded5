"""The measured catalogue: the demo's, and the plainest linked approval there can be."""

from dataclasses import replace

from liandong.cli.demo.load import Catalogue, demo_catalogue
from liandong.events.reference import CatalogueEntry, StageShare
from liandong.terms.codes import ItemCode, Tier

SHARE, STAGE = ItemCode("LC-001"), ItemCode("LC-JD")
"""An item that is decided without steps between, and a stage that asks three districts for it."""
LIKE_SHARE, LIKE_STAGE = "ZJ-001", "JD-03"


def measured_catalogue() -> Catalogue:
    """The demo's edition and two entries more, so that a linked approval is accepting, deciding and joining alone."""
    demo = demo_catalogue()
    share = replace(entry_of(LIKE_SHARE), item=SHARE, name="量测用事项", steps=())
    shares = (StageShare(item=SHARE, tier=Tier.DISTRICT),)
    stage = replace(entry_of(LIKE_STAGE), item=STAGE, name="量测用阶段", shares=shares)
    return replace(demo, entries=(*demo.entries, share, stage))


def entry_of(item: str) -> CatalogueEntry:
    """An entry of the demo's edition."""
    return next(entry for entry in demo_catalogue().entries if entry.item == item)
