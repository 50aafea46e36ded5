"""What time alone does to a case: acceptance by lapse, an alarm about a handover nobody acknowledged."""

from datetime import date

from liandong.domain.case.clock_commands import DeemAccept
from liandong.domain.case.commands import RaiseLinkAlarm
from liandong.domain.case.decide.deem_accept import deem_accept
from liandong.domain.case.decide.raise_link_alarm import raise_link_alarm
from liandong.domain.case.limits import notice_due
from liandong.domain.case.state import Case
from liandong.domain.case.status import Status
from liandong.domain.circumstances import Circumstances
from liandong.events.said import Event


def due_now(case: Case | None, given: Circumstances) -> list[Event]:
    """What is due by now; nothing if it is not yet time."""
    if case is not None and case.status is Status.RECEIVED:
        return deem_accept(case, DeemAccept(), given)
    return raise_link_alarm(case, RaiseLinkAlarm(), given)


def quiet_through(case: Case, given: Circumstances) -> date | None:
    """The last day on which time does nothing to the case; None if it never does."""
    if case.status is Status.RECEIVED:
        return notice_due(case, given)
    if case.status is Status.ESCALATED and case.handover is not None and not case.handover.alarmed:
        return None if case.handover.acknowledged else case.handover.acknowledge_by
    return None
