"""举行听证: what was said is in numbered minutes."""

from liandong.domain.case.hearing_commands import HoldHearing
from liandong.domain.case.rules.hearing import (
    attendance_is_counted,
    hearing_is_set,
    paper_of_hearing_is_numbered,
    presiding_did_not_examine,
)
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case_hearing import CaseHearingHeld
from liandong.events.said import Event


def hold_hearing(case: Case | None, command: HoldHearing, given: Circumstances) -> list[Event]:
    """CaseHearingHeld, on the day it was set for. Raises Refused."""
    case = case_allows(case, Verb.HOLD_HEARING)
    held_on = hearing_is_set(case, given)
    assert case.hearing is not None, "it is set"
    assert case.hearing.presiding is not None, "whoever sets it says who presides"
    presiding_did_not_examine(case, case.hearing.presiding)
    paper_of_hearing_is_numbered(command.minutes, "/minutes", "听证应当制作笔录，请填写笔录编号")
    attendance_is_counted(command)
    return [
        CaseHearingHeld(
            case=case.id,
            held_on=held_on,
            presiding=case.hearing.presiding,
            minutes=command.minutes,
            applicant_attended=command.applicant_attended,
            interested_attended=command.interested_attended,
            text=command.text,
        )
    ]
