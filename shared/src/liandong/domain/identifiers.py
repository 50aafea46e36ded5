"""Identity numbers and codes as the national standards define them: whether one can be right at all."""

import re
from datetime import date

from liandong.events.case_words import ApplicantKind
from liandong.terms.codes import UnitCode
from liandong.terms.refusal import Nature, Refused

ID_CARD_BASIS = "GB 11643"
USCC_BASIS = "GB 32100"
PROJECT_CODE_BASIS = "GB/T 40058-2021"
DIVISION_BASIS = "GB/T 2260、GB/T 10114"

ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECK = "10X98765432"
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USCC_WEIGHTS = tuple(3**place % 31 for place in range(17))
EARLIEST_BIRTH = date(1880, 1, 1)

PROVINCES = frozenset(
    (
        *("11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43"),
        *("44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83"),
    )
)
"""First two digits of a division; 81, 82 and 83 are residents of Hong Kong, Macau and Taiwan (港澳台居民居住证)."""
RESIDENTS = frozenset({"81", "82", "83"})
FOREIGNER = "9"
HALL_DIGITS = 9


def id_card(number: str, today: date) -> str:
    """A person's 18-character number in upper case: citizens, residents of 81 82 83, and foreigners' permits (9…).

    `today` is the day of the act: nobody is born after it. A foreigner's permit (外国人永久居留身份证) has the province
    that issued it after the 9 and then the three digits of a nationality. Raises Refused: identifier.id-card-format,
    -province, -date, -checksum.
    """
    upper = _upper(number)
    if not re.fullmatch(r"[0-9]{17}[0-9X]", upper):
        raise _refused("identifier.id-card-format", "身份证件号码应为18位，请逐位核对", ID_CARD_BASIS)
    if not _is_issued_somewhere(upper):
        raise _refused("identifier.id-card-province", "身份证件号码开头的地区代码无效，请逐位核对", ID_CARD_BASIS)
    born = _date_of(upper[6:14])
    if born is None or not EARLIEST_BIRTH <= born <= today:
        raise _refused("identifier.id-card-date", "身份证件号码中的出生日期不存在或者晚于今天", ID_CARD_BASIS)
    if id_card_check(upper[:17]) != upper[17]:
        raise _refused("identifier.id-card-checksum", "身份证件号码的校验码不符，请核对是否输错", ID_CARD_BASIS)
    return upper


def _is_issued_somewhere(number: str) -> bool:
    if number[0] == FOREIGNER:
        return number[1:3] in PROVINCES - RESIDENTS and number[3:6] != "000"
    return number[:2] in PROVINCES


def id_card_check(body: str) -> str:
    """The check character of 17 digits (ISO 7064 MOD 11-2)."""
    total = sum(int(digit) * weight for digit, weight in zip(body, ID_WEIGHTS, strict=True))
    return ID_CHECK[total % 11]


def uscc(code: str) -> str:
    """An organisation's unified social credit code in upper case, 18 characters.

    Raises Refused: identifier.uscc-format, identifier.uscc-checksum.
    """
    upper = _upper(code)
    if not re.fullmatch(rf"[{USCC_ALPHABET}]{{2}}[0-9]{{6}}[{USCC_ALPHABET}]{{10}}", upper):
        raise _refused("identifier.uscc-format", "统一社会信用代码应为18位，不含字母I、O、S、V、Z", USCC_BASIS)
    if uscc_check(upper[:17]) != upper[17]:
        raise _refused("identifier.uscc-checksum", "统一社会信用代码的校验码不符，请核对是否输错", USCC_BASIS)
    return upper


def uscc_check(body: str) -> str:
    """The check character of 17 characters (weights 3^i mod 31)."""
    total = sum(USCC_ALPHABET.index(sign) * weight for sign, weight in zip(body, USCC_WEIGHTS, strict=True))
    return USCC_ALPHABET[-total % 31]


def of_applicant(kind: ApplicantKind, number: str, today: date) -> str:
    """An applicant's number by his kind: a person's ID card, an organisation's social credit code. Raises Refused."""
    match kind:
        case ApplicantKind.PERSON:
            return id_card(number, today)
        case ApplicantKind.ORGANISATION:
            return uscc(number)


def project_code(code: str) -> str:
    """An investment project's code: 24 characters, dddd-dddddd-dd-dd-dddddd (4-6-2-2-5-1, the last two unbroken).

    Time (two-digit year and month; the year alone before 2021), area, guiding department, kind of project, five random
    digits and a check digit. Form, time and area are checked, the check digit is not: clause 4.7 of the standard, which
    says how it is computed, could not be read, and a guessed rule would turn away good projects. The online platform
    (在线审批监管平台) gives the code out and can confirm it. Raises Refused: identifier.project-code-format.
    """
    form = re.fullmatch(r"([0-9]{4})-([0-9]{6})-[0-9]{2}-[0-9]{2}-[0-9]{6}", code.strip())
    if form is None or not _is_project_time(form[1]) or not _is_project_area(form[2]):
        raise _refused(
            "identifier.project-code-format",
            "项目代码应为24位，形如2611-610113-04-01-123456，请按在线审批监管平台生成的代码填写",
            PROJECT_CODE_BASIS,
        )
    return form[0]


def _is_project_time(time: str) -> bool:
    return 1 <= int(time[2:]) <= 12 or 2014 <= int(time) <= 2021


def _is_project_area(area: str) -> bool:
    return area == "000000" or area[:2] in PROVINCES


def is_division(code: str) -> bool:
    """Whether it has the form of a division's code: 6 digits (province to county), 9 (township) or 12 (village)."""
    return re.fullmatch(r"[0-9]{6}(?:[0-9]{3}){0,2}", code) is not None and code[:2] in PROVINCES


def unit_code(code: str) -> UnitCode:
    """The code of a unit: 6 digits (city, district, zone) or 9 (hall, or a body of the city's own).

    Raises Refused: identifier.unit-code-format.
    """
    if not is_division(code) or len(code) > HALL_DIGITS:
        raise _refused("identifier.unit-code-format", "单位代码应为6位或9位数字", DIVISION_BASIS)
    return UnitCode(code)


def point_code(code: str, hall: UnitCode) -> str:
    """The code of a village point of a hall: its 12-digit division code, or the hall's code, P and two digits.

    Raises Refused: identifier.point-code-format.
    """
    if not code.startswith(hall) or not (
        (is_division(code) and len(code) > HALL_DIGITS) or re.fullmatch(r"P[0-9]{2}", code[len(hall) :])
    ):
        raise _refused("identifier.point-code-format", f"代办点代码应以{hall}开头", DIVISION_BASIS)
    return code


def _upper(text: str) -> str:
    return text.strip().upper()


def _date_of(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def _refused(code: str, reason: str, basis: str) -> Refused:
    return Refused(code, reason, basis=basis, nature=Nature.INVALID)
