"""预申报 at the window: written on an applicant's behalf, pre-reviewed, submitted for him."""

from typing import Annotated, Literal

from fastapi import Depends, Path, Query
from pydantic import Field
from starlette.responses import Response

from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.casework.api.shown import ReceivedCaseOut
from liandong.casework.preapplications import acting
from liandong.casework.preapplications.acting import Submission
from liandong.casework.preapplications.shown import FormIn, PreApplicationOut, WrittenOut, pre_application_out
from liandong.casework.preapplications.store import listed
from liandong.domain.powers.actions import Action
from liandong.domain.preapplication.state import Form
from liandong.domain.preapplication.status import PreStatus
from liandong.events.case import Channel
from liandong.events.reference import CatalogueEntry
from liandong.infrastructure.http import (
    Cursor,
    Filter,
    Idempotency,
    IdempotencyKey,
    IfMatch,
    In,
    Page,
    Router,
    answer,
)
from liandong.infrastructure.http.fields import Code, Text
from liandong.terms.codes import CaseId
from liandong.terms.principal import Principal

router = Router(prefix="/v1/units/{unit}/pre-applications", tags=["预申报"])

BY_NUMBER = Cursor("pre-applications.by-number", str)
Number = Annotated[Code, Path(description="预申报编号", examples=["610113-D261123-00001Z"])]
Here = Annotated[Desk, Depends(desk_of)]


class WriteIn(In):
    item: Code
    form: FormIn = FormIn()


class ChangeIn(In):
    """The whole form as it is now to be."""

    form: FormIn


class AnswerIn(In):
    """Codes of the materials still missing; if there are none, the text says so."""

    lines: Annotated[tuple[Code, ...], Field(max_length=200)] = ()
    text: Text | None = None


class SubmitIn(In):
    """How the applicant hands it in, and the cases it is no duplicate of."""

    channel: Literal[Channel.WINDOW, Channel.ONLINE, Channel.VILLAGE] = Channel.WINDOW
    point: Code | None = None
    not_duplicate_of: Annotated[tuple[Code, ...], Field(max_length=50)] = ()


class PreApplicationFilter(Filter):
    status: PreStatus | None = None


@router.post("", operation_id="writePreApplication", summary="代填预申报", status_code=201, response_model=WrittenOut)
async def write(
    principal: Annotated[Principal, Permitted(Action.PRE_APPLICATION_WRITE)], body: WriteIn, desk: Here
) -> Response:
    """Writes one on an applicant's behalf; he is given the secret, which is told here once."""
    kept, secret = await acting.write(
        desk, principal, body.item, body.form.form(), rule=any_item, on_behalf=principal.id
    )
    shown = pre_application_out(principal.unit, kept, None, hidden=True).model_dump(mode="json")
    told = answer(shown | {"secret": secret}, version=kept.version, status=201)
    told.headers["Cache-Control"] = "no-store"
    return told


@router.get("", operation_id="listPreApplications", summary="预申报列表", response_model=Page[PreApplicationOut])
async def list_all(
    principal: Annotated[Principal, Permitted(Action.PRE_APPLICATION_READ)],
    query: Annotated[PreApplicationFilter, Query()],
    desk: Here,
) -> Page[PreApplicationOut]:
    """Those kept at the unit, newest number first; `status=pre_review` are those that wait for an answer."""
    after = BY_NUMBER.read(query.cursor)
    before = None if after is None else after[0]
    rows, more = await listed(desk.pool, principal.unit, desk.keys[principal.unit], query.status, before, query.limit)
    return Page(
        items=[pre_application_out(principal.unit, kept, None, hidden=True) for kept in rows],
        next=BY_NUMBER.write(rows[-1].state.id) if more else None,
    )


@router.get("/{number}", operation_id="getPreApplication", summary="预申报详情", response_model=PreApplicationOut)
async def get_one(
    principal: Annotated[Principal, Permitted(Action.PRE_APPLICATION_READ)], number: Number, desk: Here
) -> Response:
    """One with its ETag and the last answer; personal data is masked."""
    return _answered(await acting.show(desk, principal.unit, number, hidden=True))


@router.put("/{number}", operation_id="changePreApplication", summary="代改预申报", response_model=PreApplicationOut)
async def change(
    principal: Annotated[Principal, Permitted(Action.PRE_APPLICATION_WRITE)],
    number: Number,
    expects: Annotated[int, IfMatch],
    body: ChangeIn,
    desk: Here,
) -> Response:
    """Puts another form in the place of the one before, on the applicant's behalf."""
    await acting.change(desk, principal, number, expects, body.form.form())
    return _answered(await acting.show(desk, principal.unit, number, hidden=True))


@router.post(
    "/{number}/prereview", operation_id="answerPrereview", summary="答复预审", response_model=PreApplicationOut
)
async def answer_prereview(
    principal: Annotated[Principal, Permitted(Action.CASE_PREREVIEW)],
    number: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: AnswerIn,
    desk: Here,
) -> Response:
    """Tells what is still missing, as advice: it is not the one-time notice, and no clock runs."""
    lines = tuple(body.lines)
    return _answered(await acting.answer(desk, principal, number, expects, lines, body.text, idempotency))


@router.post(
    "/{number}/submit",
    operation_id="submitPreApplication",
    summary="代为提交",
    status_code=201,
    response_model=ReceivedCaseOut,
)
async def submit(
    principal: Annotated[Principal, Permitted(Action.CASE_RECEIVE)],
    number: Number,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    desk: Here,
    body: SubmitIn | None = None,
) -> Response:
    """Receives the application for the applicant who is there: a case, its clock and its secret."""
    how = body or SubmitIn()
    handed_in = Submission(
        channel=how.channel,
        point=how.point,
        not_duplicate_of=tuple(CaseId(other) for other in how.not_duplicate_of),
        handler=principal.id,
    )
    return await acting.submit(
        desk, principal, number, expects, handed_in, idempotency, rule=any_item, form_rule=any_form
    )


def any_item(_entry: CatalogueEntry) -> None:
    """At the window every item is at home."""


def any_form(_form: Form) -> None:
    """At the window materials may be paper."""


def _answered(shown: PreApplicationOut) -> Response:
    return answer(shown.model_dump(mode="json"), version=shown.version)
