"""V-AUTH: something was done in a department's name without a letter in force, or by the wrong person (D.3.1)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from e_supervision.checks.finding import Finding, Level
from e_supervision.timeline import Act, Timeline
from liandong.domain.powers.letters.authority import Matter, has_begun, is_about
from liandong.domain.powers.letters.state import Absence, Letter
from liandong.events.authority import ActGround, LetterPost, LetterRule
from liandong.terms.codes import StaffId


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSince:
    """A unit's rule for letters, as published on a day."""

    day: date
    rule: LetterRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """What a unit has said of its letters and absences up to now, and the department that handles the matter.

    `rules` are the unit's rules in the order of their publication.
    """

    department: str
    rules: tuple[RuleSince, ...] = ()
    letters: tuple[Letter, ...] = ()
    absences: tuple[Absence, ...] = ()

    def of(self, department: str) -> "Letters":
        """The same for a matter of another department of the unit."""
        return replace(self, department=department)


def acted_without_letter(timeline: Timeline, said: Letters) -> Finding | None:
    """The first act that no letter covers on its day; days are whole: what was revoked that day still counts."""
    if timeline.entry is None:
        return None
    for act in timeline.acts:
        matter = Matter(act=act.act, item=timeline.entry.item, department=said.department, on=act.on)
        fault = _fault(act, matter, said)
        if fault is not None:
            return Finding(
                rule="V-AUTH",
                version=1,
                level=Level.RED,
                due=act.on,
                basis="部门授权书、AB岗制度",
                sentence=f"{act.on:%Y-%m-%d}的办理{fault}",
            )
    return None


def _fault(act: Act, matter: Matter, said: Letters) -> str | None:
    under = act.under
    if under is None:
        return "没有授权书" if _was_needed(matter, said) else None
    if act.by is not None and under.holder != act.by:
        return "所依授权书不是办理人的"
    if under.ground is ActGround.OFFICE:
        return None
    letter = next((each for each in said.letters if each.id == under.letter), None)
    if letter is None:
        return f"所依授权书{under.letter}没有登记"
    if letter.holder != under.holder:
        return f"所依授权书{letter.id}不是办理人的"
    if not is_about(letter, matter):
        return f"所依授权书{letter.id}没有授权此部门、事项或者事务"
    if not _held_on(letter, act.on):
        return f"所依授权书{letter.id}当日无效"
    if letter.post is LetterPost.B and not _was_away(letter.deputy_of, said.absences, act.on):
        return f"由B岗作出，{letter.deputy_of}当日没有登记离岗"
    return None


def _was_needed(matter: Matter, said: Letters) -> bool:
    """Whether the unit's rule wanted a letter on the whole of that day."""
    before = [each.rule for each in said.rules if each.day < matter.on]
    that_day = {each.rule for each in said.rules if each.day == matter.on}
    if before and that_day | {before[-1]} == {LetterRule.ALWAYS}:
        return True
    return any(is_about(each, matter) and max(each.valid_from, each.granted_on) < matter.on for each in said.letters)


def _held_on(letter: Letter, day: date) -> bool:
    revoked_before = letter.revoked_on is not None and letter.revoked_on < day
    return has_begun(letter, day) and day <= letter.valid_until and not revoked_before


def _was_away(staff: StaffId | None, absences: Iterable[Absence], day: date) -> bool:
    return any(
        each.staff == staff and each.first <= day <= each.last and (each.ended_on is None or day <= each.ended_on)
        for each in absences
    )
