"""POST /v1/units/{unit}/registry: the city's operator publishes a unit."""

from typing import Annotated

from fastapi import Depends
from pydantic import Field
from starlette.responses import Response

from city_center.registry_office.city_key import load_city_key
from city_center.registry_office.decide import publish_unit
from city_center.registry_office.repository import REGISTRY
from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.domain.powers.actions import Action
from liandong.events.authority import LetterRule
from liandong.events.reference import UnitPublished
from liandong.infrastructure.http import Idempotency, IdempotencyKey, In, Out, Router, answer
from liandong.infrastructure.http.fields import Code, Name
from liandong.infrastructure.keys import PublicKeys, can_be_used
from liandong.terms.codes import Tier, UnitCode
from liandong.terms.principal import Principal
from liandong.terms.refusal import Nature, Refused

router = Router(prefix="/v1/units/{unit}/registry", tags=["单位名录"])

UnitNumber = Annotated[str, Field(pattern=r"^(\d{6}|\d{9})$", examples=["610113", "610113004"])]
PublicKey = Annotated[str, Field(pattern=r"^[A-Za-z0-9+/]{43}=$", examples=["A" * 43 + "="])]


class UnitIn(In):
    """A unit and the public halves of its keys (base64 of 32 bytes).

    Its departments act by letters of authorisation throughout (`always`), or only where one of them has granted any.
    """

    code: UnitNumber
    name: Name
    tier: Tier
    parent: UnitNumber | None = None
    sign_key: PublicKey
    seal_key: PublicKey
    points: Annotated[tuple[Code, ...], Field(max_length=200)] = ()
    code_source: Name = "GB/T 2260"
    letters: Annotated[LetterRule, Field(description="授权书规定")] = LetterRule.ALWAYS
    consult_days: Annotated[int, Field(strict=True, ge=1, le=30, description="答复咨询的工作日数", examples=[5])] = 5


class UnitOut(Out):
    code: str
    version: int


@router.post("", operation_id="publishUnit", summary="发布单位", status_code=201, response_model=UnitOut)
async def publish(
    principal: Annotated[Principal, Permitted(Action.REGISTRY_PUBLISH)],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: UnitIn,
    desk: Annotated[Desk, Depends(desk_of)],
) -> Response:
    """Publishes a unit to everyone; the same again changes nothing."""
    if not can_be_used(PublicKeys(sign=body.sign_key, seal=body.seal_key)):
        raise Refused("registry.keys-unusable", "单位公钥不可用，请重新生成后再发布", nature=Nature.INVALID)
    unit = UnitPublished(
        unit=UnitCode(body.code),
        name=body.name,
        tier=body.tier,
        parent=None if body.parent is None else UnitCode(body.parent),
        sign_key=body.sign_key,
        seal_key=body.seal_key,
        points=tuple(body.points),
        code_source=body.code_source,
        letters=body.letters,
        consult_days=body.consult_days,
    )
    city_key = load_city_key(desk.settings.keys_dir)
    handled = await desk.handler.handle(
        REGISTRY,
        body.code,
        lambda registered: publish_unit(registered, unit, city_key),
        by=principal,
        idempotency=idempotency,
        status=201,
        answer=lambda _state, version: {"code": body.code, "version": version},
    )
    return answer(handled.body, version=handled.version, status=201, replayed=handled.replayed)
