"""What the unit knows of files that are named: kept for whom, used where; and the sweeping of the store."""

import asyncio
from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Final

import structlog

from liandong.application.background import Wakes
from liandong.application.desk import Desk
from liandong.casework.queries import get
from liandong.casework.repositories import CASES, FILES, JOINTS
from liandong.domain.files.handing_over import Grant
from liandong.domain.files.known import KnownFile
from liandong.domain.files.state import File
from liandong.domain.numbers import is_joint, master_of
from liandong.events.case import SubmittedMaterial
from liandong.events.link import LinkForwarded, LinkRequested, LinkSupplemented
from liandong.infrastructure.database import Pool
from liandong.infrastructure.keys import UnitKeys
from liandong.terms.codes import CaseId, Digest, JointId, LinkId, Pseudonym, UnitCode
from liandong.terms.legal_time import from_micros
from liandong.wire.codec import read_event

log = structlog.get_logger()

SWEEP_EVERY_SECONDS: Final = 3600.0
INTERRUPTED: Final = timedelta(hours=2)
"""A reception that has been going on for so long is one no more."""

STORED = """
select s.id, s.version, s.state, s.sealed, k.wrapped from stored_file s
left join stream_key k on k.unit = s.unit and k.stream = 'file:' || s.id
where s.unit = $1 and s.id = any($2)
"""
USES = """
select id, files from case_file where unit = $1 and applicant = $2 and files && $3 and asked_by is null
union all
select id, files from joint_file where unit = $1 and applicant = $2 and files && $3
"""
"""A linked case names what its asker was handed; it is no further use."""
NAMING_FILES: Final = (LinkRequested, LinkForwarded, LinkSupplemented)
"""The link messages that name files: their addressee may fetch these."""
GRANTS = """
select kind, version, body, occurred_at from journal where unit = $1 and stream = $2 and dest = $3 and kind = any($4)
"""


async def stored(pool: Pool, unit: UnitCode, digests: Collection[Digest], keys: UnitKeys) -> Mapping[Digest, File]:
    """The files of this unit among these."""
    if not digests:
        return {}
    rows = await pool.fetch(STORED, unit, sorted(digests))
    loaded = [FILES.read(row, unit, row["id"], keys).state for row in rows]
    return {file.digest: file for file in loaded if file is not None}


async def known_files(
    desk: Desk, unit: UnitCode, applicant: Pseudonym, materials: tuple[SubmittedMaterial, ...]
) -> tuple[KnownFile, ...]:
    """What a decision must know of the files that this applicant's materials name."""
    digests = {each.digest for each in materials if each.digest is not None}
    found = await stored(desk.pool, unit, digests, desk.keys[unit])
    if not found:
        return ()
    uses = await desk.pool.fetch(USES, unit, applicant, sorted(found))
    return tuple(
        KnownFile(
            digest=digest,
            holders=frozenset(holder.applicant for holder in file.holders),
            consents=frozenset(holder.applicant for holder in file.holders if holder.consents),
            used_in=frozenset[CaseId | JointId](row["id"] for row in uses if digest in row["files"]),
        )
        for digest, file in found.items()
    )


async def files_for_case(
    desk: Desk, unit: UnitCode, number: str, materials: tuple[SubmittedMaterial, ...]
) -> tuple[KnownFile, ...]:
    """The same for materials handed in for a case that is there. Raises Refused(NOT_FOUND)."""
    if all(each.digest is None for each in materials):
        return ()
    loaded = await get(desk.pool, CASES, unit, number, desk.keys[unit])
    assert loaded.state is not None, "found"
    return await known_files(desk, unit, loaded.state.applicant, materials)


async def files_for_joint(
    desk: Desk, unit: UnitCode, number: str, materials: tuple[SubmittedMaterial, ...]
) -> tuple[KnownFile, ...]:
    """The same for a joint master."""
    if all(each.digest is None for each in materials):
        return ()
    loaded = await get(desk.pool, JOINTS, unit, number, desk.keys[unit])
    assert loaded.state is not None, "found"
    return await known_files(desk, unit, loaded.state.applicant, materials)


async def granted(pool: Pool, unit: UnitCode, to: UnitCode, link: LinkId) -> tuple[Grant, ...]:
    """The messages of this link that this unit has sent to another, from its own journal."""
    master = master_of(link)
    stream = JOINTS.stream(master) if is_joint(master) else CASES.stream(master)
    rows = await pool.fetch(GRANTS, unit, stream, to, [each.KIND for each in NAMING_FILES])
    told = [(read_event(row["kind"], row["version"], row["body"]), from_micros(row["occurred_at"])) for row in rows]
    return tuple(
        Grant(
            link=message.link,
            to=message.dest,
            at=at,
            files=frozenset(each.digest for each in message.materials if each.digest is not None),
        )
        for message, at in told
        if isinstance(message, NAMING_FILES)
    )


async def sweep_files(desk: Desk, _wakes: Wakes) -> None:
    """Removes what interrupted receptions left behind, now and every hour."""
    while True:
        for unit in desk.keys:
            try:
                swept = await desk.files.sweep(unit, INTERRUPTED)
            except OSError as fault:
                log.warning("files.sweep_waits", unit=unit, fault=type(fault).__name__)
                continue
            if swept:
                log.info("files.swept", unit=unit, receptions=swept)
        await asyncio.sleep(SWEEP_EVERY_SECONDS)
