"""What every tier has of casework: its routers, streams, reactions and background work, written out."""

from collections.abc import Mapping, Sequence

from liandong.application.demo_clock import Drained
from liandong.application.service import OwnWork
from liandong.casework.alarms import no_alarm_due, watch_links
from liandong.casework.api import (
    alarms,
    cases,
    file_handing_over,
    file_reading,
    files,
    handing_out,
    handling,
    intake,
    joints,
    references,
)
from liandong.casework.files import sweep_files
from liandong.casework.reactions import REACTIONS
from liandong.casework.repositories import REPOSITORIES
from liandong.infrastructure.http.router import Router

ROUTERS: Sequence[Router] = (
    intake.router,
    handling.router,
    handing_out.router,
    cases.router,
    files.router,
    file_reading.router,
    file_handing_over.router,
    joints.router,
    references.router,
    alarms.router,
)
OWN_WORK: Mapping[str, OwnWork] = {"link alarms": watch_links, "file sweep": sweep_files}
DRAINED: Sequence[Drained] = (no_alarm_due,)
SCHEMA = "liandong.casework"

__all__ = ["DRAINED", "OWN_WORK", "REACTIONS", "REPOSITORIES", "ROUTERS", "SCHEMA"]
