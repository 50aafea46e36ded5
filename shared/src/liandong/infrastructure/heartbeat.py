"""Heartbeats: each unit says how far its chains have come, so that a lost tail is noticed."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import structlog

from liandong.infrastructure.bus.connection import UNREACHABLE as BUS_AWAY
from liandong.infrastructure.bus.connection import Bus
from liandong.infrastructure.clock import real_now
from liandong.infrastructure.database import UNREACHABLE, Pool
from liandong.infrastructure.keys import UnitKeys
from liandong.terms.codes import EVERYONE, UnitCode
from liandong.wire.control import ChainHead, Control, Verb, write_control
from liandong.wire.subjects import Channel, subject_for

log = structlog.get_logger()

HEADS = """
select unit, 'evt' as channel, '' as dest, seq as position, hash from journal_head where unit = any($1)
union all
select unit, case dest when '*' then 'pub' else 'to' end, dest, seq, hash from journal_dest_head where unit = any($1)
"""


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """The pulse of the units of this process."""

    pool: Pool
    bus: Bus
    keys: Mapping[UnitCode, UnitKeys]
    seconds: float

    async def run(self) -> None:
        while True:
            try:
                await self.beat()
            except (*UNREACHABLE, *BUS_AWAY) as fault:
                log.warning("heartbeat.missed", fault=str(fault) or type(fault).__name__)
            await asyncio.sleep(self.seconds)

    async def beat(self) -> None:
        """One beat: `evt` and `pub` heads for everyone, each `to` head for its addressee."""
        heads: dict[UnitCode, dict[str, list[ChainHead]]] = defaultdict(lambda: defaultdict(list))
        for row in await self.pool.fetch(HEADS, list(self.keys)):
            head = ChainHead(channel=row["channel"], dest=row["dest"], position=row["position"], hash=row["hash"].hex())
            to = head.dest if head.channel == Channel.MESSAGE else EVERYONE
            heads[UnitCode(row["unit"])][to].append(head)
        for unit, by_dest in heads.items():
            for dest, spoken in by_dest.items():
                word = Control(unit=unit, verb=Verb.HEARTBEAT, at=real_now(), heads=tuple(spoken))
                await self.bus.send(
                    subject_for(Channel.CONTROL, unit, Verb.HEARTBEAT, dest), write_control(word, self.keys[unit].sign)
                )
