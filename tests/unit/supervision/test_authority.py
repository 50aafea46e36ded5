"""V-AUTH: what was done in a department's name is held against the unit's own letters and absences."""

from dataclasses import replace
from datetime import date

import pytest
from tests.story import ENTRY, Story, on

from e_supervision.checks import findings
from e_supervision.checks.authority import Letters, RuleSince, acted_without_letter
from e_supervision.lights import judge
from e_supervision.timeline import Act, advance
from liandong.domain.powers.letters.state import Absence, Letter
from liandong.events import case, case_clock
from liandong.events.authority import ActedUnder, ActGround, LetterAct, LetterPost, LetterRule
from liandong.terms.codes import AbsenceId, JointId, LetterId, LinkId, StaffId, UnitCode
from liandong.terms.legal_time import midnight

CHIEF, DEPUTY = StaffId("s2"), StaffId("s3")
DAY = on("10-15")
LETTER = Letter(
    id=LetterId("SQ-1"),
    departments=(ENTRY.department,),
    holder=CHIEF,
    post=LetterPost.A,
    deputy_of=None,
    items=(ENTRY.item,),
    acts=(LetterAct.DECIDE,),
    valid_from=on("01-01"),
    valid_until=on("12-31"),
    granted_on=on("01-05"),
    signed_by=StaffId("s9"),
)
AS_B = replace(LETTER, id=LetterId("SQ-2"), holder=DEPUTY, post=LetterPost.B, deputy_of=CHIEF)
AWAY = Absence(id=AbsenceId("s2-261014"), staff=CHIEF, first=on("10-14"), last=on("10-16"))
ALWAYS = (RuleSince(day=on("01-01"), rule=LetterRule.ALWAYS),)
WHERE_GRANTED = (RuleSince(day=on("01-01"), rule=LetterRule.WHERE_GRANTED),)
UNDER = ActedUnder(ground=ActGround.LETTER, holder=CHIEF, letter=LetterId("SQ-1"), post=LetterPost.A)
UNDER_B = ActedUnder(
    ground=ActGround.LETTER, holder=DEPUTY, letter=LetterId("SQ-2"), post=LetterPost.B, instead_of=CHIEF
)
OFFICE = ActedUnder(ground=ActGround.OFFICE, holder=CHIEF)


def decided(under: ActedUnder | None, by: StaffId = CHIEF, day: date = DAY) -> Story:
    """A linked case, so that its acceptance is nobody's act here; then a decision."""
    asked = case.ReturnAddress(unit=UnitCode("610100"), link=LinkId("L1"), master=JointId("610100-J-0001"))
    told = Story().received(on("09-28"), asked).accepted(on("09-28"))
    return told.say(
        day,
        case.CaseDecided(
            case=told.number,
            outcome=case.Outcome.APPROVED,
            decided_on=day,
            by=by,
            document="长批〔2026〕1号",
            under=under,
        ),
    )


def said(*letters: Letter, rules: tuple[RuleSince, ...] = ALWAYS, absences: tuple[Absence, ...] = (AWAY,)) -> Letters:
    return Letters(department=ENTRY.department, rules=rules, letters=letters, absences=absences)


def fault(told: Story, letters: Letters) -> str | None:
    timeline = advance(None, told.said)
    assert timeline is not None
    finding = acted_without_letter(timeline, letters)
    if finding is None:
        return None
    assert (finding.rule, finding.level, finding.due) == ("V-AUTH", "red", DAY)
    return finding.sentence.removeprefix("2026-10-15的办理")


@pytest.mark.parametrize(
    ("under", "letters"),
    [
        (UNDER, said(LETTER)),
        (UNDER, said(replace(LETTER, items=(), departments=()))),
        (UNDER, said(replace(LETTER, valid_until=DAY))),
        (UNDER, said(replace(LETTER, valid_from=DAY, granted_on=DAY))),
        (UNDER, said(replace(LETTER, revoked_on=DAY))),
        (UNDER_B, said(AS_B)),
        (UNDER_B, said(AS_B, absences=(replace(AWAY, ended_on=DAY),))),
        (OFFICE, said()),
        (None, said(rules=WHERE_GRANTED)),
        (None, said(rules=())),
        (None, said(rules=(RuleSince(day=DAY, rule=LetterRule.ALWAYS),))),
        (None, said(rules=(*WHERE_GRANTED, RuleSince(day=on("10-20"), rule=LetterRule.ALWAYS)))),
        (None, said(rules=(*ALWAYS, RuleSince(day=DAY, rule=LetterRule.WHERE_GRANTED)))),
        (None, said(replace(LETTER, granted_on=DAY), rules=WHERE_GRANTED)),
        (None, said(replace(LETTER, departments=("民政",)), rules=WHERE_GRANTED)),
        (None, said(replace(LETTER, acts=(LetterAct.EXTEND,)), rules=WHERE_GRANTED)),
    ],
)
def test_what_a_letter_covers_on_its_day_or_needs_none_is_in_order(under: ActedUnder | None, letters: Letters) -> None:
    by = CHIEF if under is None else under.holder
    assert fault(decided(under, by), letters) is None


