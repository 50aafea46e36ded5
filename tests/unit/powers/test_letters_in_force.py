"""(role, action, kind, letter): what may be done, and what is written down of it."""

from dataclasses import replace
from datetime import date

import pytest

from liandong.domain.powers.actions import Action
from liandong.domain.powers.decide import Allowed, Denied, Facts, decide
from liandong.domain.powers.letters.authority import NO_LETTERS, Authority
from liandong.domain.powers.letters.state import Absence, Letter
from liandong.events.authority import ActedUnder, ActGround, LetterAct, LetterPost, LetterRule
from liandong.events.case_kind import CaseKind
from liandong.terms.codes import AbsenceId, ItemCode, LetterId, StaffId, UnitCode
from liandong.terms.principal import Principal
from liandong.terms.roles import Role

HERE = UnitCode("610113")
ME, FIRST = StaffId("610113-04"), StaffId("610113-14")
DAY = date(2026, 11, 23)
LETTER = Letter(
    id=LetterId("SQ-1"),
    departments=("水务",),
    holder=ME,
    post=LetterPost.A,
    deputy_of=None,
    items=(ItemCode("SW-001"),),
    acts=(LetterAct.ACCEPT, LetterAct.DECIDE, LetterAct.EXTEND),
    valid_from=date(2026, 1, 1),
    valid_until=date(2026, 12, 31),
    granted_on=date(2026, 1, 5),
    signed_by=StaffId("610113-07"),
)
AS_B = replace(LETTER, post=LetterPost.B, deputy_of=FIRST)
AWAY = Absence(id=AbsenceId("610113-14-261123"), staff=FIRST, first=DAY, last=date(2026, 11, 25))
FACTS = Facts(unit=HERE, item=ItemCode("SW-001"), department="水务", kind=CaseKind.PROMISED, on=DAY)
UNDER_A = ActedUnder(ground=ActGround.LETTER, holder=ME, letter=LetterId("SQ-1"), post=LetterPost.A)
UNDER_B = replace(UNDER_A, post=LetterPost.B, instead_of=FIRST)
BY_OFFICE = ActedUnder(ground=ActGround.OFFICE, holder=ME)


def me(*roles: Role) -> Principal:
    return Principal(id=ME, unit=HERE, roles=frozenset(roles))


def always(*letters: Letter, absences: tuple[Absence, ...] = ()) -> Authority:
    return Authority(rule=LetterRule.ALWAYS, letters=letters, absences=absences)


def where_granted(*letters: Letter) -> Authority:
    return Authority(rule=LetterRule.WHERE_GRANTED, letters=letters)


@pytest.mark.parametrize(
    ("letter", "allowed"),
    [
        (LETTER, True),
        (replace(LETTER, valid_from=DAY, granted_on=DAY), True),
        (replace(LETTER, valid_until=DAY), True),
        (replace(LETTER, departments=()), True),
        (replace(LETTER, items=()), True),
        (replace(LETTER, holder=StaffId("610113-05")), False),
        (replace(LETTER, valid_from=date(2026, 11, 24)), False),
        (replace(LETTER, granted_on=date(2026, 11, 24)), False),
        (replace(LETTER, valid_until=date(2026, 11, 22)), False),
        (replace(LETTER, revoked_on=DAY), False),
        (replace(LETTER, departments=("民政",)), False),
        (replace(LETTER, items=(ItemCode("SW-002"),)), False),
        (replace(LETTER, acts=(LetterAct.ACCEPT,)), False),
        (AS_B, False),
    ],
)
def test_a_chief_decides_only_by_a_letter_in_force_with_item_act_and_department(letter: Letter, allowed: bool) -> None:
    answer = decide(me(Role.CHIEF), Action.CASE_DECIDE, replace(FACTS, authority=always(letter)))
    if allowed:
        assert answer == Allowed(under=UNDER_A)
    else:
        assert isinstance(answer, Denied)
        assert answer.code == "powers.no-letter"
        assert answer.basis == "部门授权书、AB岗制度"


def test_the_refusal_says_who_can_help_and_what_can_be_done_meanwhile() -> None:
    answer = decide(me(Role.CHIEF), Action.CASE_DECIDE, replace(FACTS, authority=always()))
    assert isinstance(answer, Denied)
    assert answer.reason == (
        "没有有效的授权书允许您对此事项“审批决定”，请由部门主要领导签发授权书，或者交有授权的人员办理"
        "；可以先作预处置（审查、拟稿）"
    )


