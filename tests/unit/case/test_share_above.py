"""A share that was handed up: what its lead says goes on to the unit that has it, and holds here if it comes back."""

from dataclasses import replace
from datetime import date

from liandong.domain.case.commands import OpenLinked, TakeForwardRejection, TakeUpperDecision
from liandong.domain.case.decide import decide
from liandong.domain.case.ending_commands import ConfirmWithdrawal
from liandong.domain.case.share_commands import (
    TakeSupplementAsked,
    TakeSupplemented,
    TakeVoid,
    TakeWithdrawalAsked,
    TakeWithdrawalRetracted,
)
from liandong.domain.case.state import Case
from liandong.domain.case.status import Status
from liandong.events.case import Outcome, ReturnAddress
from liandong.events.case_clock import CaseMaterialsShared, CasePaused, CaseResumed, PauseGround
from liandong.events.case_ending import CaseTerminated, CaseWithdrawalAsked, CaseWithdrawalRetracted, TerminationGround
from liandong.events.link import (
    LinkAnswered,
    LinkPaused,
    LinkResumed,
    LinkSupplementAsked,
    LinkSupplemented,
    LinkVoided,
    LinkWithdrawalAsked,
    LinkWithdrawalRetracted,
    VoidCause,
)
from liandong.terms.codes import CaseId, EventId, Tier
from tests.unit.case.samples import (
    APPLICANT,
    APPROVE,
    CITY,
    CITY_DECIDES,
    DISTRICT,
    HAND_UP,
    MONDAY,
    NUMBER,
    PLAN,
    REFERENCE,
    done,
    fold,
    on,
    somebody,
)
from tests.unit.case.test_linked import FIRST_LINK, OPEN, SHARE, SHARE_REVIEWED

TUESDAY, WEDNESDAY, THURSDAY = (date(2026, 11, day) for day in (24, 25, 26))
UPPER = CaseId("610100-261124-00007")
BELOW = done(replace(OPEN, entry=CITY_DECIDES), *SHARE_REVIEWED, HAND_UP)
"""The district's share, handed up to the city on Monday."""
ABOVE = done(
    OpenLinked(
        case=UPPER,
        tier=Tier.CITY,
        entry=replace(CITY_DECIDES, tiers=(Tier.DISTRICT, Tier.CITY)),
        reference=REFERENCE,
        applicant=APPLICANT,
        asked_by=ReturnAddress(unit=DISTRICT, link=FIRST_LINK, master=NUMBER),
        accepted_on=MONDAY,
        request=EventId("610113:1:12"),
    )
)
"""What the city opened for it."""

ASKED = TakeSupplementAsked(link=SHARE.link, by=CITY, lines=("plan",), asked_on=TUESDAY, new_material=True)
HANDED_IN = TakeSupplemented(link=SHARE.link, by=CITY, materials=(PLAN,), effective_on=WEDNESDAY)
LEAVING = TakeWithdrawalAsked(link=SHARE.link, by=CITY, asked_on=TUESDAY, text="项目不再建设")
STAYING = TakeWithdrawalRetracted(link=SHARE.link, by=CITY, retracted_on=WEDNESDAY)
VOID = TakeVoid(
    link=SHARE.link, by=CITY, cause=VoidCause.REMOVED, voided_on=TUESDAY, document="联作〔2026〕1号", text="不涉及"
)
BACK = TakeForwardRejection(link=FIRST_LINK, by=CITY, reason_code="catalogue.unknown-item", text="无此事项")


def decided(outcome: Outcome, document: str) -> TakeUpperDecision:
    return TakeUpperDecision(
        link=FIRST_LINK, by=CITY, upper_case=UPPER, outcome=outcome, decided_on=THURSDAY, document=document
    )