@pytest.mark.parametrize(
    ("under", "letters", "sentence"),
    [
        (None, said(), "没有授权书"),
        (None, said(LETTER), "没有授权书"),
        (None, said(LETTER, rules=WHERE_GRANTED), "没有授权书"),
        (None, said(replace(LETTER, revoked_on=on("03-01")), rules=WHERE_GRANTED), "没有授权书"),
        (UNDER, said(), "所依授权书SQ-1没有登记"),
        (UNDER, said(rules=WHERE_GRANTED), "所依授权书SQ-1没有登记"),
        (UNDER, said(replace(LETTER, holder=DEPUTY)), "所依授权书SQ-1不是办理人的"),
        (replace(UNDER, holder=DEPUTY), said(LETTER), "所依授权书不是办理人的"),
        (replace(OFFICE, holder=DEPUTY), said(LETTER), "所依授权书不是办理人的"),
        (UNDER, said(replace(LETTER, departments=("民政",))), "所依授权书SQ-1没有授权此部门、事项或者事务"),
        (UNDER, said(replace(LETTER, acts=(LetterAct.EXTEND,))), "所依授权书SQ-1没有授权此部门、事项或者事务"),
        (UNDER, said(replace(LETTER, valid_until=on("10-14"))), "所依授权书SQ-1当日无效"),
        (UNDER, said(replace(LETTER, valid_from=on("10-16"))), "所依授权书SQ-1当日无效"),
        (UNDER, said(replace(LETTER, granted_on=on("10-16"))), "所依授权书SQ-1当日无效"),
        (UNDER, said(replace(LETTER, revoked_on=on("10-14"))), "所依授权书SQ-1当日无效"),
    ],
)
def test_a_decision_no_letter_covers_is_found(under: ActedUnder | None, letters: Letters, sentence: str) -> None:
    assert fault(decided(under), letters) == sentence


@pytest.mark.parametrize(
    "absences",
    [
        (),
        (replace(AWAY, last=on("10-14")),),
        (replace(AWAY, first=on("10-16")),),
        (replace(AWAY, ended_on=on("10-14")),),
        (replace(AWAY, staff=StaffId("s8")),),
    ],
)
def test_b_without_an_absence_of_his_a_is_found(absences: tuple[Absence, ...]) -> None:
    assert fault(decided(UNDER_B, DEPUTY), said(AS_B, absences=absences)) == "由B岗作出，s2当日没有登记离岗"


def test_urgency_is_held_against_the_power_of_urgency() -> None:
    told = decided(UNDER)
    told.said[-1] = replace(told.said[-1], event=replace(told.said[-1].event, urgent=True))  # type: ignore[call-arg]  # a CaseDecided
    assert fault(told, said(LETTER)) == "所依授权书SQ-1没有授权此部门、事项或者事务"
    assert fault(told, said(replace(LETTER, acts=(LetterAct.URGENT,), items=()))) is None


def test_acceptance_refusal_and_extension_are_acts_too_but_not_what_the_law_deems() -> None:
    told = Story().received(on("09-28")).accepted(on("09-28")).extended(DAY)
    timeline = advance(None, told.said)
    assert timeline is not None
    assert timeline.acts == (
        Act(act=LetterAct.ACCEPT, on=on("09-28")),
        Act(act=LetterAct.EXTEND, on=DAY, by=_approver(told)),
    )
    refused = Story().received(on("09-28"))
    refused.say(DAY, case.CaseNotAccepted(case=refused.number, reason_code="r", basis="行政许可法 32", under=UNDER))
    assert advance(None, refused.said).acts == (Act(act=LetterAct.REFUSE, on=DAY, under=UNDER),)  # type: ignore[union-attr]  # heard
    deemed = Story().received(on("09-28")).accepted(on("10-10"))
    deemed.said[-1] = replace(deemed.said[-1], event=replace(deemed.said[-1].event, deemed=True))  # type: ignore[call-arg]  # a CaseAccepted
    assert advance(None, deemed.said).acts == ()  # type: ignore[union-attr]  # heard


def _approver(told: Story) -> StaffId:
    event = told.said[-1].event
    assert isinstance(event, case_clock.CaseExtended)
    return event.approver


def test_it_stands_among_the_findings_once_the_letters_are_known(entry, calendar) -> None:
    timeline = advance(None, decided(None).said)
    judgement = judge(timeline, entry, calendar, midnight(DAY))
    assert [each.rule for each in findings(timeline, judgement)] == []
    assert [each.rule for each in findings(timeline, judgement, said())] == ["V-AUTH"]