@pytest.mark.parametrize(
    ("absences", "allowed"),
    [
        ((), False),
        ((AWAY,), True),
        ((replace(AWAY, first=date(2026, 11, 20), last=DAY),), True),
        ((replace(AWAY, first=date(2026, 11, 24)),), False),
        ((replace(AWAY, first=date(2026, 11, 20), last=date(2026, 11, 22)),), False),
        ((replace(AWAY, ended_on=DAY),), False),
        ((replace(AWAY, staff=StaffId("610113-15")),), False),
    ],
)
def test_b_acts_for_a_while_a_is_registered_as_away(absences: tuple[Absence, ...], allowed: bool) -> None:
    facts = replace(FACTS, authority=always(AS_B, absences=absences))
    answer = decide(me(Role.DEPUTY_POST), Action.CASE_DECIDE, facts)
    if allowed:
        assert answer == Allowed(under=UNDER_B)
    else:
        assert isinstance(answer, Denied)
        assert (answer.code, answer.reason) == (
            "powers.no-letter",
            "您是610113-14的B岗，610113-14没有登记离岗，请由其本人办理，或者先登记离岗",
        )


def test_a_letter_of_ones_own_post_comes_before_one_as_b() -> None:
    both = always(replace(AS_B, id=LetterId("SQ-0")), LETTER, absences=(AWAY,))
    answer = decide(me(Role.CHIEF), Action.CASE_DECIDE, replace(FACTS, authority=both))
    assert answer == Allowed(under=UNDER_A)


OFFERED = (LETTER,)
NO, POST, LET, OFF = "no", None, UNDER_A, BY_OFFICE
TABLE = [
    # role, action, kind, always without and with the letter, where granted without any and with the letter
    (Role.CLERK, Action.CASE_ACCEPT, CaseKind.PROMISED, "powers.no-letter", LET, POST, LET),
    (Role.CLERK, Action.CASE_DECIDE, CaseKind.INSTANT, "powers.no-letter", LET, "powers.no-letter", LET),
    (Role.CLERK, Action.CASE_DECIDE, CaseKind.PROMISED, *["powers.kind"] * 4),
    (Role.DEPARTMENT_CLERK, Action.CASE_DECIDE, CaseKind.INSTANT, "powers.no-letter", LET, "powers.no-letter", LET),
    (Role.DEPARTMENT_CLERK, Action.CASE_DECIDE, CaseKind.LINKED, *["powers.kind"] * 4),
    (Role.HALL_STAFF, Action.CASE_DECIDE, CaseKind.INSTANT, "powers.no-letter", LET, "powers.no-letter", LET),
    (Role.HALL_STAFF, Action.CASE_DECIDE, CaseKind.ESCALATED, *["powers.kind"] * 4),
    *((Role.CHIEF, Action.CASE_DECIDE, kind, "powers.no-letter", LET, POST, LET) for kind in CaseKind),
    *((Role.DEPUTY_POST, Action.CASE_DECIDE, kind, "powers.no-letter", LET, POST, LET) for kind in CaseKind),
    *((Role.HEAD, Action.CASE_DECIDE, kind, OFF, OFF, OFF, OFF) for kind in CaseKind),
    (Role.HEAD, Action.CASE_EXTEND, CaseKind.PROMISED, OFF, OFF, OFF, OFF),
    (Role.DEPUTY_HEAD, Action.CASE_EXTEND, CaseKind.PROMISED, "powers.no-letter", LET, POST, LET),
    (Role.CHIEF, Action.CASE_EXTEND, CaseKind.PROMISED, *["powers.denied"] * 4),
    (Role.DEPARTMENT_CLERK, Action.CASE_DRAFT, CaseKind.PROMISED, POST, POST, POST, POST),
    (Role.CHIEF, Action.CASE_RETURN, CaseKind.PROMISED, POST, POST, POST, POST),
    (Role.CHIEF, Action.CASE_NOTICE, CaseKind.PROMISED, POST, POST, POST, POST),
    (Role.MANAGER, Action.CASE_DECIDE, CaseKind.INSTANT, *["powers.denied"] * 4),
    (Role.LEAD, Action.CASE_DECIDE, CaseKind.LINKED, *["powers.denied"] * 4),
    (Role.SYSTEM, Action.CASE_ACCEPT, CaseKind.PROMISED, POST, POST, POST, POST),
]


@pytest.mark.parametrize(("role", "action", "kind", "none", "held", "relaxed", "granted"), TABLE)
def test_what_role_kind_and_letter_allow(
    role: Role, action: Action, kind: CaseKind, none: object, held: object, relaxed: object, granted: object
) -> None:
    facts = replace(FACTS, kind=kind)
    for authority, expected in (
        (always(), none),
        (always(LETTER), held),
        (where_granted(), relaxed),
        (where_granted(LETTER), granted),
    ):
        answer = decide(me(role), action, replace(facts, authority=authority))
        if isinstance(expected, str):
            assert isinstance(answer, Denied)
            assert answer.code == expected
        else:
            assert answer == Allowed(under=expected)  # type: ignore[arg-type]  # None or ActedUnder by the table


