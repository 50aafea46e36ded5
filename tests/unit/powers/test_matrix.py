"""What the matrix of powers must never allow, whoever edits it."""

from pathlib import Path

import pytest

from liandong.domain.powers.actions import TITLES, Action
from liandong.domain.powers.decide import CENTRE, HANDLING, OF_THE_DEPARTMENT, UNDER_LETTER
from liandong.domain.powers.kinds import DISPOSALS
from liandong.domain.powers.matrix import POWERS
from liandong.domain.powers.table import markdown
from liandong.terms.roles import Role

WRITES_CASES = {action for action in Action if action.startswith(("case.", "joint."))} - {
    Action.CASE_READ,
    Action.JOINT_READ,
}


def test_every_role_has_its_line_and_every_action_its_name() -> None:
    assert set(POWERS) == set(Role)
    assert set(TITLES) == set(Action)


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.COMPLAINT_OFFICER, Role.AUDITOR])
def test_supervision_reads_and_never_touches_a_case(role: Role) -> None:
    assert Action.SUPERVISION_READ in POWERS[role]
    assert not POWERS[role] & WRITES_CASES


@pytest.mark.parametrize("role", [Role.MANAGER, Role.CONVENER, Role.OPERATOR, Role.CATALOGUE_MANAGER, Role.OBSERVER])
def test_whoever_manages_does_not_handle(role: Role) -> None:
    assert not POWERS[role] & WRITES_CASES


def test_whoever_can_decide_at_all_has_his_line_in_the_table_of_kinds() -> None:
    deciding = {Role.CLERK, Role.DEPARTMENT_CLERK, Role.HALL_STAFF, Role.CHIEF, Role.DEPUTY_POST, Role.HEAD}
    assert {role for role in Role if Action.CASE_DECIDE in POWERS[role]} == deciding == set(DISPOSALS)


def test_only_the_head_grants_and_revokes_letters() -> None:
    for action in (Action.LETTER_GRANT, Action.LETTER_REVOKE):
        assert {role for role in Role if action in POWERS[role]} == {Role.HEAD}


def test_the_centre_and_supervision_hold_no_power_over_a_case() -> None:
    for role in CENTRE:
        assert not POWERS[role] & WRITES_CASES


def test_every_act_of_a_department_and_every_act_under_letter_is_never_ones_own() -> None:
    assert set(UNDER_LETTER) <= HANDLING
    assert OF_THE_DEPARTMENT <= HANDLING
    assert {
        Action.CASE_ACCEPT,
        Action.CASE_DECIDE,
        Action.CASE_DRAFT,
        Action.CASE_REVIEW,
        Action.JOINT_ACCEPT,
    } <= HANDLING


def test_only_windows_and_the_platform_accept() -> None:
    assert {role for role in Role if Action.CASE_ACCEPT in POWERS[role]} == {
        Role.CLERK,
        Role.DEPARTMENT_CLERK,
        Role.HALL_STAFF,
        Role.SYSTEM,
    }


def test_the_platform_never_decides_and_never_manages() -> None:
    assert Action.CASE_DECIDE not in POWERS[Role.SYSTEM]
    assert Action.ACCOUNTS_MANAGE not in POWERS[Role.SYSTEM]


def test_only_an_operator_manages_accounts_and_reads_no_case() -> None:
    assert {role for role in Role if Action.ACCOUNTS_MANAGE in POWERS[role]} == {Role.OPERATOR}
    assert Action.CASE_READ not in POWERS[Role.OPERATOR]


def test_who_drafts_and_publishes_the_catalogue_does_not_review_it() -> None:
    assert {role for role in Role if Action.CATALOGUE_REVIEW in POWERS[role]} == {Role.LEGAL_REVIEWER}
    assert {role for role in Role if Action.CATALOGUE_PUBLISH in POWERS[role]} == {Role.CATALOGUE_MANAGER}


def test_who_has_no_account_has_no_power() -> None:
    assert POWERS[Role.APPLICANT] == POWERS[Role.AGENT] == frozenset()


def test_the_page_of_powers_is_fresh() -> None:
    page = Path(__file__).parents[3] / "docs" / "powers.md"
    assert page.read_text(encoding="utf-8") == markdown(), "read the difference, run `make docs` and commit"
