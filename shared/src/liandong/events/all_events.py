"""Every kind that may be said, written out: the list that the codec, AsyncAPI and the golden samples go by."""

from liandong.events.case import CASE_EVENTS
from liandong.events.file import FILE_EVENTS
from liandong.events.joint import JOINT_EVENTS
from liandong.events.link import LINK_EVENTS
from liandong.events.reference import REFERENCE_EVENTS
from liandong.events.said import Event

ALL_EVENTS: tuple[type[Event], ...] = (*CASE_EVENTS, *LINK_EVENTS, *JOINT_EVENTS, *FILE_EVENTS, *REFERENCE_EVENTS)
