"""Every kind that may be said, written out: the list that the codec, AsyncAPI and the golden samples go by."""

from liandong.events.case import CASE_EVENTS
from liandong.events.drafts import DRAFT_EVENTS
from liandong.events.joint import JOINT_EVENTS
from liandong.events.link import LINK_EVENTS
from liandong.events.overlay import OverlayPublished
from liandong.events.reference import CALENDAR_EVENTS, CATALOGUE_EVENTS, REGISTRY_EVENTS
from liandong.events.said import Event

ALL_EVENTS: tuple[type[Event], ...] = (
    *CASE_EVENTS,
    *LINK_EVENTS,
    *JOINT_EVENTS,
    *REGISTRY_EVENTS,
    *DRAFT_EVENTS,
    *CATALOGUE_EVENTS,
    OverlayPublished,
    *CALENDAR_EVENTS,
)
