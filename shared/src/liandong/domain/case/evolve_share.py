"""What its part in a joint approval makes of a case, and which words to other units change nothing of it."""

from dataclasses import replace
from typing import TypeAlias

from liandong.domain.case.materials import replaced, with_materials
from liandong.domain.case.state import Case
from liandong.events.case_clock import CaseMasterDueMoved, CaseMaterialsShared, CasePromised, CaseSupplementProposed
from liandong.events.link import (
    LinkAnswered,
    LinkDispatched,
    LinkForwarded,
    LinkPaused,
    LinkPromised,
    LinkResumed,
    LinkSupplementAsked,
    LinkSupplemented,
    LinkSupplementProposed,
    LinkVoided,
    LinkWithdrawalAsked,
    LinkWithdrawalRetracted,
)

ToOthers: TypeAlias = (
    LinkForwarded
    | LinkAnswered
    | LinkDispatched
    | LinkSupplementProposed
    | LinkPaused
    | LinkResumed
    | LinkPromised
    | LinkSupplementAsked
    | LinkSupplemented
    | LinkWithdrawalAsked
    | LinkWithdrawalRetracted
)
"""Words to another unit; what they mean here is said by the case's own event beside them."""
OfShare: TypeAlias = CaseMasterDueMoved | CaseSupplementProposed | CasePromised | CaseMaterialsShared | LinkVoided


def of_share(case: Case, event: OfShare) -> Case:
    match event:
        case CaseMasterDueMoved():
            return replace(case, master_due=event.statutory_due, master_extended=event.extended)
        case CaseSupplementProposed():
            return replace(case, proposed=event.lines)
        case CasePromised():
            return replace(case, decide_by=event.decide_by)
        case LinkVoided():
            document = event.document or event.link
            return replace(case, voided_on=event.voided_on, void_document=document, void_text=event.text)
        case CaseMaterialsShared():
            return replace(
                case,
                materials=with_materials(case.materials, event.materials),
                former=(*case.former, *replaced(case.materials, event.materials)),
            )
