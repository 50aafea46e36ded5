from datetime import date

import pytest

from liandong.domain.identifiers import (
    id_card,
    id_card_check,
    is_division,
    point_code,
    project_code,
    unit_code,
    uscc,
    uscc_check,
)
from liandong.terms.codes import UnitCode
from liandong.terms.refusal import Nature, Refused

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "number",
    [
        "11010519491231002X",  # the example of GB 11643
        "440524188001010014",  # the other example of GB 11643, born in 1880
        "11010519491231002x",
        " 11010519491231002X ",
        "810000199408230021",  # 港澳台居民居住证, the printed specimen
        "830000199201300022",
    ],
)
def test_a_right_number_is_taken_in_upper_case(number: str) -> None:
    assert id_card(number, TODAY) == number.strip().upper()


def test_the_permit_of_a_foreigner_begins_with_9() -> None:
    body = "91112419830715123"
    assert id_card(body + id_card_check(body), TODAY) == "911124198307151232"


@pytest.mark.parametrize("body", ["99912419830715123", "98112419830715123", "91100019830715123"])
def test_a_foreigners_permit_is_issued_in_a_province_to_a_nationality(body: str) -> None:
    with pytest.raises(Refused, match=r"identifier\.id-card-province"):
        id_card(body + id_card_check(body), TODAY)


def test_a_foreigners_permit_has_a_date_and_a_check_too() -> None:
    for wrong in ("911124198302301238", "911124198307151230"):
        with pytest.raises(Refused, match=r"identifier\.id-card-(date|checksum)"):
            id_card(wrong, TODAY)


def test_who_is_born_today_has_a_number_and_who_is_born_tomorrow_has_none() -> None:
    body = "11010520261123002"
    assert id_card(body + id_card_check(body), TODAY) == body + id_card_check(body)
    with pytest.raises(Refused, match=r"identifier\.id-card-date"):
        id_card(body + id_card_check(body), date(2026, 11, 22))


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("", "identifier.id-card-format"),
        ("1101051949123100", "identifier.id-card-format"),
        ("11010519491231002XX", "identifier.id-card-format"),
        ("1101051949123100２X", "identifier.id-card-format"),
        ("11010519491231\x0002X", "identifier.id-card-format"),
        ("X1010519491231002X", "identifier.id-card-format"),
        ("190105194912310021", "identifier.id-card-province"),
        ("110105194913310021", "identifier.id-card-date"),
        ("110105202702290021", "identifier.id-card-date"),
        ("110105187912310021", "identifier.id-card-date"),
        ("110105202611240021", "identifier.id-card-date"),
        ("110105000000000021", "identifier.id-card-date"),
        ("110105194912310021", "identifier.id-card-checksum"),
    ],
)
def test_a_wrong_number_is_refused_with_what_is_wrong(number: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        id_card(number, TODAY)
    assert (refusal.value.code, refusal.value.nature) == (code, Nature.INVALID)


def test_every_single_digit_mistyped_is_noticed() -> None:
    right = "11010519491231002X"
    for place in range(17):
        for digit in "0123456789":
            if digit != right[place]:
                with pytest.raises(Refused):
                    id_card(right[:place] + digit + right[place + 1 :], TODAY)


@pytest.mark.parametrize("code", ["91350100M000100Y43", "91110000600037341L", "91350100m000100y43"])
def test_a_right_credit_code_is_taken_in_upper_case(code: str) -> None:
    assert uscc(code) == code.upper()


@pytest.mark.parametrize(
    ("code", "refusal"),
    [
        ("91350100M000100Y4", "identifier.uscc-format"),
        ("91350100M000100I43", "identifier.uscc-format"),  # I is not in the alphabet
        ("91350A00M000100Y43", "identifier.uscc-format"),
        ("", "identifier.uscc-format"),
        ("91350100M000100Y44", "identifier.uscc-checksum"),
        ("91350100M000010Y43", "identifier.uscc-checksum"),  # two signs changed places
    ],
)
def test_a_wrong_credit_code_is_refused_with_what_is_wrong(code: str, refusal: str) -> None:
    with pytest.raises(Refused) as refused:
        uscc(code)
    assert (refused.value.code, refused.value.nature) == (refusal, Nature.INVALID)


def test_the_check_character_of_a_credit_code_may_be_a_zero() -> None:
    checks = {uscc_check(f"91610131MA6{serial:04d}X0Y"[:17]) for serial in range(200)}
    assert "0" in checks
    assert checks <= set("0123456789ABCDEFGHJKLMNPQRTUWXY")


@pytest.mark.parametrize("code", ["2611-610113-04-01-123456", "2017-610113-47-03-012345", "2108-000000-04-01-654321"])
def test_a_project_code_has_24_characters(code: str) -> None:
    assert project_code(code) == code


@pytest.mark.parametrize(
    "code",
    [
        "",
        "26116101130401123456",
        "2611-610113-04-01-12345",
        "2613-610113-04-01-123456",  # no thirteenth month
        "2611-990113-04-01-123456",  # no such province
        "2611-610113-04-01-12345X",
    ],
)
def test_what_has_not_the_form_of_a_project_code_is_refused(code: str) -> None:
    with pytest.raises(Refused, match=r"identifier\.project-code-format"):
        project_code(code)


def test_units_have_six_digits_or_nine() -> None:
    assert unit_code("610100") == "610100"
    assert unit_code("610113004") == "610113004"
    for wrong in ("", "6101", "61011300", "610113004001", "990100", "61011A", "610100\n"):
        with pytest.raises(Refused, match=r"identifier\.unit-code-format"):
            unit_code(wrong)


def test_divisions_have_six_nine_or_twelve_digits() -> None:
    for right in ("610000", "610113", "610113004", "610113004001", "810001"):
        assert is_division(right)
    for wrong in ("", "61", "61011", "6101130", "61011300400", "990113", "610113004001 ", "６10113"):
        assert not is_division(wrong)


def test_a_point_belongs_to_its_hall() -> None:
    hall = UnitCode("610104009")
    assert point_code("610104009001", hall) == "610104009001"
    assert point_code("610104009P01", hall) == "610104009P01"
    for wrong in ("610104009", "610104008001", "610104009P1", "610104009PXX", "610104009001\n"):
        with pytest.raises(Refused, match=r"identifier\.point-code-format"):
            point_code(wrong, hall)
