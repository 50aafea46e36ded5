"""收取材料文件: uploaded for an applicant, checked, kept; and whether he agrees to their further use."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Annotated, Any, Literal, Self, TypeVar

from fastapi import Depends
from pydantic import model_validator
from pydantic_core import PydanticCustomError
from starlette.responses import Response

from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.casework.queries import get
from liandong.casework.repositories import CASES, FILES, JOINTS
from liandong.domain.files.commands import ConsentToReuse, FileCommand, Holding, Store, WithdrawConsent
from liandong.domain.files.content import content_is
from liandong.domain.files.decide import decide, number_is_right
from liandong.domain.files.kinds import MAX_FILE_BYTES, MEDIA_TYPES
from liandong.domain.files.name import kind_of_name
from liandong.domain.files.state import File
from liandong.domain.numbers import is_joint
from liandong.domain.powers.actions import Action
from liandong.events.case import ApplicantKind
from liandong.events.file import FileKind
from liandong.infrastructure.http import Idempotency, IdempotencyKey, In, Out, Router, answer
from liandong.infrastructure.http.fields import Code, Hash, Number
from liandong.infrastructure.http.idempotency import IdempotencyKeyOfFile, request_hash
from liandong.infrastructure.http.multipart import FileForm, FileFormOf
from liandong.terms.codes import CaseId, Digest, Pseudonym, UnitCode
from liandong.terms.principal import Principal

router = Router(prefix="/v1/units/{unit}", tags=["材料文件"])

Here = Annotated[Desk, Depends(desk_of)]


class UploadFields(In):
    """Whether the applicant agrees to further use of his file."""

    reuse_consent: bool = False


class UploadIn(UploadFields):
    """For whom the file is handed in: the applicant's kind and number, or the case or joint master he has already."""

    applicant_kind: Literal[ApplicantKind.PERSON, ApplicantKind.ORGANISATION] | None = None
    applicant_number: Number | None = None
    case: Code | None = None

    @model_validator(mode="after")
    def _names_the_applicant_once(self) -> Self:
        typed = (self.applicant_kind is not None, self.applicant_number is not None)
        if any(typed) != all(typed) or any(typed) == (self.case is not None):
            raise PydanticCustomError("applicant_once", "请填写申请人类型和证件号码，或者只填写其办件编号")
        return self


class ConsentIn(In):
    """The file, and a case or joint master of the applicant whose file it is."""

    digest: Hash
    case: Code


class FileOut(Out):
    """A file as it is kept for one applicant. `digest` is what materials name it by, `size` in bytes."""

    digest: str
    kind: FileKind
    media_type: str
    size: int
    applicant: str
    reuse_consent: bool


def file_out(file: File, applicant: Pseudonym) -> FileOut:
    holder = file.holder(applicant)
    return FileOut(
        digest=file.digest,
        kind=file.kind,
        media_type=MEDIA_TYPES[file.kind],
        size=file.size,
        applicant=applicant,
        reuse_consent=holder is not None and holder.consents,
    )


@router.post("/files", operation_id="uploadFile", summary="上传文件", status_code=201, response_model=FileOut)
async def upload_file(
    principal: Annotated[Principal, Permitted(Action.FILE_RECEIVE)],
    idempotency: Annotated[Idempotency, IdempotencyKeyOfFile],
    form: Annotated[FileForm[UploadIn], FileFormOf(UploadIn, MAX_FILE_BYTES)],
    desk: Here,
) -> Response:
    """Takes one file of up to 20 MB: PDF, OFD, JPG, PNG, DOCX or XLSX; materials then name it by its digest."""

    async def holding(sent: UploadIn) -> Holding:
        return await _holding(desk, principal.unit, sent)

    return await take_in(desk, principal, form, holding, idempotency)


Fields = TypeVar("Fields", bound=UploadFields)


