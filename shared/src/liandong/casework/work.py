"""What every tier has of casework: its routers, streams, reactions and background work, written out."""

from collections.abc import Mapping, Sequence

from liandong.application.demo_clock import Drained
from liandong.application.service import OwnWork
from liandong.casework.alarms import no_alarm_due, watch_links
from liandong.casework.api import alarms, cases, handing_out, handling, intake, joints, receipts, references
from liandong.casework.documents import api as documents
from liandong.casework.documents import joint_api as joint_documents
from liandong.casework.documents import public as documents_for_all
from liandong.casework.reactions import REACTIONS
from liandong.casework.repositories import REPOSITORIES
from liandong.infrastructure.http.router import Router

ROUTERS: Sequence[Router] = (
    intake.router,
    handling.router,
    handing_out.router,
    cases.router,
    joints.router,
    references.router,
    alarms.router,
    receipts.router,
    documents.router,
    joint_documents.router,
    documents_for_all.router,
)
OWN_WORK: Mapping[str, OwnWork] = {"link alarms": watch_links}
DRAINED: Sequence[Drained] = (no_alarm_due,)
SCHEMA = "liandong.casework"

__all__ = ["DRAINED", "OWN_WORK", "REACTIONS", "REPOSITORIES", "ROUTERS", "SCHEMA"]
