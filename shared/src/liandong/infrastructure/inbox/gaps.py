"""Gaps: what a source claims to have said but has not reached us is asked for again, in bounded stretches."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from liandong.infrastructure.bus.connection import UNREACHABLE as BUS_AWAY
from liandong.infrastructure.bus.connection import Bus
from liandong.infrastructure.clock import LegalClock, real_now
from liandong.infrastructure.database import UNREACHABLE, Connection, Pool, Row
from liandong.infrastructure.inbox.hold import HOLD_FOR, let_go_of_old
from liandong.infrastructure.inbox.keyring import SignKeyOf
from liandong.infrastructure.inbox.receive import Receiver
from liandong.infrastructure.keys import UnitKeys, signature_holds
from liandong.infrastructure.relay import Relay
from liandong.terms.codes import EVERYONE, UnitCode
from liandong.wire.control import ChainHead, Control, Resend, Verb, read_control, write_control
from liandong.wire.envelope import Malformed
from liandong.wire.inbox import Head, wanted
from liandong.wire.subjects import Channel, subject_for, take_apart

log = structlog.get_logger()

LOOK_EVERY_SECONDS = 0.5
BEHIND = """
select receiver, source, channel, position, hash, known, asked_times,
       greatest(progress_at, asked_at, coalesce(held.since, known_at)) as quiet_since, coalesce(held.top, 0) as top,
       held.since
from inbox_head h
cross join lateral (select max(position) as top, min(held_at) as since from inbox_hold
                    where receiver = h.receiver and source = h.source and channel = h.channel) held
where receiver = any($1) and (known > position or held.top is not null)
for update of h skip locked
"""
NOTE = """
insert into inbox_head as h (receiver, source, channel, hash, progress_at, known, last_beat_at, known_at, said_at)
values ($1, $2, $3, $4, now(), $5, now(), now(), $6)
on conflict (receiver, source, channel) do update set
  known_at = case when excluded.known > h.known then now() else h.known_at end,
  known = greatest(h.known, excluded.known), last_beat_at = now(), said_at = excluded.said_at
where h.said_at is null or excluded.said_at > h.said_at
  or (excluded.known >= h.known and h.progress_at > h.last_beat_at)
