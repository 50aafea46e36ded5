"""What every act on a case or joint master has in common: command in, decision, answer out."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from starlette.responses import Response

from liandong.application.desk import Desk
from liandong.application.handler import Handled
from liandong.casework.api.joint_shown import joint_out
from liandong.casework.api.shown import case_out
from liandong.casework.letters import authority_for, authority_for_joint
from liandong.casework.repositories import CASES, JOINTS
from liandong.casework.tracking.secrets import give_secret
from liandong.domain.case.commands import CaseCommand
from liandong.domain.case.decide import decide as decide_case
from liandong.domain.joint.commands import JointCommand
from liandong.domain.joint.decide import decide as decide_joint
from liandong.events.reference import UnitPublished
from liandong.infrastructure.http import Idempotency, answer
from liandong.terms.codes import UnitCode
from liandong.terms.principal import Principal
from liandong.terms.refusal import Nature, Refused


def shown_case(state: Any, version: int) -> object:
    """The answer to an act on a case; an unknown number is answered before."""
    return case_out(state, version).model_dump(mode="json")


def shown_joint(state: Any, version: int) -> object:
    return joint_out(state, version).model_dump(mode="json")


async def act_on_case(
    desk: Desk,
    principal: Principal,
    number: str,
    command: CaseCommand,
    *,
    idempotency: Idempotency,
    expects: int | None = None,
    status: int = 200,
    now: datetime | None = None,
    tracked: bool = False,
) -> Response:
    """`tracked`: a new number; the answer tells the secret that goes with it, once."""
    authority = await authority_for(desk, principal, number, command)
    given = replace(desk.given(principal, now), authority=authority)
    handled = await desk.handler.handle(
        CASES,
        number,
        lambda case: decide_case(case, command, given),
        by=principal,
        occurred_at=given.now,
        expects=expects,
        idempotency=idempotency,
        status=status,
        answer=shown_case,
    )
    if tracked:
        return await answer_with_secret(desk, principal, number, handled)
    return answer(handled.body, version=handled.version, status=handled.status, replayed=handled.replayed)


async def act_on_joint(
    desk: Desk,
    principal: Principal,
    number: str,
    command: JointCommand,
    *,
    idempotency: Idempotency,
    expects: int | None = None,
    status: int = 200,
    tracked: bool = False,
) -> Response:
    """`tracked` as for a case."""
    authority = await authority_for_joint(desk, principal, number, command)
    given = replace(desk.given(principal), authority=authority)
    handled = await desk.handler.handle(
        JOINTS,
        number,
        lambda joint: decide_joint(joint, command, given),
        by=principal,
        occurred_at=given.now,
        expects=expects,
        idempotency=idempotency,
        status=status,
        answer=shown_joint,
    )
    if tracked:
        return await answer_with_secret(desk, principal, number, handled)
    return answer(handled.body, version=handled.version, status=handled.status, replayed=handled.replayed)


async def answer_with_secret(desk: Desk, principal: Principal, number: str, handled: Handled[Any]) -> Response:
    """The answer with the secret of the number; what is kept for a repeated request has none."""
    secret = None
    if not handled.replayed:
        secret = await give_secret(desk.pool, desk.keys[principal.unit], number, principal, desk.clock.now())
    body = handled.body | {"tracking_secret": secret}
    shown = answer(body, version=handled.version, status=handled.status, replayed=handled.replayed)
    shown.headers["Cache-Control"] = "no-store"
    return shown


def unit_here(desk: Desk, unit: UnitCode) -> UnitPublished:
    """Raises Refused(UNAVAILABLE) until the registry has told this service of its own unit."""
    known = desk.references.unit(unit)
    if known is None:
        raise Refused("registry.not-here", "单位名录尚未送达本单位，请稍后再试", nature=Nature.UNAVAILABLE)
    return known
