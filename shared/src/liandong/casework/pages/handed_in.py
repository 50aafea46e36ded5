"""材料: the materials of an item with what became of them in a case or joint approval."""

from dataclasses import dataclass

from liandong.domain.case.state import Case
from liandong.domain.catalogue.words import NEEDS
from liandong.domain.joint.state import Joint
from liandong.events.reference import MaterialNeed
from liandong.terms.codes import Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A material of the item as the window ticks it off; `note` says when it is needed."""

    code: str
    name: str
    need: MaterialNeed
    called: str
    note: str | None
    shared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Material(Wanted):
    """`wanted`: the last notice asks for it; `owed`: it may follow after acceptance."""

    handed_in: bool
    digest: Digest | None
    wanted: bool
    owed: bool


def materials_of(matter: Case | Joint) -> list[Material]:
    """In the order of the frozen entry."""
    handed_in = {each.code: each for each in matter.materials}
    wanted = {*matter.notice_lines, *(matter.supplement_lines if isinstance(matter, Joint) else ())}
    owed = matter.owed if isinstance(matter, Case) else ()
    return [
        Material(
            code=material.code,
            name=material.name,
            need=material.need,
            called=NEEDS[material.need],
            note=material.when,
            shared=material.shared,
            handed_in=material.code in handed_in,
            digest=handed_in[material.code].digest if material.code in handed_in else None,
            wanted=material.code in wanted,
            owed=material.code in owed,
        )
        for material in matter.entry.materials
    ]
