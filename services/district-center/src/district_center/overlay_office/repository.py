"""The office's streams: one for each item that the district adjusts."""

from district_center.overlay_office.decide import Adjusted, evolve
from liandong.application.repository import Repository
from liandong.wire.codec import StateCodec

OVERLAYS = Repository(name="overlay", table="item_overlay", codec=StateCodec(Adjusted), evolve=evolve)
