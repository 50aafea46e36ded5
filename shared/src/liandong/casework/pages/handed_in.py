"""材料: the materials of an item with what became of them in a case or joint approval."""

from dataclasses import dataclass

from liandong.domain.case.state import Case
from liandong.domain.joint.state import Joint
from liandong.events.reference import MaterialNeed
from liandong.terms.codes import Digest

NEEDS = {
    MaterialNeed.REQUIRED: "必备",
    MaterialNeed.CONDITIONAL: "视情形",
    MaterialNeed.TOLERABLE: "可容缺",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """`wanted`: the last notice asks for it; `owed`: it may follow after acceptance."""

    code: str
    name: str
    need_word: str
    when: str | None
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
            need_word=NEEDS[material.need],
            when=material.when,
            handed_in=material.code in handed_in,
            digest=handed_in[material.code].digest if material.code in handed_in else None,
            wanted=material.code in wanted,
            owed=material.code in owed,
        )
        for material in matter.entry.materials
    ]
