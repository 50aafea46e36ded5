"""网上预申报: an applicant prepares and submits his application himself, without an account, by number and secret."""

from dataclasses import replace
from functools import partial
from typing import Annotated, Any, Final

from fastapi import Depends, Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from liandong.application.desk import Desk, desk_of
from liandong.casework.api.files import FileOut, UploadFields, take_in
from liandong.casework.api.shown import ReceivedCaseOut
from liandong.casework.preapplications import acting
from liandong.casework.preapplications.acting import Submission
from liandong.casework.preapplications.shown import FormIn, PreApplicationOut, WrittenOut, pre_application_out
from liandong.casework.tracking.secrets import opens
from liandong.domain.files.commands import Holding
from liandong.domain.files.kinds import MAX_FILE_BYTES
from liandong.domain.numbers import unit_of
from liandong.domain.preapplication.rules import applicant_is_named, his_materials_are_files, item_goes_online
from liandong.events.case import Channel
from liandong.events.handling import OnlineLevel
from liandong.infrastructure.http import (
    EdgeRefusal,
    Idempotency,
    IdempotencyKey,
    IfMatch,
    In,
    Router,
    answer,
    problem,
    public,
)
from liandong.infrastructure.http.fields import Code, Selection
from liandong.infrastructure.http.idempotency import IdempotencyKeyOfFile
from liandong.infrastructure.http.multipart import FileForm, FileFormOf
from liandong.infrastructure.http.quota import HEADERS, Policy, Quotas, client_of, quotas_of
from liandong.terms.codes import CaseId, PreApplicationId, UnitCode
from liandong.terms.principal import Principal, applicant_of_his_own
from liandong.terms.refusal import Nature, Refused

router = Router(prefix="/v1/pre-applications", tags=["网上预申报"])

NEW_ONES: Final = Policy("new", quota=10, seconds=3600)
FILES: Final = Policy("files", quota=60, seconds=3600)
PER_ADDRESS: Final = Policy("address", quota=60, seconds=60)
PER_NUMBER: Final = Policy("number", quota=60, seconds=300)
WHY: Final = "an applicant has no account: number and secret are the key, with quotas per address and number"
Here = Annotated[Desk, Depends(desk_of)]
Left = Annotated[Quotas, Depends(quotas_of)]
PROBLEMS: Final[dict[int | str, dict[str, Any]]] = {
    200: {"headers": dict(HEADERS)},
    404: problem("编号或提取码不对") | {"headers": dict(HEADERS)},
    409: problem("预申报的当前状态不允许"),
    429: problem("操作过于频繁") | {"headers": dict(HEADERS)},
    503: problem("服务暂时不可用，请稍后重试"),
}
CREATED: Final[dict[int | str, dict[str, Any]]] = {
    status: told for status, told in PROBLEMS.items() if status != 200
} | {201: {"headers": dict(HEADERS)}}
prereviewable = partial(item_goes_online, level=OnlineLevel.PRE_REVIEW)
applicable = partial(item_goes_online, level=OnlineLevel.APPLY)


class OwnIn(In):
    """What was told when it was written; dashes, small letters and I, L, O in the secret do not matter."""

    number: Annotated[Code, Field(description="预申报编号", examples=["610113-D261123-00001Z"])]
    secret: Annotated[Code, Field(description="提取码", examples=["7K3D-9QXW-02MB"])]


class WriteOwnIn(In):
    """The unit applied to, the item, and what is filled in so far."""

    unit: Annotated[Code, Field(examples=["610113"])]
    item: Code
    form: FormIn = FormIn()


class ChangeOwnIn(OwnIn):
    form: FormIn


class SubmitOwnIn(OwnIn):
    """`not_duplicate_of`: open cases of the same applicant and item that are about something else."""

    not_duplicate_of: Annotated[tuple[Code, ...], Field(max_length=50)] = ()


class UploadOwnIn(UploadFields):
    """A file for the applicant who is filled in; number and secret as always."""

    number: Code
    secret: Code


class UploadTo(Selection):
    unit: Annotated[Code, Field(description="预申报所在单位", examples=["610113"])]


@router.post(
    "",
    operation_id="writeOwnPreApplication",
    summary="填写预申报",
    status_code=201,
    response_model=WrittenOut,
    responses=CREATED,
    dependencies=[public(WHY)],
)
async def write(request: Request, body: WriteOwnIn, desk: Here, quotas: Left) -> Response:
    """Begins one; number and secret are told here once. It counts for nothing until it is submitted."""
    headers = await quotas.take([(NEW_ONES, client_of(request))])
    unit = _served(desk, body.unit)
    by = applicant_of_his_own(unit)
    kept, secret = await acting.write(desk, by, body.item, body.form.form(), rule=prereviewable, on_behalf=None)
    shown = pre_application_out(unit, kept, None, hidden=False).model_dump(mode="json")
    return _kept_from_caches(answer(shown | {"secret": secret}, version=kept.version, status=201), headers)


@router.post(
    "/read",
    operation_id="readOwnPreApplication",
    summary="读取预申报",
    response_model=PreApplicationOut,
    responses=PROBLEMS,
    dependencies=[public(WHY)],
)
async def read(request: Request, body: OwnIn, desk: Here, quotas: Left) -> Response:
    """As it stands, with its ETag and the window's last answer."""
    headers = await _open(request, body, desk, quotas)
    return await _shown(desk, body.number, headers)


@router.post(
    "/change",
    operation_id="changeOwnPreApplication",
    summary="修改预申报",
    response_model=PreApplicationOut,
    responses=PROBLEMS,
    dependencies=[public(WHY)],
)
async def change(
    request: Request, expects: Annotated[int, IfMatch], body: ChangeOwnIn, desk: Here, quotas: Left
) -> Response:
    """Puts another form in the place of the one before."""
    headers = await _open(request, body, desk, quotas)
    await acting.change(desk, _own(body.number), body.number.upper(), expects, body.form.form())
    return await _shown(desk, body.number, headers)


