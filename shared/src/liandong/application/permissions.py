"""Lets a principal through to what he may do, in the signature of every route."""

from dataclasses import dataclass
from typing import Protocol

from fastapi import Depends
from fastapi.params import Depends as Dependency
from starlette.datastructures import State
from starlette.requests import Request

from liandong.domain.powers.actions import Action
from liandong.domain.powers.decide import Denied, decide
from liandong.infrastructure.http.entrance import note
from liandong.infrastructure.http.marks import Permission
from liandong.infrastructure.http.problem import unauthenticated
from liandong.terms.codes import UnitCode
from liandong.terms.principal import Principal
from liandong.terms.refusal import Nature, Refused


class Verifier(Protocol):
    """Knows the principal of a bearer token; raises EdgeRefusal 401 for a token that is not good."""

    async def principal(self, token: str) -> Principal: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What the permissions of one app go by: who verifies tokens, and which units are served here."""

    verifier: Verifier
    units: frozenset[UnitCode]


def open_gate(state: State, gate: Gate) -> None:
    """Called once by the composition root, before the first request."""
    state.gate = gate


def Permitted(action: Action) -> Dependency:  # reads as a type in a signature
    """`principal: Annotated[Principal, Permitted(Action.CASE_ACCEPT)]`, first in the signature.

    401 without a good token; 404 `unit.not-here` if the path's unit is not the principal's or not served here;
    403 `powers.denied` with the reason. Facts of the matter are judged again by the decision that knows them.
    """
    dependency: Dependency = Depends(_Permitted(action))
    return dependency


class _Permitted(Permission):
    async def __call__(self, request: Request) -> Principal:
        gate: Gate = request.app.state.gate
        principal = await gate.verifier.principal(bearer_token(request))
        note(request.scope, by=principal.id)
        asked = request.path_params.get("unit", principal.unit)
        if asked != principal.unit or principal.unit not in gate.units:
            raise Refused("unit.not-here", "本实例不服务该单位，或您不属于该单位", nature=Nature.NOT_FOUND)
        answer = decide(principal, Action(self.action))
        if isinstance(answer, Denied):
            raise Refused(answer.code, answer.reason, basis=answer.basis, nature=Nature.FORBIDDEN)
        return principal


def bearer_token(request: Request) -> str:
    """The token of the Authorization header. Raises EdgeRefusal 401 if there is not exactly one bearer token."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token or " " in token:
        raise unauthenticated("identity.token-missing", "请先登录：请求须带有 Authorization: Bearer 令牌")
    return token
