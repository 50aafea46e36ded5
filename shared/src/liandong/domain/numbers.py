"""Numbers 编号 of cases, joint masters and links: who gave them can be read off, nothing else is hidden in them.

A number ends in a check letter: that of a pure system of ISO 7064 (GB/T 17710) with modulus 23 and radix 5, over the
digits, J as 10, and 23 letters without I, O and S, which are taken for 1, 0 and 5. 23 is a prime and 5 generates all 22
powers, so one wrong character is always noticed, and so are any two of up to 22 characters that changed places. Numbers
given out before end in a serial of five digits and stay good.
"""

import re
from datetime import date
from typing import Final

from liandong.terms.codes import CaseId, JointId, LinkId, UnitCode

JOINT_MARK = "J"
CHECK_LETTERS: Final = "ABCDEFGHJKLMNPQRTUVWXYZ"
MODULUS: Final = 23
RADIX: Final = 5
_FORM = re.compile(r"([0-9]{6}(?:[0-9]{3})?-J?[0-9]{6}-(?:[0-9]{5}|[1-9][0-9]{5,7}))([A-HJ-NP-RT-Z])")
_BEFORE = re.compile(r"[0-9]{6}(?:[0-9]{3})?-J?[0-9]{6}-[0-9]{5}")


def case_number(unit: UnitCode, day: date, serial: int) -> CaseId:
    """610113-261123-00042K: the unit, the legal day of receipt, the serial the unit's database gave, a check letter."""
    return CaseId(_checked(f"{unit}-{day:%y%m%d}-{serial:05d}"))


def joint_number(unit: UnitCode, day: date, serial: int) -> JointId:
    """610100-J261123-00042K: as a case's, marked as a joint master."""
    return JointId(_checked(f"{unit}-{JOINT_MARK}{day:%y%m%d}-{serial:05d}"))


def _checked(body: str) -> str:
    return body + check_letter(body)


def check_letter(body: str) -> str:
    """The letter that makes a number without one good; dashes do not count."""
    total = 0
    for sign in body.replace("-", ""):
        total = (total + (10 if sign == JOINT_MARK else int(sign))) * RADIX % MODULUS
    return CHECK_LETTERS[-total % MODULUS]


def can_be_a_number(number: str) -> bool:
    """Whether a case or joint master can have it: the right check letter, or the form of before."""
    form = _FORM.fullmatch(number)
    return _BEFORE.fullmatch(number) is not None if form is None else form[2] == check_letter(form[1])


def unit_of(number: CaseId | JointId) -> UnitCode:
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