@router.post(
    "/files",
    operation_id="uploadOwnFile",
    summary="上传预申报的文件",
    status_code=201,
    response_model=FileOut,
    responses=CREATED,
    dependencies=[public(WHY)],
)
async def upload(
    request: Request,
    idempotency: Annotated[Idempotency, IdempotencyKeyOfFile],
    form: Annotated[FileForm[UploadOwnIn], FileFormOf(UploadOwnIn, MAX_FILE_BYTES)],
    query: Annotated[UploadTo, Query()],
    desk: Here,
    quotas: Left,
) -> Response:
    """Takes one file of up to 20 MB for the applicant who is filled in; materials then name it by its digest."""
    headers = await quotas.take([(FILES, client_of(request))])
    unit = _served(desk, query.unit)

    async def holding(sent: UploadOwnIn) -> Holding:
        number = PreApplicationId(sent.number.upper())
        await _must_open(desk, number, sent.secret, headers)
        kept = await acting.read(desk, unit, number)
        kind, id_number = applicant_is_named(kept.state.form)
        key = await desk.pseudonyms.key_for(unit)
        pseudonym = key.of(kind, id_number)
        return Holding(pseudonym=pseudonym, pseudonym_key=key.id, kind=kind, number=id_number)

    told = await take_in(desk, applicant_of_his_own(unit), form, holding, idempotency)
    return _kept_from_caches(told, headers)


@router.post(
    "/prereview",
    operation_id="askPrereview",
    summary="申请预审",
    response_model=PreApplicationOut,
    responses=PROBLEMS,
    dependencies=[public(WHY)],
)
async def ask_prereview(
    request: Request, expects: Annotated[int, IfMatch], body: OwnIn, desk: Here, quotas: Left
) -> Response:
    """Asks the window to look whether anything is missing; nobody has to wait for the answer."""
    headers = await _open(request, body, desk, quotas)
    await acting.ask_prereview(desk, _own(body.number), body.number.upper(), expects, prereviewable)
    return await _shown(desk, body.number, headers)


@router.post(
    "/submit",
    operation_id="submitOwnPreApplication",
    summary="正式提交",
    status_code=201,
    response_model=ReceivedCaseOut,
    responses=CREATED,
    dependencies=[public(WHY)],
)
async def submit(
    request: Request,
    expects: Annotated[int, IfMatch],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: SubmitOwnIn,
    desk: Here,
    quotas: Left,
) -> Response:
    """Applies: a case is received now, and takes effect on the next working day if office hours are over.

    All applicants act under one name here, so a key counts together with the number.
    """
    headers = await _open(request, body, desk, quotas)
    handed_in = Submission(
        channel=Channel.ONLINE, not_duplicate_of=tuple(CaseId(other) for other in body.not_duplicate_of)
    )
    own_number = body.number.upper()
    answered = await acting.submit(
        desk,
        _own(own_number),
        own_number,
        expects,
        handed_in,
        replace(idempotency, key=f"{own_number} {idempotency.key}"),
        rule=applicable,
        form_rule=his_materials_are_files,
    )
    return _kept_from_caches(answered, headers)


@router.post(
    "/discard",
    operation_id="discardOwnPreApplication",
    summary="放弃预申报",
    status_code=204,
    responses={status: told for status, told in PROBLEMS.items() if status != 200},
    dependencies=[public(WHY)],
)
async def discard(
    request: Request, expects: Annotated[int, IfMatch], body: OwnIn, desk: Here, quotas: Left
) -> Response:
    """Erases it at once, with everything that was filled in."""
    headers = await _open(request, body, desk, quotas)
    number = PreApplicationId(body.number.upper())
    await acting.discard(desk, unit_of(number), number, expects)
    return Response(status_code=204, headers=headers)


def _served(desk: Desk, code: str) -> UnitCode:
    unit = UnitCode(code)
    if unit not in desk.keys:
        raise Refused("unit.not-here", "本实例不服务该单位，请核对单位代码", nature=Nature.NOT_FOUND)
    return unit


async def _open(request: Request, asked: OwnIn, desk: Desk, quotas: Quotas) -> dict[str, str]:
    """The headers of the answer. A wrong number and a wrong secret are answered alike."""
    headers = await quotas.take([(PER_ADDRESS, client_of(request)), (PER_NUMBER, asked.number.upper())])
    await _must_open(desk, asked.number, asked.secret, headers)
    return headers


async def _must_open(desk: Desk, typed: str, secret: str, headers: dict[str, str]) -> None:
    number = PreApplicationId(typed.upper())
    if not await opens(desk.pool, desk.keys, unit_of(number), number, secret):
        raise EdgeRefusal(
            404,
            "preapplication.not-opened",
            "没有找到：编号或提取码不对，请核对；逾期未提交的预申报已经清除，请重新填写",
            headers=headers | {"Cache-Control": "no-store"},
        )


def _own(number: str) -> Principal:
    return applicant_of_his_own(unit_of(PreApplicationId(number)))


async def _shown(desk: Desk, typed: str, headers: dict[str, str]) -> Response:
    number = PreApplicationId(typed.upper())
    shown = await acting.show(desk, unit_of(number), number, hidden=False)
    return _kept_from_caches(answer(shown.model_dump(mode="json"), version=shown.version), headers)


def _kept_from_caches(told: Response, headers: dict[str, str]) -> Response:
    told.headers.update(headers | {"Cache-Control": "no-store"})
    return told
