"""授权书: the head of a department grants and revokes, who works by them reads."""

from datetime import date
from typing import Annotated

from fastapi import Depends, Path, Query
from pydantic import Field
from starlette.responses import Response

from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.casework.queries import Wanted, get, listed
from liandong.casework.repositories import LETTERS
from liandong.domain.powers.actions import Action
from liandong.domain.powers.letters.authority import is_in_force
from liandong.domain.powers.letters.commands import GrantLetter, RevokeLetter
from liandong.domain.powers.letters.decide import grant, revoke
from liandong.domain.powers.letters.state import Letter
from liandong.events.authority import LetterAct, LetterPost
from liandong.infrastructure.http import (
    Cursor,
    Filter,
    Idempotency,
    IdempotencyKey,
    IfMatch,
    In,
    Out,
    Page,
    Router,
    answer,
)
from liandong.infrastructure.http.fields import Code, Day, Name, Text
from liandong.terms.codes import ItemCode, LetterId, StaffId
from liandong.terms.legal_time import legal_day
from liandong.terms.principal import Principal

router = Router(prefix="/v1/units/{unit}/letters", tags=["授权书"])

BY_NUMBER = Cursor("letters.by-number", str)
Number = Annotated[Code, Path(description="授权书编号", examples=["SQ-2026-03"])]
Here = Annotated[Desk, Depends(desk_of)]


class LetterIn(In):
    """A letter as written. Without `departments` it is of the whole unit, without `items` for all items."""

    letter: Annotated[Code, Field(description="授权书编号", examples=["SQ-2026-03"])]
    departments: Annotated[tuple[Name, ...], Field(max_length=100, examples=[["水务"]])] = ()
    holder: Annotated[Code, Field(description="被授权人工号")]
    post: LetterPost
    deputy_of: Annotated[Code | None, Field(description="B岗所代的A岗人员工号")] = None
    items: Annotated[tuple[Code, ...], Field(max_length=2000)] = ()
    acts: Annotated[tuple[LetterAct, ...], Field(min_length=1, max_length=len(LetterAct))]
    valid_from: Day
    valid_until: Day
    holder_name: Name | None = None
    signer_name: Name | None = None


class RevokeIn(In):
    text: Text


class LetterOut(Out):
    """A letter. `in_force` on the present legal day; one registered after `valid_from` holds from `granted_on`."""

    letter: str
    version: int
    departments: list[str]
    holder: str
    holder_name: str | None
    post: LetterPost
    deputy_of: str | None
    items: list[str]
    acts: list[LetterAct]
    valid_from: date
    valid_until: date
    granted_on: date
    signed_by: str
    signer_name: str | None
    revoked_on: date | None
    in_force: bool


class LetterFilter(Filter):
    holder: Annotated[Code | None, Field(description="被授权人工号")] = None


@router.post("", operation_id="grantLetter", summary="签发授权书", status_code=201, response_model=LetterOut)
async def grant_letter(
    principal: Annotated[Principal, Permitted(Action.LETTER_GRANT)],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: LetterIn,
    desk: Here,
) -> Response:
    """Authorises somebody in the name of the signer's department; the same letter again changes nothing."""
    given = desk.given(principal)
    command = GrantLetter(
        letter=LetterId(body.letter),
        departments=tuple(body.departments),
        holder=StaffId(body.holder),
        post=body.post,
        deputy_of=None if body.deputy_of is None else StaffId(body.deputy_of),
        items=tuple(map(ItemCode, body.items)),
        acts=tuple(body.acts),
        valid_from=body.valid_from,
        valid_until=body.valid_until,
        holder_name=body.holder_name,
        signer_name=body.signer_name,
        known_items=frozenset(entry.item for entry, _ in desk.references.entries(given.today))
        if body.items
        else frozenset(),
    )
    handled = await desk.handler.handle(
        LETTERS,
        command.letter,
        lambda letter: grant(letter, command, given),
        by=principal,
        occurred_at=given.now,
        idempotency=idempotency,
        status=201,
        answer=lambda state, version: _shown(state, version, given.today).model_dump(mode="json"),
    )
    return answer(handled.body, version=handled.version, status=handled.status, replayed=handled.replayed)


@router.get("", operation_id="listLetters", summary="授权书一览")
async def list_letters(
    principal: Annotated[Principal, Permitted(Action.LETTER_READ)],
    query: Annotated[LetterFilter, Query()],
    desk: Here,
) -> Page[LetterOut]:
    """The unit's letters, revoked and expired ones too, highest number first."""
    after = BY_NUMBER.read(query.cursor)
    wanted = Wanted(
        equal={} if query.holder is None else {"holder": query.holder},
        before=None if after is None else after[0],
        limit=query.limit,
    )
    rows, more = await listed(desk.pool, LETTERS, principal.unit, wanted, desk.keys[principal.unit])
    today = legal_day(desk.clock.now())
    shown = [_shown(loaded.state, loaded.version, today) for loaded in rows if loaded.state is not None]
    return Page(items=shown, next=BY_NUMBER.write(shown[-1].letter) if more else None)


@router.get("/{letter}", operation_id="getLetter", summary="授权书详情", response_model=LetterOut)
async def get_letter(
    principal: Annotated[Principal, Permitted(Action.LETTER_READ)], letter: Number, desk: Here
) -> Response:
    """One letter with its ETag."""
    loaded = await get(desk.pool, LETTERS, principal.unit, letter, desk.keys[principal.unit])
    assert loaded.state is not None, "get raises"
    shown = _shown(loaded.state, loaded.version, legal_day(desk.clock.now()))
    return answer(shown.model_dump(mode="json"), version=loaded.version)


@router.post("/{letter}/revoke", operation_id="revokeLetter", summary="收回授权书", response_model=LetterOut)
async def revoke_letter(
    principal: Annotated[Principal, Permitted(Action.LETTER_REVOKE)],
    letter: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: RevokeIn,
    desk: Here,
) -> Response:
    """Takes the letter back at once; the department goes by letters for these items all the same."""
    given = desk.given(principal)
    command = RevokeLetter(text=body.text)
    handled = await desk.handler.handle(
        LETTERS,
        letter,
        lambda state: revoke(state, command, given),
        by=principal,
        occurred_at=given.now,
        expects=expects,
        idempotency=idempotency,
        answer=lambda state, version: _shown(state, version, given.today).model_dump(mode="json"),
    )
    return answer(handled.body, version=handled.version, status=handled.status, replayed=handled.replayed)


def _shown(letter: Letter, version: int, today: date) -> LetterOut:
    return LetterOut(
        letter=letter.id,
        version=version,
        departments=list(letter.departments),
        holder=letter.holder,
        holder_name=letter.holder_name,
        post=letter.post,
        deputy_of=letter.deputy_of,
        items=list(letter.items),
        acts=list(letter.acts),
        valid_from=letter.valid_from,
        valid_until=letter.valid_until,
        granted_on=letter.granted_on,
        signed_by=letter.signed_by,
        signer_name=letter.signer_name,
        revoked_on=letter.revoked_on,
        in_force=is_in_force(letter, today),
    )
