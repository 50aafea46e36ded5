"""收取材料文件: a file that came with a page's form is kept at once, whatever becomes of the form."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, ClassVar, Final

from fastapi import Depends
from starlette.datastructures import UploadFile
from starlette.requests import Request

from liandong.application.pages.failing import Failure
from liandong.application.pages.typed import Typed
from liandong.application.pages.visitor import Visitor
from liandong.casework.api.files import UploadIn, upload_file
from liandong.casework.pages.bridge import call, new_key
from liandong.casework.pages.kept import FILE, Kept, kept_files
from liandong.domain.files.kinds import MAX_FILE_BYTES
from liandong.infrastructure.http.multipart import FileForm, Sent, Sink, too_large

BESIDE_FILES: Final = 1_048_576
PIECE: Final = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How many bytes a file may have, and all files that come with one form."""

    each: int
    at_once: int


ROOM: Final = Room(each=MAX_FILE_BYTES, at_once=3 * MAX_FILE_BYTES)
"""Without a script all files that were chosen come with the form; with one each comes alone, when it is chosen."""


class _RoomForFiles:
    """Lets a form be as large as a few files and what is typed beside them."""

    max_body_bytes = ROOM.at_once + BESIDE_FILES
    problems: ClassVar[Mapping[int, str]] = {413: "文件超过上限"}
    parameters: ClassVar[tuple[Mapping[str, Any], ...]] = ()
    request_body: Mapping[str, Any] | None = None

    async def __call__(self) -> None: ...


WithFiles = Annotated[None, Depends(_RoomForFiles())]
"""`_room: WithFiles` in the signature of a page whose form may carry files."""


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


async def keep_files(
    request: Request, visitor: Visitor, typed: Typed, whose: UploadIn | None
) -> tuple[dict[str, Kept], list[Failure]]:
    """Keeps the files that came with the form. All that are kept, by material; and why others are not.

    `whose` says for which applicant; None while that is not known yet.
    """
    kept, failures = kept_files(typed), list[Failure]()
    for name, file in typed.files.items():
        if not name.startswith(FILE):
            continue
        answer = NOBODYS if whose is None else await _keep(request, visitor, typed, file, whose)
        if isinstance(answer, Failure):
            failures.append(replace(answer, field=name))
        else:
            kept[name.removeprefix(FILE)] = answer
    return kept, failures


async def _keep(request: Request, visitor: Visitor, typed: Typed, file: UploadFile, whose: UploadIn) -> Kept | Failure:
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
