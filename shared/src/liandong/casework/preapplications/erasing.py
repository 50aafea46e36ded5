"""The sweeping of applications that were begun and left: after the stated time they are erased."""

import asyncio
from typing import Final

import structlog

from liandong.application.background import Wakes
from liandong.application.desk import Desk
from liandong.casework.preapplications.store import erase_abandoned
from liandong.infrastructure.database import UNREACHABLE
from liandong.terms.legal_time import legal_day

log = structlog.get_logger()

LOOK_EVERY_SECONDS: Final = 60.0


async def erase_left_ones(desk: Desk, _wakes: Wakes) -> None:
    """Looks for ever; what two processes both find is erased once."""
    while True:
        try:
            if erased := await erase_abandoned(desk.pool, list(desk.keys), legal_day(desk.clock.now())):
                log.info("preapplications.erased", count=erased)
        except UNREACHABLE as fault:
            log.warning("preapplications.wait", fault=type(fault).__name__)
        await asyncio.sleep(LOOK_EVERY_SECONDS)
