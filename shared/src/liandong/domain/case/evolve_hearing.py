"""What is told, asked, set and held of a hearing, as the case has it."""

from dataclasses import replace

from liandong.domain.case.state import Case, Hearing
from liandong.events.case_hearing import (
    CaseHearingAsked,
    CaseHearingHeld,
    CaseHearingRightTold,
    CaseHearingSet,
    CaseHearingWaived,
)

OfHearing = CaseHearingRightTold | CaseHearingAsked | CaseHearingSet | CaseHearingHeld | CaseHearingWaived


def heard(case: Case, event: OfHearing) -> Case:
    hearing = case.hearing or Hearing()
    match event:
        case CaseHearingRightTold():
            hearing = replace(hearing, told_on=event.told_on, ask_by=event.ask_by, waived_on=None)
        case CaseHearingAsked():
            asked_on = hearing.asked_on or event.asked_on
            hearing = replace(hearing, asked_on=asked_on, organise_by=event.organise_by, waived_on=None)
        case CaseHearingSet():
            hearing = replace(
                hearing, ground=event.ground, set_for=event.held_on, presiding=event.presiding, waived_on=None
            )
        case CaseHearingHeld():
            hearing = replace(hearing, held_on=event.held_on, minutes=event.minutes)
        case CaseHearingWaived():
            hearing = replace(
                hearing, asked_on=None, organise_by=None, set_for=None, presiding=None, waived_on=event.waived_on
            )
    return replace(case, hearing=hearing)
