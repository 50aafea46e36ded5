"""May this person do this to that matter?"""

from liandong.domain.powers.actions import Action
from liandong.domain.powers.decide import Allowed, Answer, Denied, Facts, decide
from liandong.terms.codes import ItemCode, Pseudonym, StaffId, UnitCode
from liandong.terms.principal import Principal
from liandong.terms.roles import Role

HERE, ELSEWHERE = UnitCode("610113"), UnitCode("610112")


def somebody(
    *roles: Role, relations: frozenset[str] = frozenset(), items: frozenset[ItemCode] | None = None
) -> Principal:
    return Principal(id=StaffId("0017"), unit=HERE, roles=frozenset(roles), relations=relations, items=items)


def reason(answer: Answer) -> str:
    assert isinstance(answer, Denied)
    return answer.reason


def test_a_clerk_accepts_but_does_not_reopen() -> None:
    clerk = somebody(Role.CLERK)

    assert decide(clerk, Action.CASE_ACCEPT) == Allowed()
    assert reason(decide(clerk, Action.CASE_REOPEN)) == "您的岗位没有“重新办理”的权限"


def test_two_roles_give_the_powers_of_both() -> None:
    both = somebody(Role.DEPARTMENT_CLERK, Role.CHIEF)

    assert decide(both, Action.CASE_ACCEPT) == Allowed()
    assert decide(both, Action.CASE_DECIDE) == Allowed()


def test_without_a_role_nothing_is_allowed() -> None:
    nobody = somebody()

    assert not [action for action in Action if decide(nobody, action) == Allowed()]


def test_another_units_case_is_out_of_reach() -> None:
    assert reason(decide(somebody(Role.CHIEF), Action.CASE_DECIDE, Facts(unit=ELSEWHERE))) == "只能办理本单位的事项"
    assert decide(somebody(Role.CHIEF), Action.CASE_DECIDE, Facts(unit=HERE)) == Allowed()


def test_nobody_decides_his_own_application() -> None:
    chief = somebody(Role.CHIEF, relations=frozenset({"applicant:p-1"}))

    answer = decide(chief, Action.CASE_DECIDE, Facts(applicant=Pseudonym("p-1")))

    assert reason(answer) == "不得办理本人的申请，请交由其他人员办理"
    assert decide(chief, Action.CASE_DECIDE, Facts(applicant=Pseudonym("p-2"))) == Allowed()


def test_but_he_may_read_it() -> None:
    chief = somebody(Role.CHIEF, relations=frozenset({"applicant:p-1"}))

    assert decide(chief, Action.CASE_READ, Facts(applicant=Pseudonym("p-1"))) == Allowed()


def test_an_item_outside_the_letter_of_authorisation_is_not_decided() -> None:
    chief = somebody(Role.CHIEF, items=frozenset({ItemCode("A01")}))

    assert decide(chief, Action.CASE_DECIDE, Facts(item=ItemCode("A01"))) == Allowed()
    assert reason(decide(chief, Action.CASE_DECIDE, Facts(item=ItemCode("A02")))) == "授权书中没有此事项"


def test_an_empty_letter_authorises_nothing() -> None:
    chief = somebody(Role.CHIEF, items=frozenset())

    assert isinstance(decide(chief, Action.CASE_DECIDE, Facts(item=ItemCode("A01"))), Denied)


def test_a_department_on_record_binds() -> None:
    chief = somebody(Role.CHIEF, relations=frozenset({"department:住建"}))

    assert decide(chief, Action.CASE_DECIDE, Facts(department="住建")) == Allowed()
    assert reason(decide(chief, Action.CASE_DECIDE, Facts(department="规划"))) == "此事项由其他部门办理"


def test_who_is_bound_to_no_department_acts_for_all_of_a_hall() -> None:
    assert decide(somebody(Role.CHIEF), Action.CASE_DECIDE, Facts(department="民政")) == Allowed()
