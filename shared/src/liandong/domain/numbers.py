"""Numbers 编号 of cases, joint masters and links: who gave them can be read off, nothing else is hidden in them."""

from datetime import date

from liandong.terms.codes import CaseId, JointId, LinkId, UnitCode

JOINT_MARK = "J"


def case_number(unit: UnitCode, day: date, serial: int) -> CaseId:
    """610113-261123-00042: the unit, the legal day of receipt, the serial the unit's database gave."""
    return CaseId(f"{unit}-{day:%y%m%d}-{serial:05d}")


def joint_number(unit: UnitCode, day: date, serial: int) -> JointId:
    """610100-J261123-00042: as a case's, marked as a joint master."""
    return JointId(f"{unit}-{JOINT_MARK}{day:%y%m%d}-{serial:05d}")


def unit_of(number: CaseId | JointId) -> UnitCode:
    """The unit that gave a number."""
    return UnitCode(number.partition("-")[0])


def link_number(master: CaseId | JointId, serial: int) -> LinkId:
    """The serial-th request made for a master: its number and the serial."""
    return LinkId(f"{master}-{serial}")


def master_of(link: LinkId) -> CaseId | JointId:
    """The master or lower-tier case a link was asked for."""
    number, _, _ = link.rpartition("-")
    return JointId(number) if number.partition("-")[2].startswith(JOINT_MARK) else CaseId(number)


def is_joint(number: CaseId | JointId) -> bool:
    """Whether it is the number of a joint master."""
    return number.partition("-")[2].startswith(JOINT_MARK)
