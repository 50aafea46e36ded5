"""调阅材料文件: the versions of a case's materials, and the files themselves; each opening is noted in the journal."""

from collections import defaultdict
from collections.abc import Mapping
from contextlib import AsyncExitStack
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Path
from starlette.responses import Response

from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.casework.api.file_response import A_FILE, FileResponse
from liandong.casework.fetching import parts_of
from liandong.casework.files import stored
from liandong.casework.queries import get, get_history
from liandong.casework.repositories import CASES, FILES, JOINTS
from liandong.domain.case.state import Case
from liandong.domain.files.commands import Open
from liandong.domain.files.decide import decide, is_named
from liandong.domain.files.state import File
from liandong.domain.joint.state import Joint
from liandong.domain.powers.actions import Action
from liandong.events.case import CaseReceived, CaseSupplemented, SubmittedMaterial
from liandong.events.file import FileKind
from liandong.infrastructure.http import Out, Router
from liandong.infrastructure.http.fields import Code, Hash
from liandong.terms.codes import Digest
from liandong.terms.principal import Principal
from liandong.wire.codec import read_event
from liandong.wire.envelope import Entry

router = Router(prefix="/v1/units/{unit}", tags=["材料文件"])

CaseNumber = Annotated[Code, Path(description="办件编号", examples=["610113-261123-00001"])]
JointNumber = Annotated[Code, Path(description="联办主件编号", examples=["610100-J261123-00001"])]
FileDigest = Annotated[Hash, Path(description="文件的 SHA-256")]
Here = Annotated[Desk, Depends(desk_of)]


class VersionShown(Out):
    """One version of a material: when it was handed in, who took it in, which file; `current` if none came after."""

    digest: str | None
    kind: FileKind | None
    size: int | None
    handed_in_at: datetime
    by: str
    entry: str
    current: bool


class MaterialShown(Out):
    """A material of the frozen list and its versions, oldest first."""

    code: str
    name: str
    versions: list[VersionShown]


class MaterialsOut(Out):
    case: str
    materials: list[MaterialShown]


@router.get("/cases/{case}/materials", operation_id="listMaterials", summary="材料及其历次版本")
async def list_materials(
    principal: Annotated[Principal, Permitted(Action.CASE_READ)], case: CaseNumber, desk: Here
) -> MaterialsOut:
    """What was handed in for the case, every version of it, from its history."""
    unit = principal.unit
    entries = await get_history(desk.pool, CASES, unit, case)
    loaded = await get(desk.pool, CASES, unit, case, desk.keys[unit])
    assert loaded.state is not None, "it has a history"
    files = await stored(desk.pool, unit, loaded.state.files, desk.keys[unit])
    names = {material.code: material.name for material in loaded.state.entry.materials}
    return MaterialsOut(
        case=case,
        materials=[
            MaterialShown(code=code, name=names.get(code, code), versions=_versions(told, files))
            for code, told in _handed_in(entries).items()
        ],
    )


def _handed_in(entries: list[Entry]) -> Mapping[str, list[tuple[SubmittedMaterial, Entry]]]:
    """Each material as often as it was handed in, with the entry that says so."""
    told: dict[str, list[tuple[SubmittedMaterial, Entry]]] = defaultdict(list)
    for entry in entries:
        if entry.kind in (CaseReceived.KIND, CaseSupplemented.KIND):
            event = read_event(entry.kind, entry.version, entry.body)
            assert isinstance(event, CaseReceived | CaseSupplemented), "selected by kind"
            for material in event.materials:
                told[material.code].append((material, entry))
    return told


def _versions(told: list[tuple[SubmittedMaterial, Entry]], files: Mapping[Digest, File]) -> list[VersionShown]:
    shown = []
    for place, (material, entry) in enumerate(told, start=1):
        file = None if material.digest is None else files.get(material.digest)
        shown.append(
            VersionShown(
                digest=material.digest,
                kind=None if file is None else file.kind,
                size=None if file is None else file.size,
                handed_in_at=entry.occurred_at,
                by=entry.actor,
                entry=entry.id,
                current=place == len(told),
            )
        )
    return shown


@router.get(
    "/cases/{case}/files/{digest}",
    operation_id="openCaseFile",
    summary="调阅办件文件",
    response_class=FileResponse,
    responses=dict(A_FILE),
)
async def open_case_file(
    principal: Annotated[Principal, Permitted(Action.CASE_READ)], case: CaseNumber, digest: FileDigest, desk: Here
) -> Response:
    """A file that the case names or has named, to be saved; the opening is noted in the journal."""
    loaded = await get(desk.pool, CASES, principal.unit, case, desk.keys[principal.unit])
    assert loaded.state is not None
    return await _opened(desk, principal, loaded.state, Digest(digest))


@router.get(
    "/joints/{joint}/files/{digest}",
    operation_id="openJointFile",
    summary="调阅联办文件",
    response_class=FileResponse,
    responses=dict(A_FILE),
)
async def open_joint_file(
    principal: Annotated[Principal, Permitted(Action.JOINT_READ)], joint: JointNumber, digest: FileDigest, desk: Here
) -> Response:
    """A file that the joint master names, to be saved; the opening is noted in the journal."""
    loaded = await get(desk.pool, JOINTS, principal.unit, joint, desk.keys[principal.unit])
    assert loaded.state is not None
    return await _opened(desk, principal, loaded.state, Digest(digest))


async def _opened(desk: Desk, principal: Principal, subject: Case | Joint, digest: Digest) -> Response:
    """The file, once its opening is in the journal. Raises Refused: file.not-found, file.not-here, file.damaged."""
    is_named(digest, subject.files)
    command, given = Open(digest=digest, subject=subject.id, named=subject.files), desk.given(principal)
    async with AsyncExitStack() as stack:
        parts = await parts_of(desk, principal.unit, subject, digest, stack)
        handled = await desk.handler.handle(
            FILES, digest, lambda file: decide(file, command, given), by=principal, occurred_at=given.now
        )
        assert handled.state is not None, "an opened file is known"
        return FileResponse(parts, handled.state, _name(handled.state, subject), stack.pop_all())
    raise AssertionError("unreachable")


def _name(file: File, subject: Case | Joint) -> str:
    """The name it was handed in under; without it the number and the beginning of the digest say what it is."""
    return file.name_for(subject.applicant) or f"{subject.id}-{file.digest[:8]}.{file.kind.value}"
