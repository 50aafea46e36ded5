"""The overlay office's endpoints: an overlay is published, and replaced by the next."""

from datetime import date
from typing import Annotated

from fastapi import Depends, Query
from pydantic import Field
from starlette.responses import Response

from district_center.overlay_office.decide import InForce, made_of, publish_overlay
from district_center.overlay_office.queries import overlays
from district_center.overlay_office.repository import OVERLAYS
from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.domain.powers.actions import Action
from liandong.events.overlay import OverlayPublished, StepLimit
from liandong.infrastructure.http import (
    Cursor,
    Filter,
    Idempotency,
    IdempotencyKey,
    In,
    Out,
    Page,
    Router,
    answer,
)
from liandong.infrastructure.http.fields import Code, Day, Hash
from liandong.terms.codes import Digest, ItemCode, UnitCode
from liandong.terms.legal_time import legal_day
from liandong.terms.principal import Principal
from liandong.wire.reference_hashes import entry_hash, overlay_hash

router = Router(prefix="/v1/units/{unit}/catalogue/overlays", tags=["区级调整"])

BY_ITEM = Cursor("overlays.by-item", str)
Here = Annotated[Desk, Depends(desk_of)]
WorkingDays = Annotated[int, Field(strict=True, ge=0, le=500, description="工作日", examples=[5])]


class StepLimitIn(In):
    """A step of the city's entry with its shorter limit."""

    code: Code
    limit: WorkingDays


class OverlayIn(In):
    """What the district shortens and drops of the entry `base`; nothing at all ends the overlay before."""

    item: Code
    base: Hash
    effective_on: Day
    promised_limit: WorkingDays | None = None
    steps: Annotated[tuple[StepLimitIn, ...], Field(max_length=50)] = ()
    dropped: Annotated[tuple[Code, ...], Field(max_length=200, description="减少的材料")] = ()


class StepLimitOut(Out):
    code: str
    limit: int


class OverlayOut(Out):
    """An overlay; `overlay` is its hash, `hash` that of the entry as changed: both stand in the cases frozen by it."""

    overlay: str
    item: str
    base: str
    hash: str
    effective_on: date
    promised_limit: int | None
    steps: list[StepLimitOut]
    dropped: list[str]


@router.post("", operation_id="publishOverlay", summary="发布区级调整", status_code=201, response_model=OverlayOut)
async def publish_one_overlay(
    principal: Annotated[Principal, Permitted(Action.CATALOGUE_OVERLAY)],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: OverlayIn,
    desk: Here,
) -> Response:
    """Publishes what this district shortens or drops of an item; cases taken in from its day are frozen by it."""
    today = legal_day(desk.clock.now())
    entry, reference = desk.references.entry(
        body.item, max(body.effective_on, today)
    )  # a day that has passed is refused
    published = InForce(entry=entry, hash=reference.hash)
    overlay = _overlay(principal.unit, body, published)
    handled = await desk.handler.handle(
        OVERLAYS,
        overlay.item,
        lambda adjusted: publish_overlay(adjusted, overlay, today),
        by=principal,
        idempotency=idempotency,
        status=201,
        answer=lambda _state, _version: _shown(overlay).model_dump(mode="json"),
    )
    return answer(handled.body, version=handled.version, status=201, replayed=handled.replayed)


@router.get("", operation_id="listOverlays", summary="本区调整一览", response_model=Page[OverlayOut])
async def list_overlays(
    principal: Annotated[Principal, Permitted(Action.CATALOGUE_READ)],
    query: Annotated[Filter, Query()],
    desk: Here,
) -> Page[OverlayOut]:
    """The newest overlay of each item of this district, by item code."""
    after = BY_ITEM.read(query.cursor)
    found, more = await overlays(desk.pool, principal.unit, "" if after is None else after[0], query.limit)
    return Page(items=[_shown(overlay) for overlay in found], next=BY_ITEM.write(found[-1].item) if more else None)


def _overlay(unit: UnitCode, body: OverlayIn, published: InForce) -> OverlayPublished:
    def with_hash(digest: Digest) -> OverlayPublished:
        return OverlayPublished(
            unit=unit,
            item=ItemCode(body.item),
            base=Digest(body.base),
            effective_on=body.effective_on,
            promised_limit=body.promised_limit,
            steps=tuple(StepLimit(code=step.code, limit=step.limit) for step in body.steps),
            dropped=tuple(body.dropped),
            hash=digest,
        )

    return with_hash(entry_hash(made_of(published, with_hash(Digest(body.base)))))


def _shown(overlay: OverlayPublished) -> OverlayOut:
    return OverlayOut(
        overlay=overlay_hash(overlay),
        item=overlay.item,
        base=overlay.base,
        hash=overlay.hash,
        effective_on=overlay.effective_on,
        promised_limit=overlay.promised_limit,
        steps=[StepLimitOut.model_validate(step) for step in overlay.steps],
        dropped=list(overlay.dropped),
    )
