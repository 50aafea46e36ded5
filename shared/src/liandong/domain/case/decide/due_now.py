"""What time alone does to a case: acceptance by lapse, what silence brings, an alarm about an unheard handover."""

from datetime import date

from liandong.domain.case.clock_commands import DeemAccept
from liandong.domain.case.commands import RaiseLinkAlarm
from liandong.domain.case.decide.agree_by_silence import agree_by_silence
from liandong.domain.case.decide.deem_accept import deem_accept
from liandong.domain.case.decide.raise_link_alarm import raise_link_alarm
from liandong.domain.case.decide.renew_by_silence import renew_by_silence
from liandong.domain.case.decide.warn_of_silence import warn_of_silence
from liandong.domain.case.limits import notice_due
from liandong.domain.case.silence import can_be_agreed_to, can_be_renewed, silent_through
from liandong.domain.case.silence_commands import AgreeBySilence, RenewBySilence, WarnOfSilence
from liandong.domain.case.state import Case
from liandong.domain.case.status import Status
from liandong.domain.circumstances import Circumstances
from liandong.events.said import Event


def due_now(case: Case | None, given: Circumstances) -> list[Event]:
    """What is due by now; nothing if it is not yet time."""
    if case is None:
        return []
    if case.status is Status.RECEIVED:
        return deem_accept(case, DeemAccept(), given)
    if case.status is Status.ESCALATED:
        return raise_link_alarm(case, RaiseLinkAlarm(), given)
    said: list[Event] = []
    if can_be_renewed(case):
        said = renew_by_silence(case, RenewBySilence(), given)
    if not said and can_be_agreed_to(case):
        said = agree_by_silence(case, AgreeBySilence(), given) or warn_of_silence(case, WarnOfSilence(), given)
    return said


def quiet_through(case: Case, given: Circumstances) -> date | None:
    """The last day on which time does nothing to the case; None if it never does."""
    if case.status is Status.RECEIVED:
        return notice_due(case, given)
    if case.status is Status.ESCALATED and case.handover is not None and not case.handover.alarmed:
        return None if case.handover.acknowledged else case.handover.acknowledge_by
    return silent_through(case, given)
