"""Who acts."""

from dataclasses import dataclass

from liandong.terms.codes import ItemCode, StaffId, UnitCode
from liandong.terms.roles import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """A person (or the platform) acting at one unit.

    `relations` are facts about him as "name:object", e.g. "department:住建" or "applicant:<pseudonym>".
    """

    id: StaffId
    unit: UnitCode
    roles: frozenset[Role]
    relations: frozenset[str] = frozenset()
    items: frozenset[ItemCode] | None = None

    def has(self, role: Role) -> bool:
        return role in self.roles


def applicant_of_his_own(unit: UnitCode) -> Principal:
    """An applicant acting at a unit by number and secret: nobody with an account, and nobody is named."""
    return Principal(id=StaffId("applicant"), unit=unit, roles=frozenset({Role.APPLICANT}))


def platform(unit: UnitCode) -> Principal:
    """The platform acting for a unit: reactions to messages, alarms."""
    return Principal(id=StaffId("platform"), unit=unit, roles=frozenset({Role.SYSTEM}))
