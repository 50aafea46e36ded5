"""Numbers 编号 of cases, joint masters, applications and links: who gave them can be read off, nothing else is hidden.

A number ends in a check letter: that of a pure system of ISO 7064 (GB/T 17710) with modulus 23 and radix 5, over the
digits, the marks J, A, D, Y and Z as 10 to 14, and 23 letters without I, O and S, which are taken for 1, 0 and 5. 23 is
a prime and 5 generates all 22 powers, so one wrong character is always noticed, and so are any two of up to 22
characters that changed places. Numbers given out before end in a serial of five digits and stay good.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from liandong.terms.codes import (
    ApplicationId,
    AppointmentId,
    CaseId,
    ConsultationId,
    JointId,
    LinkId,
    PreApplicationId,
    UnitCode,
)

JOINT_MARK = "J"
APPLICATION_MARK = "A"
PRE_APPLICATION_MARK = "D"
APPOINTMENT_MARK = "Y"
CONSULTATION_MARK = "Z"
MARKS: Final[Mapping[str, int]] = {
    JOINT_MARK: 10,
    APPLICATION_MARK: 11,
    PRE_APPLICATION_MARK: 12,
    APPOINTMENT_MARK: 13,
    CONSULTATION_MARK: 14,
}
"""What stands before the day, and its value in the check letter."""
CHECK_LETTERS: Final = "ABCDEFGHJKLMNPQRTUVWXYZ"
MODULUS: Final = 23
RADIX: Final = 5
_FORM = re.compile(r"([0-9]{6}(?:[0-9]{3})?-[JADYZ]?[0-9]{6}-(?:[0-9]{5}|[1-9][0-9]{5,7}))([A-HJ-NP-RT-Z])")
_BEFORE = re.compile(r"[0-9]{6}(?:[0-9]{3})?-J?[0-9]{6}-[0-9]{5}")


def case_number(unit: UnitCode, day: date, serial: int) -> CaseId:
    """610113-261123-00042K: the unit, the legal day of receipt, the serial the unit's database gave, a check letter."""
    return CaseId(_checked(f"{unit}-{day:%y%m%d}-{serial:05d}"))


def joint_number(unit: UnitCode, day: date, serial: int) -> JointId:
    """610100-J261123-00042K: as a case's, marked as a joint master."""
    return JointId(_checked(f"{unit}-{JOINT_MARK}{day:%y%m%d}-{serial:05d}"))


def application_number(unit: UnitCode, day: date, serial: int) -> ApplicationId:
    """610113-A261123-00042K: as a case's, marked as an application for several items."""
    return ApplicationId(_checked(f"{unit}-{APPLICATION_MARK}{day:%y%m%d}-{serial:05d}"))


def pre_application_number(unit: UnitCode, day: date, serial: int) -> PreApplicationId:
    """610113-D261123-00042K: as a case's, marked as an application being prepared."""
    return PreApplicationId(_checked(f"{unit}-{PRE_APPLICATION_MARK}{day:%y%m%d}-{serial:05d}"))


def appointment_number(unit: UnitCode, day: date, serial: int) -> AppointmentId:
    """610113-Y261123-00042K: as a case's, marked as an appointment; the day is that on which it was booked."""
    return AppointmentId(_checked(f"{unit}-{APPOINTMENT_MARK}{day:%y%m%d}-{serial:05d}"))


def consultation_number(unit: UnitCode, day: date, serial: int) -> ConsultationId:
    """610113-Z261123-00042K: as a case's, marked as a consultation."""
    return ConsultationId(_checked(f"{unit}-{CONSULTATION_MARK}{day:%y%m%d}-{serial:05d}"))


def _checked(body: str) -> str:
    return body + check_letter(body)


def check_letter(body: str) -> str:
    """The letter that makes a number without one good; dashes do not count."""
    total = 0
    for sign in body.replace("-", ""):
        total = (total + (MARKS[sign] if sign in MARKS else int(sign))) * RADIX % MODULUS
    return CHECK_LETTERS[-total % MODULUS]


def can_be_a_number(number: str) -> bool:
    """Whether a case or joint master can have it: the right check letter, or the form of before."""
    form = _FORM.fullmatch(number)
    return _BEFORE.fullmatch(number) is not None if form is None else form[2] == check_letter(form[1])


def unit_of(number: CaseId | JointId | PreApplicationId | AppointmentId | ConsultationId) -> UnitCode:
    """The unit that gave a number."""
    return UnitCode(number.partition("-")[0])


def link_number(master: CaseId | JointId, serial: int) -> LinkId:
    """The serial-th request made for a master: its number and the serial."""
    return LinkId(f"{master}-{serial}")


def master_of(link: LinkId) -> CaseId | JointId:
    """The master or lower-tier case a link was asked for."""
    number, _, _ = link.rpartition("-")
    return JointId(number) if is_joint(CaseId(number)) else CaseId(number)


def is_joint(number: CaseId | JointId) -> bool:
    """Whether it is the number of a joint master."""
    return number.partition("-")[2].startswith(JOINT_MARK)


def is_pre_application(number: CaseId | JointId | PreApplicationId) -> bool:
    """Whether it is the number of an application being prepared."""
    return number.partition("-")[2].startswith(PRE_APPLICATION_MARK)


def is_before_a_case(number: CaseId | JointId | AppointmentId | ConsultationId) -> bool:
    """Whether it is the number of an appointment or a consultation."""
    return number.partition("-")[2].startswith((APPOINTMENT_MARK, CONSULTATION_MARK))
