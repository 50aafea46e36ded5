"""首问负责: whoever first received a case answers for it until he hands it over."""

from typing import Final

from liandong.domain.case.state import Case
from liandong.domain.case.window_commands import HandOver
from liandong.events.case_window import HandOverGround
from liandong.terms.principal import Principal
from liandong.terms.refusal import Nature, Pointer, Refused
from liandong.terms.roles import Role

REASSIGNING: Final = frozenset({Role.CHIEF, Role.DEPUTY_POST, Role.DEPUTY_HEAD, Role.HEAD})
"""Who may hand over a case of somebody else, who may be absent himself."""
BASIS: Final = "首问负责制"


def handing_over_is_his(case: Case, by: Principal) -> None:
    if case.handler is None or case.handler == by.id or by.roles & REASSIGNING:
        return
    raise Refused(
        "case.not-its-handler",
        f"此件由首问责任人{case.handler}负责，请由其本人移交，或者由首席代表、部门负责人指定",
        basis=BASIS,
        nature=Nature.FORBIDDEN,
    )


def receiver_is_somebody_else(case: Case, command: HandOver) -> None:
    if command.to == case.handler:
        raise Refused(
            "case.handler-already",
            f"此件已由{command.to}负责，请填写其他接收人",
            basis=BASIS,
            errors=(Pointer(pointer="/to", detail="已是现在的责任人"),),
        )


def taking_up_is_of_what_nobody_has(case: Case, command: HandOver) -> None:
    if command.ground is HandOverGround.TAKEN_UP and case.handler is not None:
        raise Refused(
            "case.taken-up-already",
            f"此件已由{case.handler}认领，请选择其他移交事由",
            basis=BASIS,
            errors=(Pointer(pointer="/ground", detail="只用于尚无责任人的来件"),),
        )
