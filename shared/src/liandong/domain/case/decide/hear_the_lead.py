"""What the lead says to the unit of a share; what has crossed with the end of the share is no news."""

from liandong.domain.case.decide.resume import resumed
from liandong.domain.case.decide.tell_the_lead import paused_told, resumed_told
from liandong.domain.case.rules.clocks import supplement_awaited
from liandong.domain.case.rules.handing_out import share_of_the_asker
from liandong.domain.case.share_commands import (
    TakeSupplementAsked,
    TakeSupplemented,
    TakeVoid,
    TakeWithdrawalAsked,
    TakeWithdrawalRetracted,
)
from liandong.domain.case.state import Case
from liandong.domain.case.status import ALLOWED
from liandong.domain.circumstances import Circumstances
from liandong.events.case_clock import CaseMaterialsShared, CasePaused, PauseGround
from liandong.events.case_ending import CaseTerminated, CaseWithdrawalAsked, CaseWithdrawalRetracted, TerminationGround
from liandong.events.said import Event


def take_supplement_asked(case: Case | None, command: TakeSupplementAsked, given: Circumstances) -> list[Event]:
    """CasePaused from the day the lead asked on, and LinkPaused, also while it stands still for something else: its
    clock counts no day twice (D.5.6). Nothing while a supplement is awaited already. Raises Refused."""
    case = share_of_the_asker(case, command.link, command.by)
    if command.VERB not in ALLOWED[case.status] or supplement_awaited(case) is not None:
        return []
    paused = CasePaused(
        case=case.id,
        number=len(case.pauses) + 1,
        ground=PauseGround.SUPPLEMENT,
        paused_on=command.asked_on,
        lines=command.lines,
        new_material=command.new_material,
    )
    return [paused, *paused_told(case, paused)]


def take_supplemented(case: Case | None, command: TakeSupplemented, given: Circumstances) -> list[Event]:
    """CaseResumed and LinkResumed where the share waited for it, whatever else it waits for; else
    CaseMaterialsShared. Raises Refused."""
    case = share_of_the_asker(case, command.link, command.by)
    if command.VERB not in ALLOWED[case.status]:
        return []
    span = supplement_awaited(case)
    if span is None:
        return [CaseMaterialsShared(case=case.id, materials=command.materials)]
    again = resumed(case, span, command.effective_on, given, materials=command.materials)
    return [again, *resumed_told(case, again)]


def take_withdrawal_asked(case: Case | None, command: TakeWithdrawalAsked, given: Circumstances) -> list[Event]:
    """CaseWithdrawalAsked: the department confirms; nothing if it was decided meanwhile. Raises Refused."""
    case = share_of_the_asker(case, command.link, command.by)
    if command.VERB not in ALLOWED[case.status]:
        return []
    return [CaseWithdrawalAsked(case=case.id, asked_on=command.asked_on, text=command.text)]


def take_withdrawal_retracted(case: Case | None, command: TakeWithdrawalRetracted, given: Circumstances) -> list[Event]:
    """CaseWithdrawalRetracted: it goes on where it stood; nothing if it was confirmed meanwhile. Raises Refused."""
    case = share_of_the_asker(case, command.link, command.by)
    if command.VERB not in ALLOWED[case.status]:
        return []
    return [CaseWithdrawalRetracted(case=case.id)]


def take_void(case: Case | None, command: TakeVoid, given: Circumstances) -> list[Event]:
    """CaseTerminated: final; nothing if it was decided meanwhile, which stands (D.12.2). Raises Refused."""
    case = share_of_the_asker(case, command.link, command.by)
    if command.VERB not in ALLOWED[case.status]:
        return []
    return [
        CaseTerminated(
            case=case.id,
            ground=TerminationGround.VOIDED_BY_LEAD,
            terminated_on=command.voided_on,
            document=command.document or command.link,
            text=command.text,
        )
    ]