async def take_in(
    desk: Desk,
    principal: Principal,
    form: FileForm[Fields],
    holding: Callable[[Fields], Awaitable[Holding]],
    idempotency: Idempotency,
) -> Response:
    """Receives one file for the applicant that the form's fields name, looks into it and keeps it. Raises Refused."""
    async with desk.files.incoming(principal.unit) as incoming:
        sent = await form.receive(incoming.write)
        kind = kind_of_name(sent.name)
        received = await incoming.finish()
        await incoming.look(lambda file, size: content_is(kind, file, size))
        applicant = await holding(sent.fields)
        number_is_right(applicant, desk.given(principal))
        await incoming.keep()
    command = Store(
        digest=received.digest,
        kind=kind,
        size=received.size,
        applicant=applicant,
        name=sent.name,
        consents=sent.fields.reuse_consent,
    )
    spelled = [received.digest, sent.name, sent.fields.model_dump(mode="json")]
    same = replace(idempotency, request_hash=request_hash("POST", f"/v1/units/{principal.unit}/files", spelled))
    return await _act(desk, principal, received.digest, command, applicant.pseudonym, same, status=201)


@router.post("/file-consents", operation_id="consentToReuse", summary="登记同意复用", response_model=FileOut)
async def consent_to_reuse(
    principal: Annotated[Principal, Permitted(Action.FILE_RECEIVE)],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: ConsentIn,
    desk: Here,
) -> Response:
    """Records that the applicant agrees to the use of his file in further cases of his at this unit."""
    applicant = (await _of_case(desk, principal.unit, body.case)).pseudonym
    return await _act(desk, principal, Digest(body.digest), ConsentToReuse(applicant=applicant), applicant, idempotency)


@router.post(
    "/file-consent-withdrawals", operation_id="withdrawReuseConsent", summary="登记撤回同意", response_model=FileOut
)
async def withdraw_consent(
    principal: Annotated[Principal, Permitted(Action.FILE_RECEIVE)],
    idempotency: Annotated[Idempotency, IdempotencyKey],
    body: ConsentIn,
    desk: Here,
) -> Response:
    """Records that he agrees no longer; the cases that name the file already keep it (个人信息保护法 15)."""
    applicant = (await _of_case(desk, principal.unit, body.case)).pseudonym
    command = WithdrawConsent(applicant=applicant)
    return await _act(desk, principal, Digest(body.digest), command, applicant, idempotency)


async def _act(
    desk: Desk,
    principal: Principal,
    digest: Digest,
    command: FileCommand,
    applicant: Pseudonym,
    idempotency: Idempotency,
    *,
    status: int = 200,
) -> Response:
    given = desk.given(principal)

    def shown(file: Any, _version: int) -> object:
        return file_out(file, applicant).model_dump(mode="json")

    handled = await desk.handler.handle(
        FILES,
        digest,
        lambda file: decide(file, command, given),
        by=principal,
        occurred_at=given.now,
        idempotency=idempotency,
        status=status,
        answer=shown,
    )
    return answer(handled.body, status=handled.status, replayed=handled.replayed)


async def _holding(desk: Desk, unit: UnitCode, sent: UploadIn) -> Holding:
    """The applicant with his pseudonym. Raises Refused(UNAVAILABLE) until the unit holds the city's key."""
    if sent.case is not None:
        return await _of_case(desk, unit, sent.case)
    assert sent.applicant_kind is not None, "one or the other is there"
    assert sent.applicant_number is not None, "one or the other is there"
    key = await desk.pseudonyms.key_for(unit)
    return Holding(
        pseudonym=key.of(sent.applicant_kind, sent.applicant_number),
        pseudonym_key=key.id,
        kind=sent.applicant_kind,
        number=sent.applicant_number,
    )


async def _of_case(desk: Desk, unit: UnitCode, number: str) -> Holding:
    """The applicant of a case or joint master of this unit. Raises Refused(NOT_FOUND)."""
    repository: Any = JOINTS if is_joint(CaseId(number)) else CASES
    loaded = await get(desk.pool, repository, unit, number, desk.keys[unit])
    assert loaded.state is not None
    applies = loaded.state.who_applies
    return Holding(pseudonym=applies.pseudonym, pseudonym_key=applies.pseudonym_key, kind=applies.kind)
