"""延续: what is asked thirty days before a licence expires and not decided by then is renewed (行政许可法 50)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from liandong.domain.case.clock_commands import Pause, Resume
from liandong.domain.case.commands import Accept, CaseCommand, Decide, RejectionGround, Supplement
from liandong.domain.case.decide import decide
from liandong.domain.case.decide.due_now import due_now, quiet_through
from liandong.domain.case.ending_commands import AskWithdrawal, RetractWithdrawal
from liandong.domain.case.licence import LicenceHeld
from liandong.domain.case.silence import first_look
from liandong.domain.case.state import Case, Silence, SilenceGround
from liandong.domain.case.status import Status
from liandong.events.case import CaseReceived, Outcome
from liandong.events.case_clock import PauseGround
from liandong.events.case_silence import CaseRenewedBySilence
from liandong.events.handling import Concern
from liandong.terms.codes import StaffId, Tier
from liandong.terms.legal_time import FOR_GOOD
from liandong.terms.refusal import Refused
from tests.unit.case.samples import (
    APPROVE,
    ENTRY,
    FORM,
    HAND_IN,
    MONDAY,
    NOTICE,
    NUMBER,
    PLAN,
    REVIEWED,
    SUPPLEMENT_ASKED,
    TESTED,
    done,
    fold,
    on,
    receive,
    step,
)

RENEWAL = replace(ENTRY, renewal=True, concerns=(Concern.ENVIRONMENT,))
EXPIRY = date(2026, 12, 23)
"""Thirty days after Monday 23 November 2026, the last day on which it is asked for in time."""
AFTER = date(2026, 12, 24)
LICENCE = LicenceHeld(number="陕西许字第2021001号", expires_on=EXPIRY)


def asked(licence: LicenceHeld | None = LICENCE, **changes: Any) -> Case:
    return done(receive(replace(RENEWAL, **changes), licence=licence))


def accepted(**changes: Any) -> Case:
    return done(Accept(), case=asked(**changes))


def acted(case: Case, day: date, *commands: CaseCommand) -> Case:
    return done(*commands, day=day, case=case)


def kinds(case: Case, day: date) -> list[str]:
    return [event.KIND for event in due_now(case, on(day))]


def test_the_licence_held_goes_into_the_receipt() -> None:
    [event] = decide(None, receive(RENEWAL, licence=LICENCE), on(MONDAY))
    assert isinstance(event, CaseReceived)
    assert (event.licence_number, event.licence_expires_on, event.asked_late) == (LICENCE.number, EXPIRY, False)


@pytest.mark.parametrize(
    ("entry", "licence", "code", "pointer"),
    [
        (RENEWAL, None, "case.licence-missing", "/licence"),
        (RENEWAL, replace(LICENCE, number=" "), "case.licence-missing", "/licence"),
        (ENTRY, LICENCE, "case.licence-not-asked", "/licence"),
        (RENEWAL, replace(LICENCE, expires_on=date(2026, 11, 22)), "case.licence-expired", "/licence/expires_on"),
    ],
)
def test_a_renewal_names_a_licence_in_force_and_nothing_else_does(
    entry: Any, licence: LicenceHeld | None, code: str, pointer: str
) -> None:
    with pytest.raises(Refused) as refused:
        decide(None, receive(entry, licence=licence), on(MONDAY))
    assert (refused.value.code, [error.pointer for error in refused.value.errors]) == (code, [pointer])


@pytest.mark.parametrize(
    ("expires_on", "late"),
    [(date(2026, 12, 24), False), (date(2026, 12, 23), False), (date(2026, 12, 22), True), (MONDAY, True)],
)
def test_thirty_days_of_the_calendar_before_expiry_are_in_time(expires_on: date, late: bool) -> None:
    assert asked(LicenceHeld(number="1号", expires_on=expires_on)).asked_late is late


def test_undecided_when_its_last_day_is_over_it_is_renewed() -> None:
    case = accepted()
    assert kinds(case, EXPIRY) == []
    [event] = due_now(case, on(AFTER, hour=0))
    assert event == CaseRenewedBySilence(case=NUMBER, expired_on=EXPIRY, decided_on=AFTER, responsible=None)
    after = fold([event], case)
    assert (after.status, after.outcome, after.decided_on) == (Status.APPROVED_BY_SILENCE, Outcome.APPROVED, AFTER)
    assert after.silence == Silence(ground=SilenceGround.RENEWAL, last_day=EXPIRY, responsible=None)


def test_nobody_has_to_have_begun_but_who_has_is_named() -> None:
    [event] = due_now(acted(accepted(), MONDAY, step("examine")[0]), on(AFTER))
    assert isinstance(event, CaseRenewedBySilence)
    assert event.responsible == "S001"
    received = receive(RENEWAL, licence=LICENCE, handler=StaffId("C001"))
    [event] = due_now(done(received, Accept()), on(AFTER))
    assert isinstance(event, CaseRenewedBySilence)
    assert event.responsible == "C001"


def test_a_decision_by_the_end_of_the_last_day_stands() -> None:
    reject = Decide(
        outcome=Outcome.REJECTED,
        document="区水许〔2026〕1号",
        ground=RejectionGround.CONDITIONS_NOT_MET,
        text="水质不合格",
        remedy="可以申请行政复议",
    )
    case = acted(asked(), MONDAY, *REVIEWED)
    rejected = fold(decide(case, reject, on(EXPIRY, hour=23)), case)
    assert kinds(rejected, AFTER) == []
    with pytest.raises(Refused) as refused:
        decide(case, reject, on(AFTER, hour=0))
    assert (refused.value.code, refused.value.basis) == ("case.silence-decided", "行政许可法 50")
    assert "2026-12-23许可有效期届满前未作决定，已视为准予延续" in refused.value.reason


def test_asked_late_it_is_handled_but_not_renewed_by_silence() -> None:
    late = done(Accept(), case=asked(replace(LICENCE, expires_on=date(2026, 12, 22))))
    assert kinds(late, AFTER) == []
    assert quiet_through(late, on(MONDAY)) is None
    decided = acted(late, AFTER, *step("examine"), *step("inspect"), APPROVE)
    assert decided.status is Status.APPROVED


def test_what_a_tier_above_decides_is_not_renewed_here() -> None:
    assert kinds(accepted(decided_by=Tier.CITY), AFTER) == []


def test_a_special_procedure_does_not_stop_the_licence_from_running_out() -> None:
    """Article 45 takes such time out of the limits of its own section; article 50 stands in another."""
    case = acted(accepted(), date(2026, 12, 21), TESTED)
    assert case.status is Status.PAUSED
    assert kinds(case, AFTER) == ["case.renewed_by_silence"]


OWN_WISH = Pause(ground=PauseGround.APPLICANT_ASKED, days=20, notice="区水中〔2026〕1号", text="申请人申请中止")


@pytest.mark.parametrize(
    ("stop", "go_on"),
    [
        (SUPPLEMENT_ASKED, Supplement(materials=(PLAN,))),
        (OWN_WISH, Resume()),
        (AskWithdrawal(), RetractWithdrawal()),
    ],
    ids=["a supplement asked for", "his own wish", "a withdrawal asked for"],
)
def test_while_it_is_the_applicants_turn_nobody_is_silent(stop: CaseCommand, go_on: CaseCommand) -> None:
    case = acted(accepted(), date(2026, 12, 21), stop)
    assert kinds(case, AFTER) == []
    assert kinds(acted(case, AFTER, go_on), AFTER) == []
    assert kinds(acted(case, EXPIRY, go_on), AFTER) == ["case.renewed_by_silence"]


def test_unaccepted_when_the_licence_runs_out_it_is_not_renewed() -> None:
    told = done(NOTICE, case=done(receive(RENEWAL, licence=LICENCE, materials=(FORM,))))
    assert kinds(told, AFTER) == []
    later = acted(acted(told, date(2026, 12, 28), HAND_IN), date(2026, 12, 28), Accept())
    assert kinds(later, date(2026, 12, 29)) == []


def test_accepted_by_lapse_as_of_before_expiry_it_is_renewed_although_that_is_written_down_later() -> None:
    told = done(NOTICE, case=done(receive(RENEWAL, licence=LICENCE, materials=(FORM,))))
    handed_in = acted(told, date(2026, 12, 22), HAND_IN)
    accepted_later = fold(due_now(handed_in, on(date(2026, 12, 30))), handed_in)
    assert (accepted_later.deemed, accepted_later.accepted_on) == (True, date(2026, 12, 22))
    assert kinds(accepted_later, date(2026, 12, 30)) == ["case.renewed_by_silence"]


def test_time_is_looked_at_when_the_licence_has_run_out() -> None:
    assert quiet_through(accepted(), on(MONDAY)) == EXPIRY
    assert quiet_through(accepted(), on(AFTER)) is None


def test_of_two_silences_the_earlier_decides() -> None:
    both = replace(RENEWAL, silence=True, silence_basis="某规定 1", concerns=())
    case = done(receive(both, licence=LICENCE), Accept(), step("examine")[0])
    assert kinds(case, date(2026, 12, 8)) == ["case.agreed_by_silence"]
    assert kinds(case, AFTER) == ["case.agreed_by_silence"]


def test_of_a_licence_that_holds_for_good_nothing_ever_becomes_due() -> None:
    case = done(receive(RENEWAL, licence=replace(LICENCE, expires_on=FOR_GOOD)), Accept())
    assert (case.asked_late, first_look(case), quiet_through(case, on(MONDAY))) == (False, None, None)
    assert kinds(case, date(2027, 11, 1)) == []
    decided = acted(case, MONDAY, *step("examine"), *step("inspect"), APPROVE)
    assert decided.status is Status.APPROVED