def test_a_supplement_asked_for_goes_on_to_the_unit_above_and_both_clocks_stand_still() -> None:
    paused, to_lead, to_above = decide(BELOW, ASKED, on(TUESDAY))
    assert isinstance(paused, CasePaused)
    assert (paused.paused_on, paused.new_material, paused.by_lead) == (TUESDAY, True, True)
    assert to_lead == LinkPaused(dest=CITY, link=SHARE.link, number=1, ground=PauseGround.SUPPLEMENT, paused_on=TUESDAY)
    assert to_above == LinkSupplementAsked(
        dest=CITY, link=FIRST_LINK, lines=("plan",), asked_on=TUESDAY, new_material=True
    )
    waiting = fold([paused, to_lead, to_above], BELOW)
    assert (waiting.status, waiting.stands_still) == (Status.ESCALATED, True)
    heard = replace(ASKED, link=FIRST_LINK, by=DISTRICT)
    (above,) = decide(ABOVE, heard, on(TUESDAY))
    assert isinstance(above, CasePaused)
    assert (above.case, above.by_lead, above.lines) == (UPPER, True, ("plan",))


def test_what_is_handed_in_goes_on_and_is_kept() -> None:
    waiting = done(ASKED, day=TUESDAY, case=BELOW)
    resumed, to_lead, to_above = decide(waiting, HANDED_IN, on(WEDNESDAY))
    assert isinstance(resumed, CaseResumed)
    assert to_lead == LinkResumed(dest=CITY, link=SHARE.link, number=1, resumed_on=WEDNESDAY)
    assert to_above == LinkSupplemented(dest=CITY, link=FIRST_LINK, materials=(PLAN,), effective_on=WEDNESDAY)
    after = fold([resumed, to_lead, to_above], waiting)
    assert (after.status, after.open_pauses, PLAN in after.materials) == (Status.ESCALATED, (), True)
    shared, to_above = decide(BELOW, HANDED_IN, on(WEDNESDAY))
    assert shared == CaseMaterialsShared(case=NUMBER, materials=(PLAN,))
    assert isinstance(to_above, LinkSupplemented)
    heard = replace(HANDED_IN, link=FIRST_LINK, by=DISTRICT)
    above = done(replace(ASKED, link=FIRST_LINK, by=DISTRICT), heard, day=WEDNESDAY, case=ABOVE)
    assert (above.status, PLAN in above.materials) == (Status.ACCEPTED, True)


def test_a_withdrawal_is_confirmed_above_and_the_lead_hears_of_it() -> None:
    asked, to_above = decide(BELOW, LEAVING, on(TUESDAY))
    assert asked == CaseWithdrawalAsked(case=NUMBER, asked_on=TUESDAY, text="项目不再建设")
    assert to_above == LinkWithdrawalAsked(dest=CITY, link=FIRST_LINK, asked_on=TUESDAY, text="项目不再建设")
    leaving = fold([asked, to_above], BELOW)
    assert leaving.status is Status.ESCALATED
    above = done(replace(LEAVING, link=FIRST_LINK, by=DISTRICT), day=TUESDAY, case=ABOVE)
    assert above.status is Status.WITHDRAW_PENDING
    _, answered = decide(above, ConfirmWithdrawal(document="市撤〔2026〕1号"), on(THURSDAY, by=somebody(CITY)))
    assert isinstance(answered, LinkAnswered)
    assert (answered.dest, answered.link, answered.outcome) == (DISTRICT, FIRST_LINK, Outcome.WITHDRAWN)
    said = decide(leaving, decided(Outcome.WITHDRAWN, "市撤〔2026〕1号"), on(THURSDAY))
    assert isinstance(said[-1], LinkAnswered)
    assert (said[-1].link, said[-1].outcome) == (SHARE.link, Outcome.WITHDRAWN)
    assert fold(said, leaving).status is Status.WITHDRAWN


def test_a_withdrawal_retracted_goes_on_too() -> None:
    leaving = done(LEAVING, day=TUESDAY, case=BELOW)
    retracted, to_above = decide(leaving, STAYING, on(WEDNESDAY))
    assert isinstance(retracted, CaseWithdrawalRetracted)
    assert to_above == LinkWithdrawalRetracted(dest=CITY, link=FIRST_LINK, retracted_on=WEDNESDAY)
    staying = fold([retracted, to_above], leaving)
    assert (staying.status, staying.withdrawal_from) == (Status.ESCALATED, None)
    assert decide(staying, STAYING, on(WEDNESDAY)) == []


