"""Every kind that may be said, written out: the list that the codec, AsyncAPI and the golden samples go by."""

from liandong.events.appointment import APPOINTMENT_EVENTS
from liandong.events.case import CASE_EVENTS, CaseEvent
from liandong.events.case_clock import CASE_CLOCK_EVENTS, DEADLINE_EVENTS
from liandong.events.case_decision import CASE_DECISION_EVENTS
from liandong.events.case_ending import CASE_ENDING_EVENTS
from liandong.events.case_hearing import CASE_HEARING_EVENTS
from liandong.events.case_silence import CASE_SILENCE_EVENTS
from liandong.events.case_window import CASE_WINDOW_EVENTS
from liandong.events.check import CHECK_EVENTS
from liandong.events.consultation import CONSULTATION_EVENTS
from liandong.events.document import DOCUMENT_EVENTS
from liandong.events.drafts import DRAFT_EVENTS
from liandong.events.file import FILE_EVENTS
from liandong.events.joint import JOINT_EVENTS, JointEvent
from liandong.events.joint_clock import JOINT_CLOCK_EVENTS
from liandong.events.joint_ending import JOINT_ENDING_EVENTS
from liandong.events.joint_intake import JOINT_INTAKE_EVENTS
from liandong.events.joint_review import JOINT_REVIEW_EVENTS
from liandong.events.joint_share import JOINT_SHARE_EVENTS
from liandong.events.letter import ABSENCE_EVENTS, LETTER_EVENTS
from liandong.events.link import LINK_EVENTS
from liandong.events.overlay import OverlayPublished
from liandong.events.pre_application import PRE_APPLICATION_EVENTS
from liandong.events.reference import CALENDAR_EVENTS, CATALOGUE_EVENTS, REGISTRY_EVENTS
from liandong.events.said import Event

CASE_HISTORY: tuple[type[CaseEvent], ...] = (
    *CASE_EVENTS,
    *CASE_CLOCK_EVENTS,
    *CASE_DECISION_EVENTS,
    *CASE_ENDING_EVENTS,
    *CASE_HEARING_EVENTS,
    *CASE_SILENCE_EVENTS,
    *CASE_WINDOW_EVENTS,
    *DEADLINE_EVENTS,
)
"""Everything that the history of a case can say of itself."""
JOINT_HISTORY: tuple[type[JointEvent], ...] = (
    *JOINT_EVENTS,
    *JOINT_INTAKE_EVENTS,
    *JOINT_REVIEW_EVENTS,
    *JOINT_SHARE_EVENTS,
    *JOINT_CLOCK_EVENTS,
    *JOINT_ENDING_EVENTS,
)
"""Everything that the history of a joint master can say of itself."""
ALL_EVENTS: tuple[type[Event], ...] = (
    *CASE_HISTORY,
    *PRE_APPLICATION_EVENTS,
    *APPOINTMENT_EVENTS,
    *CONSULTATION_EVENTS,
    *LINK_EVENTS,
    *JOINT_HISTORY,
    *CHECK_EVENTS,
    *DOCUMENT_EVENTS,
    *FILE_EVENTS,
    *LETTER_EVENTS,
    *ABSENCE_EVENTS,
    *REGISTRY_EVENTS,
    *DRAFT_EVENTS,
    *CATALOGUE_EVENTS,
    OverlayPublished,
    *CALENDAR_EVENTS,
)
