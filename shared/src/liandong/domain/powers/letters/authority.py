"""Which letter is in force for an act, and whether one is needed (D.3.1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from liandong.domain.powers.letters.state import Absence, Letter
from liandong.events.authority import ActedUnder, ActGround, LetterAct, LetterPost, LetterRule
from liandong.terms.codes import ItemCode, StaffId


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What a letter is asked about: an act on an item of a department, on a legal day."""

    act: LetterAct
    item: ItemCode
    department: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """The unit's rule, and of its letters and absences at least those that have to do with the matter."""

    rule: LetterRule
    letters: tuple[Letter, ...] = ()
    absences: tuple[Absence, ...] = ()


NO_LETTERS = Authority(rule=LetterRule.ALWAYS)
"""What an act rests on that nobody has asked the letters for: nothing."""


def is_in_force(letter: Letter, on: date) -> bool:
    """Whether it holds on the legal day. One that was registered later than it was signed holds from then on."""
    return has_begun(letter, on) and on <= letter.valid_until and letter.revoked_on is None


def has_begun(letter: Letter, on: date) -> bool:
    return max(letter.valid_from, letter.granted_on) <= on


def is_about(letter: Letter, matter: Matter) -> bool:
    """Whether it names act, department and item. The power of urgency goes beyond the items that are named."""
    return (
        matter.act in letter.acts
        and (not letter.departments or matter.department in letter.departments)
        and (not letter.items or matter.item in letter.items or matter.act is LetterAct.URGENT)
    )


def is_away(staff: StaffId, absences: Iterable[Absence], on: date) -> bool:
    return any(each.staff == staff and each.first <= on <= each.last and each.ended_on is None for each in absences)


def acted_under(authority: Authority, holder: StaffId, matter: Matter) -> ActedUnder | None:
    """The letter by which he may do this, one for his own post first. As B he acts while his A is away."""
    held = [
        letter
        for letter in authority.letters
        if letter.holder == holder and is_about(letter, matter) and is_in_force(letter, matter.on)
    ]
    for letter in sorted(held, key=lambda each: (each.post, each.id)):
        instead_of = letter.deputy_of if letter.post is LetterPost.B else None
        if instead_of is None or is_away(instead_of, authority.absences, matter.on):
            return ActedUnder(
                ground=ActGround.LETTER, holder=holder, letter=letter.id, post=letter.post, instead_of=instead_of
            )
    return None


def waits_for_an_absence(authority: Authority, holder: StaffId, matter: Matter) -> StaffId | None:
    """The A who is at his post, where the letter of his B would do otherwise."""
    held = (
        letter
        for letter in authority.letters
        if letter.holder == holder and is_about(letter, matter) and is_in_force(letter, matter.on)
    )
    return next((letter.deputy_of for letter in held if letter.post is LetterPost.B), None)


def letter_is_needed(authority: Authority, matter: Matter) -> bool:
    """Whether the unit's rule wants a letter. A department that has once granted one for the item goes by letters for
    good: neither expiry nor revocation gives the power back to the post."""
    if authority.rule is LetterRule.ALWAYS:
        return True
    return any(is_about(letter, matter) and has_begun(letter, matter.on) for letter in authority.letters)