def test_a_void_share_ends_above_and_the_unit_below_is_told() -> None:
    (to_above,) = decide(BELOW, VOID, on(TUESDAY))
    assert to_above == LinkVoided(
        dest=CITY,
        link=FIRST_LINK,
        cause=VoidCause.REMOVED,
        voided_on=TUESDAY,
        document="联作〔2026〕1号",
        text="不涉及",
    )
    waiting = fold([to_above], BELOW)
    assert (waiting.status, decide(waiting, VOID, on(TUESDAY))) == (Status.ESCALATED, [])
    ended, answered = decide(ABOVE, replace(VOID, link=FIRST_LINK, by=DISTRICT), on(TUESDAY))
    assert isinstance(ended, CaseTerminated)
    assert ended.ground is TerminationGround.VOIDED_BY_LEAD
    assert isinstance(answered, LinkAnswered)
    assert (answered.dest, answered.outcome, answered.document) == (DISTRICT, Outcome.TERMINATED, "联作〔2026〕1号")
    below = done(decided(Outcome.TERMINATED, "联作〔2026〕1号"), day=THURSDAY, case=waiting)
    assert below.status is Status.TERMINATED


def test_what_was_decided_above_before_the_word_was_heard_stands() -> None:
    waiting = done(VOID, day=TUESDAY, case=BELOW)
    approved = ABOVE
    for command in (*SHARE_REVIEWED, APPROVE):
        approved = fold(decide(approved, command, on(MONDAY, by=somebody(CITY))), approved)
    assert decide(approved, replace(VOID, link=FIRST_LINK, by=DISTRICT), on(TUESDAY)) == []
    said = decide(waiting, decided(Outcome.APPROVED, "市许〔2026〕3号"), on(THURSDAY))
    assert isinstance(said[-1], LinkAnswered)
    assert (said[-1].dest, said[-1].outcome) == (CITY, Outcome.APPROVED)


def came_back(case: Case) -> Case:
    return done(BACK, day=THURSDAY, case=case)


def test_a_share_that_comes_back_waits_for_what_its_lead_has_asked_for() -> None:
    waiting = came_back(done(ASKED, day=TUESDAY, case=BELOW))
    assert waiting.status is Status.PAUSED
    running = done(replace(HANDED_IN, effective_on=THURSDAY), day=THURSDAY, case=waiting)
    assert running.status is Status.AWAITING_DECISION
    assert came_back(BELOW).status is Status.AWAITING_DECISION


def test_a_share_that_comes_back_while_its_applicant_withdraws_is_confirmed_here() -> None:
    both = came_back(done(ASKED, LEAVING, day=TUESDAY, case=BELOW))
    assert both.status is Status.WITHDRAW_PENDING
    assert done(STAYING, day=THURSDAY, case=both).status is Status.PAUSED
    leaving = came_back(done(LEAVING, day=TUESDAY, case=BELOW))
    assert done(STAYING, day=THURSDAY, case=leaving).status is Status.AWAITING_DECISION
    _, answered = decide(leaving, ConfirmWithdrawal(document="区撤〔2026〕1号"), on(THURSDAY))
    assert isinstance(answered, LinkAnswered)
    assert answered.link == SHARE.link


def test_a_void_share_that_comes_back_ends_here() -> None:
    back, ended = decide(done(VOID, day=TUESDAY, case=BELOW), BACK, on(THURSDAY))
    assert back.KIND == "case.forward_rejected"
    assert ended == CaseTerminated(
        case=NUMBER,
        ground=TerminationGround.VOIDED_BY_LEAD,
        terminated_on=TUESDAY,
        document="联作〔2026〕1号",
        text="不涉及",
    )
