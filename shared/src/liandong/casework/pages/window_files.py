"""材料文件 at the window: kept at once for the applicant, and named by the form from then on by digest."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, ClassVar, Final

from fastapi import Depends
from pydantic import ValidationError
from starlette.datastructures import UploadFile
from starlette.requests import Request

from liandong.application.pages.failing import Failure
from liandong.application.pages.typed import Typed
from liandong.application.pages.visitor import Visitor
from liandong.casework.api.files import UploadIn, upload_file
from liandong.casework.pages.bridge import call, new_key
from liandong.domain.files.kinds import MAX_FILE_BYTES
from liandong.infrastructure.http.multipart import FileForm, Sent, Sink, too_large

FILE, DIGEST, NAME, DROP = "file.", "digest.", "filename.", "drop."
"""What stands before a material's code in the names of its fields."""
BESIDE_FILES: Final = 1_048_576
PIECE: Final = 65_536


class _RoomForFiles:
    """Lets a form be as large as one file and what is typed beside it."""

    max_body_bytes = MAX_FILE_BYTES + BESIDE_FILES
    problems: ClassVar[Mapping[int, str]] = {413: "文件超过上限"}
    parameters: ClassVar[tuple[Mapping[str, Any], ...]] = ()
    request_body: Mapping[str, Any] | None = None

    async def __call__(self) -> None: ...


WithFiles = Annotated[None, Depends(_RoomForFiles())]
"""`_room: WithFiles` in the signature of a page whose form may carry files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A file that is kept: what it is named by, and what it was called."""

    digest: str
    name: str


class _Chosen(FileForm[UploadIn]):
    """A file that came with a page's form, as the API's upload reads it."""

    def __init__(self, file: UploadFile, fields: UploadIn) -> None:
        self._file = file
        self._beside = fields

    async def receive(self, sink: Sink) -> Sent[UploadIn]:
        if (self._file.size or 0) > MAX_FILE_BYTES:
            raise too_large(MAX_FILE_BYTES)
        await self._file.seek(0)
        while piece := await self._file.read(PIECE):
            await sink(piece)
        return Sent(self._file.filename or "", self._beside)


def kept_files(typed: Typed) -> dict[str, Kept]:
    """The files that were kept before, by material; without those that are no longer wanted."""
    named = [name.removeprefix(DIGEST) for name, _ in typed.fields if name.startswith(DIGEST)]
    return {
        code: Kept(digest=digest, name=typed.one(f"{NAME}{code}") or digest[:12])
        for code in named
        if (digest := typed.one(f"{DIGEST}{code}")) is not None and not typed.has(f"{DROP}{code}")
    }


async def keep_files(request: Request, visitor: Visitor, typed: Typed) -> tuple[dict[str, Kept], list[Failure]]:
    """Keeps the files that came with the form. All that are kept, by material; and why others are not."""
    kept, failures = kept_files(typed), list[Failure]()
    for name, file in typed.files.items():
        code = name.removeprefix(FILE)
        if not name.startswith(FILE):
            continue
        answer = await _keep(request, visitor, typed, file)
        if isinstance(answer, Failure):
            failures.append(replace(answer, field=name))
        else:
            kept[code] = answer
    return kept, failures


async def _keep(request: Request, visitor: Visitor, typed: Typed, file: UploadFile) -> Kept | Failure:
    number = {"applicant_kind": typed.one("applicant.kind"), "applicant_number": typed.one("applicant.id_number")}
    try:
        whose = UploadIn.model_validate(number)
        if whose.applicant_number is None:
            return NOBODYS
    except ValidationError:
        return NOBODYS
    # storing the same file again changes nothing, so a key of its own will do
    called = await call(upload_file, request, visitor, typed, None, {}, form=_Chosen(file, whose), key=new_key())
    if not called.done:
        return replace(called.failures[0], reason=f"文件没有收取：{called.failures[0].reason}")
    return Kept(digest=called.body["digest"], name=file.filename or "")


NOBODYS = Failure(
    status=422,
    code="file.of-nobody",
    reason="文件没有收取：请先填写申请人类型和证件号码，再选择文件",
)
