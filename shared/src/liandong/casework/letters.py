"""What the letters of a unit say of an act: asked before each act in a department's name."""

from typing import Final

from liandong.application.desk import Desk
from liandong.casework.repositories import ABSENCES, LETTERS
from liandong.domain.case.commands import CaseCommand, Decide
from liandong.domain.case.rules.powers import ACTION_OF
from liandong.domain.joint.commands import JointCommand
from liandong.domain.joint.rules import ACTION_ON_JOINT
from liandong.domain.powers.decide import UNDER_LETTER
from liandong.domain.powers.letters.authority import NO_LETTERS, Authority
from liandong.domain.powers.letters.state import Absence, Letter
from liandong.events.authority import LetterAct, LetterRule
from liandong.infrastructure.database import Pool
from liandong.terms.codes import StaffId, UnitCode
from liandong.terms.principal import Principal

ABOUT_A_CASE: Final = """
select letter.state from letter_file letter join case_file matter using (unit)
where letter.unit = $1 and matter.id = $2 and letter.acts && $3::text[]
  and (letter.departments = '{}' or matter.department = any(letter.departments))
  and (letter.items = '{}' or matter.item = any(letter.items) or 'urgent' = any(letter.acts))
order by letter.id
"""
ABOUT_A_JOINT: Final = """
select letter.state from letter_file letter join joint_file matter using (unit)
where letter.unit = $1 and matter.id = $2 and letter.acts && $3::text[]
  and (letter.departments = '{}'
       or convert_from(matter.state, 'UTF8')::json #>> '{entry,department}' = any(letter.departments))
  and (letter.items = '{}' or matter.item = any(letter.items))
order by letter.id
"""
OF_STAFF: Final = "select state from absence_file where unit = $1 and staff = any($2::text[]) order by id"


async def authority_for(desk: Desk, principal: Principal, number: str, command: CaseCommand) -> Authority:
    """The unit's rule, the letters about this act on this case, and the absences of those whom their B stand for."""
    action = ACTION_OF.get(command.VERB)
    act = None if action is None else UNDER_LETTER.get(action)
    if act is None:
        return NO_LETTERS
    acts = [act, LetterAct.URGENT] if isinstance(command, Decide) and command.urgent else [act]
    return await _authority(desk, principal, await _about(desk.pool, ABOUT_A_CASE, principal.unit, number, acts))


async def authority_for_joint(desk: Desk, principal: Principal, number: str, command: JointCommand) -> Authority:
    """The same of an act on a joint master."""
    action = ACTION_ON_JOINT.get(type(command))
    if action is None:
        return NO_LETTERS
    acts = [UNDER_LETTER[action]]
    return await _authority(desk, principal, await _about(desk.pool, ABOUT_A_JOINT, principal.unit, number, acts))


async def _authority(desk: Desk, principal: Principal, letters: tuple[Letter, ...]) -> Authority:
    unit = desk.references.unit(principal.unit)
    firsts = {letter.deputy_of for letter in letters if letter.holder == principal.id and letter.deputy_of is not None}
    return Authority(
        rule=LetterRule.ALWAYS if unit is None else unit.letters,
        letters=letters,
        absences=await _absences(desk.pool, principal.unit, firsts),
    )


async def _about(pool: Pool, query: str, unit: UnitCode, number: str, acts: list[LetterAct]) -> tuple[Letter, ...]:
    rows = await pool.fetch(query, unit, number, [act.value for act in acts])
    return tuple(LETTERS.codec.read(row["state"]) for row in rows)


async def _absences(pool: Pool, unit: UnitCode, staff: set[StaffId]) -> tuple[Absence, ...]:
    if not staff:
        return ()
    rows = await pool.fetch(OF_STAFF, unit, sorted(staff))
    return tuple(ABSENCES.codec.read(row["state"]) for row in rows)
