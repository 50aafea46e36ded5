"""Codes and identifiers of units, items, cases and links."""

from enum import StrEnum
from typing import NewType

UnitCode = NewType("UnitCode", str)
"""A division code: 6 digits (GB/T 2260) for the city, districts and zones; 9 for a hall (stem of the 12-digit code)."""
ItemCode = NewType("ItemCode", str)
"""Code of a catalogue item 事项编码."""
CaseId = NewType("CaseId", str)
"""Number of a case 办件编号, unique in the platform, begins with the unit's code."""
JointId = NewType("JointId", str)
"""Number of a joint master case 联办主件."""
ApplicationId = NewType("ApplicationId", str)
"""Number of one application 申请编号 from which several cases came."""
PreApplicationId = NewType("PreApplicationId", str)
"""Number of an application being prepared 预申报编号, before it is submitted."""
AppointmentId = NewType("AppointmentId", str)
"""Number of an appointment 预约编号."""
ConsultationId = NewType("ConsultationId", str)
"""Number of a consultation 咨询编号."""
DocumentId = NewType("DocumentId", str)
"""A document of a case or joint master 文书: the act it is about, and its type; not its number 文号."""
LinkId = NewType("LinkId", str)
"""Identifier of one request between two units; chosen by the asker."""
StaffId = NewType("StaffId", str)
"""Staff number 工号; never a name."""
LetterId = NewType("LetterId", str)
"""Number of a letter of authorisation 授权书编号, unique in its unit."""
AbsenceId = NewType("AbsenceId", str)
"""A registered absence: whose, and from which day."""
EventId = NewType("EventId", str)
"""unit:epoch:seq of a journal entry."""
Digest = NewType("Digest", str)
"""Lower-case hexadecimal SHA-256."""
Pseudonym = NewType("Pseudonym", str)
"""Keyed hash of an applicant's number: equal for the same applicant in the whole city, without naming him."""

EVERYONE = "*"
"""The destination of a publication: every unit."""


class Tier(StrEnum):
    """层级."""

    CITY = "city"
    DISTRICT = "district"
    TOWNSHIP = "township"
    SUPERVISION = "supervision"


def district_of(unit: UnitCode) -> str:
    """The six-digit code of the district a unit belongs to; the city's own code for the city."""
    return unit[:6]
