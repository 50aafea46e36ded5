"""What the lead says to the unit of a share; what has crossed with the end of the share is no news.

Of a share that was handed up it is noted here as well, in case it comes back, and goes on to the unit that has it.
"""

from datetime import date
from functools import partial

from liandong.domain.case.decide.decide_case import answer
from liandong.domain.case.decide.pass_on import passed_on
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
from liandong.domain.case.status import ALLOWED, Status
from liandong.domain.circumstances import Circumstances
from liandong.events.case import Outcome
from liandong.events.case_clock import CaseMaterialsShared, CasePaused, PauseGround
from liandong.events.case_ending import CaseTerminated, CaseWithdrawalAsked, CaseWithdrawalRetracted, TerminationGround
from liandong.events.link import (
    LinkSupplementAsked,
    LinkSupplemented,
    LinkVoided,
    LinkWithdrawalAsked,
    LinkWithdrawalRetracted,
)
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
        by_lead=True,
    )
    word = partial(
        LinkSupplementAsked, lines=command.lines, asked_on=command.asked_on, new_material=command.new_material
    )
    return [paused, *paused_told(case, paused), *passed_on(case, word)]


def take_supplemented(case: Case | None, command: TakeSupplemented, given: Circumstances) -> list[Event]:
    """CaseResumed and LinkResumed where the share waited for it, whatever else it waits for; else
    CaseMaterialsShared. Raises Refused."""
    case = share_of_the_asker(case, command.link, command.by)
    if command.VERB not in ALLOWED[case.status]:
        return []
    on = passed_on(case, partial(LinkSupplemented, materials=command.materials, effective_on=command.effective_on))
    span = supplement_awaited(case)
    if span is None:
        return [CaseMaterialsShared(case=case.id, materials=command.materials), *on]
    again = resumed(case, span, command.effective_on, given, materials=command.materials)
    return [again, *resumed_told(case, again), *on]


def take_withdrawal_asked(case: Case | None, command: TakeWithdrawalAsked, given: Circumstances) -> list[Event]:
    """CaseWithdrawalAsked: the department confirms, or the unit above; nothing if it was decided meanwhile.
    Raises Refused."""
    case = share_of_the_asker(case, command.link, command.by)
    if command.VERB not in ALLOWED[case.status]:
        return []
    asked = CaseWithdrawalAsked(case=case.id, asked_on=command.asked_on, text=command.text)
    return [asked, *passed_on(case, partial(LinkWithdrawalAsked, asked_on=command.asked_on, text=command.text))]


def take_withdrawal_retracted(case: Case | None, command: TakeWithdrawalRetracted, given: Circumstances) -> list[Event]:
    """CaseWithdrawalRetracted: it goes on where it stood; nothing if it was confirmed meanwhile. Raises Refused."""
    case = share_of_the_asker(case, command.link, command.by)
    if command.VERB not in ALLOWED[case.status] or case.withdrawal_from is None:
        return []
    retracted = CaseWithdrawalRetracted(case=case.id)
    return [retracted, *passed_on(case, partial(LinkWithdrawalRetracted, retracted_on=command.retracted_on))]


def take_void(case: Case | None, command: TakeVoid, given: Circumstances) -> list[Event]:
    """CaseTerminated, and LinkAnswered to a unit that handed it up and waits for its end: final. Nothing if it was
    decided meanwhile, which stands (D.12.2); of a share that was handed up the unit above says which. Raises Refused.
    """
    case = share_of_the_asker(case, command.link, command.by)
    if command.VERB not in ALLOWED[case.status] or case.voided_on is not None:
        return []
    document, on = command.document or command.link, command.voided_on
    if case.status is Status.ESCALATED:
        word = partial(LinkVoided, cause=command.cause, voided_on=on, document=document, text=command.text)
        return passed_on(case, word)
    waits = [] if case.joint is not None else answer(case, Outcome.TERMINATED, on, document, command.text)
    return [voided_by_lead(case, on, document, command.text), *waits]


def voided_by_lead(case: Case, on: date, document: str, text: str | None) -> CaseTerminated:
    return CaseTerminated(
        case=case.id, ground=TerminationGround.VOIDED_BY_LEAD, terminated_on=on, document=document, text=text
    )
