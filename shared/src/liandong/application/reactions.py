"""Reactions: what a unit does about what another has said to it. Applying is a step of its own, after receiving."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

import structlog

from liandong.application.desk import Desk
from liandong.events.reference import PseudonymKeyHanded
from liandong.events.said import Message
from liandong.infrastructure.bus.connection import UNREACHABLE as BUS_AWAY
from liandong.infrastructure.database import UNREACHABLE, Connection, is_away, leadership
from liandong.infrastructure.inbox.apply import HeardEntry, mark_applied, mark_stuck, pending
from liandong.infrastructure.redaction import redact, says
from liandong.terms.codes import UnitCode
from liandong.terms.refusal import Nature, Refused
from liandong.wire.subjects import Channel

log = structlog.get_logger()

Reaction = Callable[[Desk, HeardEntry, Message], Awaitable[None]]
"""Turns a message into commands by the same handler as a request; must be safe to repeat (Cause)."""
AT_ONCE = 200
LOOK_EVERY_SECONDS = 1.0
LEADER_RETRY_SECONDS = 2.0


async def take_pseudonym_key(desk: Desk, heard: HeardEntry, _message: Message) -> None:
    """The key stays where it was received, sealed; it is read from there. Only the city hands it out."""
    if heard.entry.unit != desk.settings.city_unit:
        raise Refused("pseudonym.not-the-city", "编码密钥只能由市级下发，该消息已搁置，请联系运维核查来源")
    await desk.pseudonyms.refresh()


REACTIONS: Mapping[type[Message], Reaction] = {PseudonymKeyHanded: take_pseudonym_key}
"""The reactions every service has; the tiers add those of casework."""


class NotYet(Exception):
    """Something this reaction needs is still on its way: try again, it is no poison."""


class Done(Enum):
    """What became of an entry that was to be applied."""

    APPLIED = auto()
    PARKED = auto()
    WAITS = auto()


@dataclass(frozen=True, slots=True)
class Applier:
    """Applies what these units have received, one process at a time."""

    desk: Desk
    reactions: Mapping[type[Message], Reaction]
    wake: asyncio.Event

    async def run(self) -> None:
        task = " ".join(("apply", *sorted(self.desk.keys)))
        while True:
            try:
                async with leadership(self.desk.pool, task) as connection:
                    while connection is not None:
                        if not await self.round(connection):
                            await self._rest()
            except (*UNREACHABLE, *BUS_AWAY) as fault:
                log.warning("apply.waits", fault=str(fault) or type(fault).__name__)
            await asyncio.sleep(LEADER_RETRY_SECONDS)

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(LOOK_EVERY_SECONDS):
                await self.wake.wait()
        except TimeoutError:
            return
        finally:
            self.wake.clear()

    async def round(self, connection: Connection) -> bool:
        """Applies all that waits, oldest first; True if there was anything it could apply or park."""
        blocked: set[tuple[str, str, str]] = set()
        moved, after = False, 0
        while waiting := await pending(connection, list(self.desk.keys), Channel.MESSAGE, AT_ONCE, after):
            after = waiting[-1].id
            applied: list[int] = []
            for heard in waiting:
                stream = (heard.receiver, heard.entry.unit, heard.entry.stream)
                if stream not in blocked:
                    done = await self._settle(connection, heard)
                    moved |= done is not Done.WAITS
                    applied += [heard.id] if done is Done.APPLIED else []
                    blocked |= set() if done is Done.APPLIED else {stream}
            # noted together: one that is applied again, because the process died before, has no second effect
            await mark_applied(connection, applied)
        return moved

    async def _settle(self, connection: Connection, heard: HeardEntry) -> Done:
        try:
            await self._apply(heard)
        except NotYet as wait:
            log.info("apply.not_yet", entry=heard.entry.id, waits_for=str(wait))
            return Done.WAITS
        except Exception as fault:
            if is_away(fault):
                raise
            # parked with its reason and shown: it blocks only its own stream
            log.error("apply.stuck", entry=heard.entry.id, kind=heard.entry.kind, fault=type(fault).__name__)
            await mark_stuck(connection, heard.id, redact(f"{type(fault).__name__}: {says(fault)}"))
            return Done.PARKED
        return Done.APPLIED

    async def _apply(self, heard: HeardEntry) -> None:
        message = heard.opened(self.desk.keys[UnitCode(heard.receiver)])
        assert isinstance(message, Message), "only messages are addressed"
        try:
            await self.reactions[type(message)](self.desk, heard, message)
        except Refused as refusal:
            if refusal.nature is Nature.UNAVAILABLE:
                raise NotYet(refusal.code) from refusal
            raise
