"""Drafts of items: proposed by the catalogue manager, reviewed by somebody else, looked at by both."""

from typing import Annotated, Any

from fastapi import Depends, Path, Query
from starlette.responses import Response

from city_center.catalogue_office.decide import approve, propose, send_back
from city_center.catalogue_office.item import Item
from city_center.catalogue_office.models import (
    ChangeOut,
    DraftFilter,
    DraftOut,
    DraftShown,
    ItemIn,
    SendBackIn,
)
from city_center.catalogue_office.queries import Drafts, drafts, get_item, published_entry
from city_center.catalogue_office.repositories import ITEMS
from city_center.catalogue_office.shaping import ENTRY, entry_of
from liandong.application.desk import Desk, desk_of
from liandong.application.handler import Decide
from liandong.application.permissions import Permitted
from liandong.domain.catalogue.changes import changes
from liandong.domain.powers.actions import Action
from liandong.infrastructure.http import Cursor, Idempotency, IdempotencyKey, IfMatch, Page, Router, answer
from liandong.infrastructure.http.fields import Code
from liandong.terms.codes import ItemCode
from liandong.terms.principal import Principal
from liandong.wire.reference_hashes import entry_hash

router = Router(prefix="/v1/units/{unit}/catalogue/drafts", tags=["目录起草与审核"])

BY_ITEM = Cursor("drafts.by-item", str)
ItemNumber = Annotated[Code, Path(description="事项编码", examples=["SW-001"])]
Here = Annotated[Desk, Depends(desk_of)]


@router.post("", operation_id="proposeItem", summary="起草事项并送审", status_code=201, response_model=DraftOut)
async def propose_item(
    principal: Annotated[Principal, Permitted(Action.CATALOGUE_PROPOSE)],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: ItemIn,
    desk: Here,
) -> Response:
    """Hands in one version of an item for legal review; it takes the place of the draft before it."""
    entry = entry_of(body.entry)
    fingerprint = entry_hash(entry)

    def decided(item: Item | None) -> Any:
        return propose(item, entry, body.edition, fingerprint, principal.id)

    return await _on_item(desk, principal, entry.item, decided, idempotency=idempotency, status=201)


@router.get("", operation_id="listDrafts", summary="送审事项列表", response_model=Page[DraftOut])
async def list_drafts(
    principal: Annotated[Principal, Permitted(Action.CATALOGUE_READ)],
    query: Annotated[DraftFilter, Query()],
    desk: Here,
) -> Page[DraftOut]:
    """The drafts under way, by item code."""
    after = BY_ITEM.read(query.cursor)
    wanted = Drafts(standing=query.standing, after=None if after is None else after[0], limit=query.limit)
    found, more = await drafts(desk.pool, principal.unit, wanted, desk.keys[principal.unit])
    shown = [DraftOut.model_validate(_shown(item, loaded.state, loaded.version)) for item, loaded in found]
    return Page(items=shown, next=BY_ITEM.write(shown[-1].item) if more else None)


@router.get("/{item}", operation_id="getDraft", summary="送审事项内容", response_model=DraftShown)
async def get_draft(
    principal: Annotated[Principal, Permitted(Action.CATALOGUE_READ)], item: ItemNumber, desk: Here
) -> Response:
    """One draft in full with its ETag, and place by place what it changes in the published version."""
    loaded = await get_item(desk.pool, principal.unit, item, desk.keys[principal.unit])
    assert loaded.state is not None, "get_item raises otherwise"
    draft, shown = loaded.state.draft, _shown(ItemCode(item), loaded.state, loaded.version)
    if draft is not None:
        before = await published_entry(desk.pool, principal.unit, item, loaded.state.hash)
        shown["entry"] = ENTRY.dump_python(draft.entry, mode="json")
        shown["changes"] = [ChangeOut.model_validate(each) for each in changes(before, draft.entry)]
    return answer(DraftShown.model_validate(shown).model_dump(mode="json"), version=loaded.version)


@router.post("/{item}/approve", operation_id="approveDraft", summary="法制审核通过", response_model=DraftOut)
async def approve_draft(
    principal: Annotated[Principal, Permitted(Action.CATALOGUE_REVIEW)],
    item: ItemNumber,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    desk: Here,
) -> Response:
    """The version that was read may be published, as it stands; nobody reviews his own draft."""

    def decided(known: Item | None) -> Any:
        return approve(known, principal.id)

    return await _on_item(desk, principal, ItemCode(item), decided, idempotency=idempotency, expects=expects)


@router.post("/{item}/send-back", operation_id="sendBackDraft", summary="法制审核退回", response_model=DraftOut)
async def send_back_draft(
    principal: Annotated[Principal, Permitted(Action.CATALOGUE_REVIEW)],
    item: ItemNumber,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: SendBackIn,
    desk: Here,
) -> Response:
    """The draft goes back with the reason; the next one must be another."""

    def decided(known: Item | None) -> Any:
        return send_back(known, principal.id, body.reason)

    return await _on_item(desk, principal, ItemCode(item), decided, idempotency=idempotency, expects=expects)


async def _on_item(
    desk: Desk,
    principal: Principal,
    item: ItemCode,
    decide: Decide[Item],
    *,
    idempotency: Idempotency,
    expects: int | None = None,
    status: int = 200,
) -> Response:
    handled = await desk.handler.handle(
        ITEMS,
        item,
        decide,
        by=principal,
        expects=expects,
        idempotency=idempotency,
        status=status,
        answer=lambda state, version: DraftOut.model_validate(_shown(item, state, version)).model_dump(mode="json"),
    )
    return answer(handled.body, version=handled.version, status=handled.status, replayed=handled.replayed)


def _shown(item: ItemCode, state: Item | None, version: int) -> dict[str, Any]:
    assert state is not None, "decided or found"
    draft = state.draft
    return {
        "item": item,
        "version": version,
        "standing": state.standing,
        "published": state.hash,
        "edition": None if draft is None else draft.edition,
        "hash": state.hash if draft is None else draft.hash,
        "name": None if draft is None else draft.entry.name,
        "proposed_by": None if draft is None else draft.proposed_by,
        "reviewed_by": None if draft is None else draft.reviewed_by,
        "reason": state.reason,
    }
