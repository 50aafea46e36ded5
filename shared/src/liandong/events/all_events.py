"""Every kind that may be said, written out: the list that the codec, AsyncAPI and the golden samples go by."""

from liandong.events.case import CASE_EVENTS
from liandong.events.case_clock import CASE_CLOCK_EVENTS, DEADLINE_EVENTS
from liandong.events.case_decision import CASE_DECISION_EVENTS
from liandong.events.case_ending import CASE_ENDING_EVENTS
from liandong.events.joint import JOINT_EVENTS
from liandong.events.link import LINK_EVENTS
from liandong.events.reference import REFERENCE_EVENTS
from liandong.events.said import Event

ALL_EVENTS: tuple[type[Event], ...] = (
    *CASE_EVENTS,
    *CASE_CLOCK_EVENTS,
    *CASE_DECISION_EVENTS,
    *CASE_ENDING_EVENTS,
    *DEADLINE_EVENTS,
    *LINK_EVENTS,
    *JOINT_EVENTS,
    *REFERENCE_EVENTS,
)
