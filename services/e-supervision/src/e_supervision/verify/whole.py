"""The whole check of what supervision holds, in one snapshot of its database."""

from typing import Any

from e_supervision.verify.chains import check_chains
from e_supervision.verify.histories import Histories
from liandong.application.references import References
from liandong.application.verify_inbox import check_inbox
from liandong.application.verify_report import Report
from liandong.infrastructure.clock import LegalClock
from liandong.infrastructure.database import open_pool
from liandong.infrastructure.settings import Settings
from liandong.terms.codes import UnitCode
from liandong.wire.subjects import Channel


async def verify(settings: Settings) -> dict[str, Any]:
    """Heads and histories as held, for comparing with the owners' journals, and every violation found.

    I2 and I3: histories, and timelines as their fold; I4 and I5: every light counted again; I6 and I7: chains and
    signatures of what was heard, reference data included; I8: what is heard and not yet applied or judged.
    """
    report = Report("supervision", units=list(settings.units), counts={})
    pool = await open_pool(settings.database_url.get_secret_value(), 2)
    try:
        references = References(pool, UnitCode(settings.city_unit), settings.city_public_key)
        async with pool.acquire() as connection, connection.transaction(isolation="repeatable_read", readonly=True):
            await connection.execute("select")  # the snapshot is older than the time and the references it is judged by
            now = LegalClock(settings.clock_file if settings.demo else None).now()
            await references.refresh()
            for channel in (Channel.EVENT, Channel.PUBLICATION):
                await check_chains(connection, channel, references, report)
            await Histories(references, now, report).check(connection)
            await check_inbox(connection, report)
    finally:
        pool.terminate()
    return report.as_json()
