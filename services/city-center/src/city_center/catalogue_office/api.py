"""The catalogue office's endpoints: items and editions are published, never changed."""

from typing import Annotated

from fastapi import Depends
from starlette.responses import Response

from city_center.catalogue_office.decide import publish_edition, publish_item
from city_center.catalogue_office.models import EditionIn, EditionOut, ItemIn, ItemOut
from city_center.catalogue_office.queries import published_entries
from city_center.catalogue_office.repositories import EDITIONS, ITEMS
from city_center.catalogue_office.shaping import EDITION, entry_of, shaped
from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.domain.powers.actions import Action
from liandong.infrastructure.http import Idempotency, IdempotencyKey, Router, answer
from liandong.terms.principal import Principal
from liandong.wire.reference_hashes import edition_hash, entry_hash

router = Router(prefix="/v1/units/{unit}", tags=["目录管理"])


@router.post(
    "/catalogue/items", operation_id="publishItem", summary="发布事项", status_code=201, response_model=ItemOut
)
async def publish_one_item(
    principal: Annotated[Principal, Permitted(Action.CATALOGUE_PUBLISH)],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: ItemIn,
    desk: Annotated[Desk, Depends(desk_of)],
) -> Response:
    """Publishes to all tiers the version of an item that was reviewed; it comes into force with an edition."""
    entry = entry_of(body.entry)
    fingerprint = entry_hash(entry)
    handled = await desk.handler.handle(
        ITEMS,
        entry.item,
        lambda item: publish_item(item, entry, body.edition, fingerprint),
        by=principal,
        idempotency=idempotency,
        status=201,
        answer=lambda _state, _version: {"item": entry.item, "hash": fingerprint},
    )
    return answer(handled.body, version=handled.version, status=201, replayed=handled.replayed)


@router.post(
    "/catalogue/editions",
    operation_id="publishEdition",
    summary="发布目录版本",
    status_code=201,
    response_model=EditionOut,
)
async def publish_one_edition(
    principal: Annotated[Principal, Permitted(Action.CATALOGUE_PUBLISH)],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: EditionIn,
    desk: Annotated[Desk, Depends(desk_of)],
) -> Response:
    """Publishes an edition: exactly its entries are in force from its day; what it leaves out is withdrawn."""
    edition = shaped(EDITION, body)
    held = await published_entries(desk.pool, principal.unit, [entry.item for entry in edition.entries])
    handled = await desk.handler.handle(
        EDITIONS,
        edition.edition,
        lambda published: publish_edition(published, edition, held.get, edition_hash(edition)),
        by=principal,
        idempotency=idempotency,
        status=201,
        answer=lambda state, _version: {"edition": edition.edition, "hash": state.hash},
    )
    return answer(handled.body, version=handled.version, status=201, replayed=handled.replayed)