"""
"""Said again, an old beat is no sign of life. One is new by the sender's clock, or, if that was put back, knows of
entries that came since the last."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """What the listeners of this process still miss, and what others ask of its units."""

    pool: Pool
    bus: Bus
    receivers: Sequence[Receiver]
    keys: Mapping[UnitCode, UnitKeys]
    sign_key_of: SignKeyOf
    relay: Relay
    clock: LegalClock
    on_accepted: Callable[[], None]
    swept: dict[tuple[str, str, str], str] = field(default_factory=dict)

    async def listen(self) -> None:
        """Hears heartbeats and requests from now on."""
        await self.bus.listen("ld.*.*.ctl._.>", self._heard)
        for unit in self.keys:
            await self.bus.listen(f"ld.*.*.ctl.{unit}.>", self._heard)

    async def run(self) -> None:
        while True:
            try:
                await self.look()
            except (*UNREACHABLE, *BUS_AWAY) as fault:
                log.warning("gaps.waits", fault=str(fault) or type(fault).__name__)
            await asyncio.sleep(LOOK_EVERY_SECONDS)

    async def look(self) -> None:
        """Looks once at everything held or claimed: asks for what is missing, believes what a new key lets believe."""
        by_name = {(one.receiver, one.channel.value): one for one in self.receivers}
        async with self.pool.acquire() as connection, connection.transaction():
            rows = await connection.fetch(BEHIND, [one.receiver for one in self.receivers])
            rows = [row for row in rows if (row["receiver"], row["channel"]) in by_name]
            for row in rows:
                await self._ask(connection, dict(row))
                await self._let_go(connection, row)
        for row in rows:
            if row["top"]:
                await self._sweep(by_name[row["receiver"], row["channel"]], row["source"])

    @staticmethod
    async def _let_go(connection: Connection, row: Row) -> None:
        too_old = real_now() - HOLD_FOR
        if row["since"] is not None and row["since"] < too_old:
            await let_go_of_old(connection, row["receiver"], row["source"], row["channel"], too_old)

    async def _sweep(self, receiver: Receiver, source: str) -> None:
        """Once for each key: what is held of the source may be believed now."""
        key, about = self.sign_key_of(source), (receiver.receiver, source, receiver.channel.value)
        if key is None or self.swept.get(about) == key:
            return
        if await receiver.sweep(source, self.clock.now(), real_now()):
            self.on_accepted()
        self.swept[about] = key

    async def _ask(self, connection: Connection, row: dict[str, object]) -> None:
        now = real_now()
        quiet = now - row["quiet_since"] if isinstance(row["quiet_since"], datetime) else timedelta(0)
        want = wanted(
            Head(int(str(row["position"])), b""),
            int(str(row["known"])),
            [int(str(row["top"]))],
            seconds_without_progress=quiet.total_seconds(),
            asked_times=int(str(row["asked_times"])),
        )
        if want is None:
            return
        channel, source, receiver = Channel(str(row["channel"])), str(row["source"]), str(row["receiver"])
        asker = UnitCode(receiver) if receiver in self.keys else next(iter(self.keys))
        request = Resend(channel=channel.value, dest=_dest(channel, receiver), first=want.first, last=want.last)
        word = Control(unit=asker, verb=Verb.RESEND, at=now, resend=request)
        log.info("inbox.asks_again", source=source, channel=channel, first=want.first, last=want.last)
        await self.bus.send(
            subject_for(Channel.CONTROL, asker, Verb.RESEND, source), write_control(word, self.keys[asker].sign)
        )
        await connection.execute(
            "update inbox_head set asked_times = asked_times + 1, asked_at = $4 "
            "where receiver = $1 and source = $2 and channel = $3",
            receiver,
            source,
            channel.value,
            now,
        )

    async def _heard(self, subject: str, raw: bytes) -> None:
        try:
            said = take_apart(subject)
            if self.sign_key_of(said.unit) is None:
                return  # the registry does not name it yet; it will beat again
            word = read_control(raw, self._holds)
            if said.unit != word.unit or said.kind != word.verb:
                raise Malformed(f"a word of {word.unit} does not belong on {subject}")
        except (Malformed, ValueError) as fault:
            log.error("control.refused", subject=subject, fault=str(fault))
            return
        try:
            if word.verb is Verb.HEARTBEAT:
                await self._note_heads(word)
            elif word.resend is not None and said.dest is not None and said.dest in self.keys:
                await self._say_again(UnitCode(said.dest), word.unit, word.resend)
        except (*UNREACHABLE, *BUS_AWAY) as fault:
            log.warning("control.missed", subject=subject, fault=str(fault) or type(fault).__name__)

    def _holds(self, unit: str, signature: bytes, words: bytes) -> bool:
        public = self.sign_key_of(unit)
        return public is not None and signature_holds(public, signature, words)

    async def _note_heads(self, word: Control) -> None:
        """A source claims how far it has come: noted per listener, with when that was heard."""
        for receiver in self.receivers:
            for head in word.heads:
                if self._concerns(receiver, head):
                    await self.pool.execute(
                        NOTE,
                        receiver.receiver,
                        word.unit,
                        receiver.channel.value,
                        Head().hash,
                        head.position,
                        word.at,
                    )

    @staticmethod
    def _concerns(receiver: Receiver, head: ChainHead) -> bool:
        if receiver.channel.value != head.channel:
            return False
        return receiver.channel is not Channel.MESSAGE or head.dest == receiver.receiver

    async def _say_again(self, unit: UnitCode, asker: str, request: Resend) -> None:
        """A peer misses something: it is said again, if it was said to that peer or to everyone."""
        channel = Channel(request.channel)
        if request.dest != _dest(channel, asker):
            log.error("control.refused", unit=unit, asker=asker, fault="asks for what was said to another")
            return
        last = min(request.last, request.first + 999)
        async with self.pool.acquire() as connection:
            count = await self.relay.say_again(connection, unit, channel, request.dest, request.first, last)
        log.info("relay.said_again", unit=unit, asker=asker, channel=channel, first=request.first, entries=count)


def _dest(channel: Channel, reader: str) -> str:
    """Which chain of a source a reader of this channel follows."""
    return {Channel.EVENT: "", Channel.PUBLICATION: EVERYONE}.get(channel, reader)