@pytest.mark.parametrize(
    "letter",
    [
        replace(LETTER, holder=StaffId("610113-05")),
        replace(LETTER, revoked_on=date(2026, 3, 1)),
        replace(LETTER, valid_until=date(2026, 3, 1)),
    ],
)
def test_a_department_that_has_once_granted_goes_by_letters_for_good(letter: Letter) -> None:
    answer = decide(me(Role.CHIEF), Action.CASE_DECIDE, replace(FACTS, authority=where_granted(letter)))
    assert isinstance(answer, Denied)
    assert answer.code == "powers.no-letter"


@pytest.mark.parametrize(
    "letter",
    [
        replace(LETTER, departments=("民政",)),
        replace(LETTER, items=(ItemCode("SW-002"),)),
        replace(LETTER, acts=(LetterAct.ACCEPT,)),
        replace(LETTER, valid_from=date(2026, 12, 1)),
    ],
)
def test_a_letter_about_something_else_leaves_the_power_with_the_post(letter: Letter) -> None:
    answer = decide(me(Role.CHIEF), Action.CASE_DECIDE, replace(FACTS, authority=where_granted(letter)))
    assert answer == Allowed()


def test_letters_nobody_has_asked_authorise_nothing() -> None:
    answer = decide(me(Role.CHIEF), Action.CASE_DECIDE, replace(FACTS, authority=NO_LETTERS))
    assert isinstance(answer, Denied)
    assert answer.code == "powers.no-letter"


URGENCY = replace(LETTER, acts=(LetterAct.URGENT,), items=(ItemCode("SW-009"),))


@pytest.mark.parametrize(
    ("role", "kind", "letters", "expected"),
    [
        (Role.CHIEF, CaseKind.PROMISED, (URGENCY,), LET),
        (Role.CHIEF, CaseKind.LINKED, (URGENCY,), LET),
        (Role.CHIEF, CaseKind.PROMISED, (), "powers.no-letter"),
        (Role.CHIEF, CaseKind.PROMISED, (LETTER,), "powers.no-letter"),
        (Role.CHIEF, CaseKind.PROMISED, (replace(URGENCY, departments=("民政",)),), "powers.no-letter"),
        (Role.CHIEF, CaseKind.INSTANT, (URGENCY,), "powers.urgency"),
        (Role.DEPARTMENT_CLERK, CaseKind.INSTANT, (URGENCY,), "powers.urgency"),
    ],
)
@pytest.mark.parametrize("rule", list(LetterRule))
def test_urgency_goes_beyond_the_named_items_and_never_without_a_letter_that_says_so(
    rule: LetterRule, role: Role, kind: CaseKind, letters: tuple[Letter, ...], expected: object
) -> None:
    authority = Authority(rule=rule, letters=letters)
    answer = decide(me(role), Action.CASE_DECIDE, replace(FACTS, kind=kind, urgent=True, authority=authority))
    if isinstance(expected, str):
        assert isinstance(answer, Denied)
        assert answer.code == expected
    else:
        assert answer == Allowed(under=UNDER_A)


@pytest.mark.parametrize("role", [Role.CHIEF, Role.HEAD])
def test_who_reviewed_the_draft_does_not_decide_where_two_are_wanted(role: Role) -> None:
    facts = replace(FACTS, authority=always(LETTER), reviewed_by=ME)
    answer = decide(me(role), Action.CASE_DECIDE, facts)
    assert isinstance(answer, Denied)
    assert (answer.code, answer.reason) == (
        "powers.reviewer-decides",
        "此事项的决定须经他人复核：您审核了决定文稿，请由其他人员签发",
    )
    assert isinstance(decide(me(role), Action.CASE_DECIDE, replace(facts, reviewed_by=FIRST)), Allowed)


@pytest.mark.parametrize("centre", [Role.MANAGER, Role.CONVENER, Role.SUPERVISOR])
@pytest.mark.parametrize("action", [Action.CASE_DECIDE, Action.CASE_STEP, Action.CASE_TERMINATE])
def test_the_centre_does_not_decide_by_taking_a_second_post(centre: Role, action: Action) -> None:
    answer = decide(me(Role.CHIEF, centre), action, replace(FACTS, authority=always(LETTER)))
    assert isinstance(answer, Denied)
    assert (answer.code, answer.reason) == (
        "powers.centre",
        "中心管理和监察人员可以协调、督促，不得代部门办理或者决定",
    )
