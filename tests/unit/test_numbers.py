"""Numbers of cases and joint masters: their check letter, the forms before it, and what can be read off them."""

from datetime import date
from itertools import combinations

import pytest

from liandong.domain.numbers import (
    can_be_a_number,
    case_number,
    check_letter,
    is_joint,
    joint_number,
    link_number,
    master_of,
    unit_of,
)
from liandong.terms.codes import CaseId, JointId, UnitCode

DAY = date(2026, 11, 23)
CITY, HALL = UnitCode("610100"), UnitCode("610113004")


def test_numbers_tell_their_unit_their_day_and_what_they_number() -> None:
    case, joint = case_number(HALL, DAY, 42), joint_number(CITY, DAY, 123456)
    assert (case, joint) == ("610113004-261123-00042L", "610100-J261123-123456V")
    assert (unit_of(case), unit_of(joint)) == ("610113004", "610100")
    assert master_of(link_number(case, 1)) == CaseId("610113004-261123-00042L")
    assert master_of(link_number(joint, 12)) == JointId("610100-J261123-123456V")
    assert is_joint(joint)
    assert not is_joint(case)


def test_numbers_given_out_without_a_check_letter_stay_good() -> None:
    assert can_be_a_number("610113-261123-00001")
    assert not can_be_a_number("610100-J261123-123456")  # a letter lost, not a number of before
    assert master_of(link_number(JointId("610100-J261123-00001"), 3)) == "610100-J261123-00001"


@pytest.mark.parametrize("number", ["610113004-261123-00042L", "610100-J261123-123456V"])
def test_every_character_mistyped_is_noticed(number: str) -> None:
    for place, right in enumerate(number):
        for sign in "0123456789JABCDEFGHKLMNPQRTUVWXYZ-":
            if sign != right:
                wrong = number[:place] + sign + number[place + 1 :]
                assert not can_be_a_number(wrong), wrong


@pytest.mark.parametrize("number", ["610113004-261123-00042L", "610100-J261123-123456V"])
def test_any_two_characters_that_changed_places_are_noticed(number: str) -> None:
    for one, other in combinations(range(len(number)), 2):
        if number[one] != number[other]:
            signs = list(number)
            signs[one], signs[other] = signs[other], signs[one]
            assert not can_be_a_number("".join(signs)), "".join(signs)


@pytest.mark.parametrize(
    "number",
    [
        "",
        "610113-261123-0042K",
        "610113-261123-00042k",
        "610113-261123-000428",  # the letter B read as 8: no serial of six digits begins with 0
        "610113-K261123-00042K",
        "61011-261123-00042K",
        "610113-261123-00042K-1",
        "610113-261123-00042K\n",
        "６10113-261123-00042K",
    ],
)
def test_what_has_not_the_form_of_a_number_is_none(number: str) -> None:
    assert not can_be_a_number(number)


def test_a_check_letter_is_never_one_that_is_taken_for_a_digit() -> None:
    letters = {check_letter(f"610113-261123-{serial:05d}") for serial in range(200)}
    assert letters == set("ABCDEFGHJKLMNPQRTUVWXYZ")
