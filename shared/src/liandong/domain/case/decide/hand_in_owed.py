"""容缺补齐: materials owed since acceptance are handed in."""

from liandong.domain.case.clock_commands import HandInOwed
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.rules.tolerance import owed_materials_are_owed
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.domain.files.known import files_are_the_applicants
from liandong.events.case_decision import CaseOwedHandedIn
from liandong.events.said import Event


def hand_in_owed(case: Case | None, command: HandInOwed, given: Circumstances) -> list[Event]:
    """CaseOwedHandedIn, with what is still owed. Raises Refused."""
    case = case_allows(case, Verb.HAND_IN_OWED)
    files_are_the_applicants(command.materials, case.applicant, case.id, command.files)
    still_owed = owed_materials_are_owed(case, command)
    return [
        CaseOwedHandedIn(
            case=case.id,
            materials=command.materials,
            handed_in_on=given.today,
            still_owed=still_owed,
            channel=command.channel,
        )
    ]
