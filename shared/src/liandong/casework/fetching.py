"""取得文件: a linked case's files are fetched from the unit that asked, when they are first needed."""

import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime

import structlog

from liandong.application.desk import Desk
from liandong.casework.repositories import FILES
from liandong.domain.case.state import Case
from liandong.domain.files.commands import TakeFetched
from liandong.domain.files.content import content_is
from liandong.domain.files.decide import decide
from liandong.domain.files.handing_over import REQUEST_LASTS
from liandong.domain.files.kinds import MAX_FILE_BYTES, MEDIA_TYPES
from liandong.domain.joint.state import Joint
from liandong.events.case import ReturnAddress
from liandong.infrastructure.files.peer import PeerAway, fetch_file
from liandong.infrastructure.files.store import DamagedFile, NoSuchFile
from liandong.terms.codes import Digest, UnitCode
from liandong.terms.principal import platform
from liandong.terms.refusal import Nature, Refused
from liandong.wire.file_request import HEADER, FileRequest, write_file_request

log = structlog.get_logger()


async def parts_of(
    desk: Desk, unit: UnitCode, subject: Case | Joint | None, digest: Digest, stack: AsyncExitStack
) -> AsyncIterator[bytes]:
    """The file's content, verified, while `stack` is open; fetched first if the case came from another unit.

    Raises Refused: file.not-here, file.damaged; the case can be handled meanwhile.
    """
    try:
        return await stack.enter_async_context(desk.files.read(unit, digest))
    except (NoSuchFile, DamagedFile) as fault:
        asked_by = subject.asked_by if isinstance(subject, Case) else None
        if asked_by is None or not await fetch(desk, unit, asked_by, digest):
            raise _missing(unit, digest, fault) from fault
    return await stack.enter_async_context(desk.files.read(unit, digest))


def _missing(unit: UnitCode, digest: Digest, fault: NoSuchFile | DamagedFile) -> Refused:
    if isinstance(fault, DamagedFile):
        log.critical("files.damaged", unit=unit, digest=digest)
        return Refused(
            "file.damaged",
            "存档文件与其摘要值不符，不能提供，请联系运维从备份恢复，或者重新收取该材料",
            nature=Nature.UNAVAILABLE,
        )
    return Refused(
        "file.not-here",
        "该文件尚未送达本单位，不影响办理，请稍后再试；如一直没有，请联系运维",
        nature=Nature.UNAVAILABLE,
    )


async def fetch(desk: Desk, unit: UnitCode, asked_by: ReturnAddress, digest: Digest) -> bool:
    """Fetches a file from the unit that asked and keeps it here; False if that cannot be done now."""
    peer = desk.settings.peers.get(asked_by.unit)
    if peer is None:
        log.warning("files.no_peer", unit=unit, source=asked_by.unit)
        return False
    request = FileRequest(
        digest=digest,
        source=asked_by.unit,
        by=unit,
        link=asked_by.link,
        expires_at=datetime.fromtimestamp(time.time(), UTC) + REQUEST_LASTS,
    )
    headers = {HEADER: write_file_request(request, desk.keys[unit].sign)}
    try:
        await _take(desk, unit, asked_by, digest, f"{peer.rstrip('/')}/v1/files/{digest}", headers)
    except PeerAway as fault:
        log.warning("files.fetch_waits", unit=unit, source=asked_by.unit, digest=digest, fault=str(fault))
        return False
    except Refused as refusal:
        log.error("files.fetched_refused", unit=unit, source=asked_by.unit, digest=digest, code=refusal.code)
        return False
    return True


async def _take(
    desk: Desk, unit: UnitCode, asked_by: ReturnAddress, digest: Digest, address: str, headers: dict[str, str]
) -> None:
    """Keeps what came, if it is the file asked for and one a window would take. Raises Refused, PeerAway."""
    async with desk.files.incoming(unit) as incoming:
        media = await fetch_file(address, headers, MAX_FILE_BYTES, incoming.write)
        received = await incoming.finish()
        kind = next((one for one, name in MEDIA_TYPES.items() if name == media), None)
        if received.digest != digest or kind is None:
            raise PeerAway("sends something else")
        await incoming.look(lambda file, size: content_is(kind, file, size))
        await incoming.keep()
    command = TakeFetched(digest=digest, kind=kind, size=received.size, source=asked_by.unit, link=asked_by.link)
    by = platform(unit)
    given = desk.given(by)
    await desk.handler.handle(FILES, digest, lambda file: decide(file, command, given), by=by, occurred_at=given.now)
