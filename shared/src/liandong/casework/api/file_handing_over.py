"""移交文件: another unit fetches a file that a link message named to it, and proves itself by its signature."""

import time
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from typing import Annotated, Final

from fastapi import Depends, Header, Path
from starlette.requests import Request
from starlette.responses import Response

from liandong.application.desk import Desk, desk_of
from liandong.casework.api.file_response import A_FILE, FileResponse
from liandong.casework.fetching import parts_of
from liandong.casework.files import granted
from liandong.casework.repositories import CASES, FILES
from liandong.domain.case.state import Case
from liandong.domain.files.commands import HandOver
from liandong.domain.files.decide import decide
from liandong.domain.files.handing_over import file_is_granted, request_is_fresh
from liandong.domain.numbers import is_joint, master_of
from liandong.infrastructure.http import Router, problem, public
from liandong.infrastructure.http.fields import Hash
from liandong.infrastructure.http.quota import HEADERS, Policy, Quotas, client_of, quotas_of
from liandong.infrastructure.keys import signature_holds
from liandong.terms.codes import LinkId, UnitCode
from liandong.terms.principal import platform
from liandong.terms.refusal import Nature, Refused
from liandong.wire.envelope import Malformed
from liandong.wire.file_request import HEADER, LONGEST, FileRequest, read_file_request

router = Router(prefix="/v1/files", tags=["材料文件"])

PER_ADDRESS: Final = Policy("files", quota=600, seconds=60)
"""Before the signature is looked at: checking one costs more than sending one."""
PER_UNIT: Final = Policy("unit", quota=300, seconds=60)
"""A unit fetches a file once, when it is first opened."""


@router.get(
    "/{digest}",
    operation_id="handOverFile",
    summary="向外单位移交文件",
    response_class=FileResponse,
    responses={
        **A_FILE,
        200: A_FILE[200] | {"headers": dict(HEADERS)},
        403: problem("签名无效或者请求已过期"),
        429: problem("取件过于频繁") | {"headers": dict(HEADERS)},
        503: problem("文件暂时不能提供"),
    },
    dependencies=[public("another unit proves itself by the signature of its registered key")],
)
async def hand_over_file(
    digest: Annotated[Hash, Path(description="文件的 SHA-256")],
    asked: Annotated[str, Header(alias=HEADER, max_length=LONGEST, description="由请求单位签名的取件请求")],
    desk: Annotated[Desk, Depends(desk_of)],
    http: Request,
    quotas: Annotated[Quotas, Depends(quotas_of)],
) -> Response:
    """A file named in a link message, to the unit the message went to; noted in the journal."""
    headers = await quotas.take([(PER_ADDRESS, client_of(http))])
    request = _believed(desk, asked)
    of_unit = await quotas.take([(PER_UNIT, request.by)])
    headers = {name: f"{told}, {of_unit[name]}" for name, told in headers.items()}
    if request.digest != digest or request.source not in desk.keys:
        raise Refused("file.not-granted", "取件请求不是向本单位提出的，请核对地址", nature=Nature.NOT_FOUND)
    by = platform(request.source)
    given = desk.given(by)
    grants = await granted(desk.pool, request.source, request.by, request.link)
    file_is_granted(request.digest, request.by, request.link, grants, given.now)
    command = HandOver(digest=request.digest, to=request.by, link=request.link, grants=grants)
    async with AsyncExitStack() as stack:
        asker = await _master(desk, request.source, request.link)
        parts = await parts_of(desk, request.source, asker, request.digest, stack)
        handled = await desk.handler.handle(
            FILES, digest, lambda file: decide(file, command, given), by=by, occurred_at=given.now
        )
        assert handled.state is not None, "a file that was handed over is known"
        name = f"{digest[:16]}.{handled.state.kind.value}"
        response = FileResponse(parts, handled.state, name, stack.pop_all())
        response.headers.update(headers)
        return response
    raise AssertionError("unreachable")


def _believed(desk: Desk, asked: str) -> FileRequest:
    """The request, if the unit that asks has signed it just now. Raises Refused."""

    def holds(unit: str, signature: bytes, words: bytes) -> bool:
        key = desk.references.sign_key_of(unit)
        return key is not None and signature_holds(key, signature, words)

    try:
        request = read_file_request(asked, holds)
    except Malformed as fault:
        raise Refused(
            "file.request-forged", "取件请求的签名无效，请核对请求单位的密钥", nature=Nature.FORBIDDEN
        ) from fault
    request_is_fresh(request.expires_at, datetime.fromtimestamp(time.time(), UTC))
    return request


async def _master(desk: Desk, unit: UnitCode, link: LinkId) -> Case | None:
    """The case for which the link was made: its files may have to be fetched themselves."""
    master = master_of(link)
    if is_joint(master):
        return None
    async with desk.pool.acquire() as connection:
        return (await CASES.load(connection, unit, master, desk.keys[unit])).state
