"""The connection to NATS: the only place that speaks its protocol."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from uuid import uuid4

import nats
import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError

log = structlog.get_logger()

ACK_TIMEOUT_SECONDS = 5.0
BATCH_AT_MOST = 500
PULL_EXPIRES_SECONDS = 5.0
HEARTBEAT_SECONDS = 1.0
UNREACHABLE = (NatsError, OSError, TimeoutError)
"""What it looks like when the bus is away: keep what was to be said, try again."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message to be stored by the broker; the broker drops a second one of the same id."""

    subject: str
    id: str
    payload: bytes


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message from a durable consumer, to be confirmed after our own commit."""

    subject: str
    payload: bytes
    reply: str


class ConnectionEnded(Exception):
    """The server has ended the connection for good, e.g. because this user is no longer known: only a new one helps."""


class Bus:
    """One connection, reconnecting for ever."""

    def __init__(self, client: Client, name: str, ended: asyncio.Event) -> None:
        self._client = client
        self._name = name
        self._ended = ended

    @classmethod
    async def connect(cls, url: str, seed_file: Path | None, name: str) -> "Bus":
        """Connects, waiting until the server is there. `name` is also the prefix of this client's reply subjects."""

        async def on_error(fault: Exception) -> None:
            # a permission violation arrives only here, and looks like a lost link to the publisher
            if "permission" in str(fault).lower():
                log.critical("bus.forbidden", fault=str(fault))
            else:
                log.warning("bus.error", fault=str(fault) or type(fault).__name__)

        ended = asyncio.Event()

        async def on_closed() -> None:
            ended.set()

        client = await nats.connect(
            url,
            name=name,
            nkeys_seed=None if seed_file is None else str(seed_file),
            inbox_prefix=f"_INBOX.{name}".encode(),
            max_reconnect_attempts=-1,
            reconnect_time_wait=0.5,
            connect_timeout=5,
            ping_interval=10,
            max_outstanding_pings=2,
            pending_size=16 * 1024 * 1024,
            error_cb=on_error,
            closed_cb=on_closed,
        )
        return cls(client, name, ended)

    @property
    def is_connected(self) -> bool:
        return self._client.is_connected

    async def close(self) -> None:
        await self._client.close()

    async def until_ended(self) -> None:
        """Waits while the connection is kept up. Raises ConnectionEnded: there is no reconnecting after that."""
        await self._ended.wait()
        raise ConnectionEnded(str(self._client.last_error or "closed"))

    async def publish(self, window: Sequence[Outgoing]) -> int:
        """Stores a window in one stream, in order; returns how many from its beginning are safely stored.

        Tries one atomic batch; if the broker already has one of them (10201) or will not take batches, one by one.
        """
        if not window or not self.is_connected:
            return 0
        if len(window) > 1 and await self._publish_batch(window):
            return len(window)
        results = await asyncio.gather(*(self._publish_one(message) for message in window), return_exceptions=True)
        for stored, result in enumerate(results):
            if isinstance(result, UNREACHABLE):
                log.warning(
                    "bus.not_stored", subject=window[stored].subject, fault=str(result) or type(result).__name__
                )
                return stored
            if isinstance(result, BaseException):
                raise result
        return len(window)

    async def _publish_batch(self, window: Sequence[Outgoing]) -> bool:
        batch = uuid4().hex
        *rest, last = enumerate(window, start=1)
        for number, message in rest:
            headers = {"Nats-Msg-Id": message.id, "Nats-Batch-Id": batch, "Nats-Batch-Sequence": str(number)}
            await self._client.publish(message.subject, message.payload, headers=headers)
        number, message = last
        headers = {"Nats-Msg-Id": message.id, "Nats-Batch-Id": batch, "Nats-Batch-Sequence": str(number)}
        try:
            answer = await self._client.request(
                message.subject, message.payload, ACK_TIMEOUT_SECONDS, headers=headers | {"Nats-Batch-Commit": "1"}
            )
        except UNREACHABLE:
            return False
        return "error" not in json.loads(answer.data)

    async def _publish_one(self, message: Outgoing) -> None:
        answer = await self._client.request(
            message.subject, message.payload, ACK_TIMEOUT_SECONDS, headers={"Nats-Msg-Id": message.id}
        )
        fault = json.loads(answer.data).get("error")
        if fault:
            raise NatsError(f"{fault.get('err_code')}: {fault.get('description')}")

    async def send(self, subject: str, payload: bytes) -> None:
        """Says something on the control channel: no promise that it is heard."""
        await self._client.publish(subject, payload)

    async def listen(self, subject: str, heard: Callable[[str, bytes], Awaitable[None]]) -> None:
        """Hears the control channel from now on; of several connections of one name, one hears each word."""

        async def on_message(message: Msg) -> None:
            await heard(message.subject, message.data)

        await self._client.subscribe(subject, queue=self._name, cb=on_message)

    async def confirm(self, deliveries: Sequence[Delivery]) -> None:
        """Tells the broker that these are safe with us; a lost confirmation only brings a duplicate."""
        for delivery in deliveries:
            await self._client.publish(delivery.reply, b"+ACK")

    async def discard(self, delivery: Delivery) -> None:
        """Tells the broker not to bring this one again."""
        await self._client.publish(delivery.reply, b"+TERM")

    async def pull(self, stream: str, durable: str, at_most: int) -> AsyncIterator[list[Delivery]]:
        """What the durable consumer has for us, in batches, for ever.

        One outstanding pull at a time, asked again before a batch is handed out, and after three missed heartbeats.
        """
        arrived: deque[Msg] = deque()
        news = asyncio.Event()

        async def on_message(message: Msg) -> None:
            arrived.append(message)
            news.set()

        inbox = self._client.new_inbox()
        subscription = await self._client.subscribe(inbox, cb=on_message, pending_msgs_limit=-1)
        wish = json.dumps(
            {
                "batch": at_most,
                "expires": int(PULL_EXPIRES_SECONDS * 1e9),
                "idle_heartbeat": int(HEARTBEAT_SECONDS * 1e9),
            }
        ).encode()
        ask = f"$JS.API.CONSUMER.MSG.NEXT.{stream}.{durable}"
        to_come, alive_at = 0, monotonic()
        try:
            while True:
                if to_come <= 0 or monotonic() - alive_at > 3 * HEARTBEAT_SECONDS:
                    await self._publish_quietly(ask, wish, inbox)
                    to_come, alive_at = at_most, monotonic()
                try:
                    async with asyncio.timeout(3 * HEARTBEAT_SECONDS):
                        await news.wait()
                except TimeoutError:
                    to_come = 0
                    continue
                news.clear()
                batch: list[Delivery] = []
                while arrived and len(batch) < at_most:
                    message = arrived.popleft()
                    alive_at = monotonic()
                    status = (message.headers or {}).get("Status")
                    if status is None:
                        batch.append(Delivery(message.subject, message.data, message.reply))
                        to_come -= 1
                    elif status != "100":
                        if status not in ("404", "408"):
                            log.warning("bus.pull_ended", durable=durable, status=status)
                            await asyncio.sleep(0.5)
                        to_come = 0
                if arrived:
                    news.set()
                if batch:
                    if to_come <= 0:
                        await self._publish_quietly(ask, wish, inbox)
                        to_come = at_most
                    yield batch
        finally:
            if not self._client.is_closed:
                await subscription.unsubscribe()

    async def _publish_quietly(self, subject: str, payload: bytes, reply: str) -> None:
        try:
            await self._client.publish(subject, payload, reply=reply)
        except UNREACHABLE as fault:
            log.warning("bus.cannot_ask", subject=subject, fault=str(fault) or type(fault).__name__)
            await asyncio.sleep(0.5)


async def connect_admin(url: str, seed_file: Path, name: str, returned: Callable[[], None]) -> Client:
    """A plain connection for provisioning; `returned` is called after each reconnection."""

    async def on_reconnected() -> None:
        returned()

    async def on_error(fault: Exception) -> None:
        log.warning("bus.error", fault=str(fault) or type(fault).__name__)

    return await nats.connect(
        url,
        name=name,
        nkeys_seed=str(seed_file),
        inbox_prefix=f"_INBOX.{name}".encode(),
        max_reconnect_attempts=-1,
        reconnect_time_wait=0.5,
        reconnected_cb=on_reconnected,
        error_cb=on_error,
    )
