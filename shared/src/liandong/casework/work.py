"""What every tier has of casework: its routers, reactions and background work, written out."""

from collections.abc import Mapping, Sequence

from liandong.application.demo_clock import Drained
from liandong.application.pages.navigation import Entry
from liandong.application.service import OwnWork
from liandong.casework.alarms import no_alarm_due, watch_time
from liandong.casework.api import (
    absences,
    alarms,
    answering,
    applications,
    cases,
    checks,
    clocks,
    deadlines,
    drafting,
    ending,
    exchange,
    file_handing_over,
    file_reading,
    files,
    guide,
    handing_out,
    handling,
    hearing,
    intake,
    joint_clocks,
    joint_ending,
    joint_intake,
    joints,
    letters,
    mapping,
    receipts,
    references,
    shares,
    tracking,
    tracking_secrets,
)
from liandong.casework.appointments import api as appointments
from liandong.casework.appointments import offers_api as appointment_offers
from liandong.casework.appointments import public as own_appointments
from liandong.casework.consultations import api as consultations
from liandong.casework.consultations import public as own_consultations
from liandong.casework.documents import api as documents
from liandong.casework.documents import joint_api as joint_documents
from liandong.casework.documents import public as documents_for_all
from liandong.casework.files import sweep_files
from liandong.casework.forgetting import forget_in_time
from liandong.casework.pages import case as case_page
from liandong.casework.pages import inbox as inbox_page
from liandong.casework.pages import joints as joints_page
from liandong.casework.pages import tracking as tracking_page
from liandong.casework.pages import window, window_papers, window_received
from liandong.casework.preapplications import api as pre_applications
from liandong.casework.preapplications import public as own_pre_applications
from liandong.casework.preapplications.erasing import erase_left_ones
from liandong.casework.reactions import REACTIONS
from liandong.domain.powers.actions import Action
from liandong.infrastructure.http.router import Router

ROUTERS: Sequence[Router] = (
    intake.router,
    applications.router,
    pre_applications.router,
    own_pre_applications.router,
    appointments.router,
    appointment_offers.router,
    own_appointments.router,
    consultations.router,
    own_consultations.router,
    handling.router,
    answering.router,
    clocks.router,
    shares.router,
    hearing.router,
    deadlines.router,
    drafting.router,
    ending.router,
    handing_out.router,
    cases.router,
    letters.router,
    absences.router,
    files.router,
    file_reading.router,
    file_handing_over.router,
    joints.router,
    joint_intake.router,
    joint_clocks.router,
    joint_ending.router,
    checks.router,
    references.router,
    guide.router,
    mapping.router,
    alarms.router,
    tracking.router,
    tracking_secrets.router,
    exchange.router,
    receipts.router,
    documents.router,
    joint_documents.router,
    documents_for_all.router,
    tracking_page.router,
    inbox_page.router,
    case_page.router,
    joints_page.router,
    window.router,
    window_received.router,
    window_papers.router,
)
NAVIGATION: Sequence[Entry] = (
    Entry("/window", "窗口受理", Action.CASE_RECEIVE),
    Entry("/inbox", "我的待办", Action.CASE_READ),
    Entry("/joints", "联办件", Action.JOINT_READ),
)
TEMPLATES = ("liandong.casework.pages",)
OWN_WORK: Mapping[str, OwnWork] = {
    "time": watch_time,
    "file sweep": sweep_files,
    "left pre-applications": erase_left_ones,
    "forgetting": forget_in_time,
}
DRAINED: Sequence[Drained] = (no_alarm_due,)

__all__ = ["DRAINED", "NAVIGATION", "OWN_WORK", "REACTIONS", "ROUTERS", "TEMPLATES"]
