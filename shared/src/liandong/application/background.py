"""The work a service does beside answering requests: relaying, listening, applying, beating."""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

import structlog

from liandong.application.desk import Desk
from liandong.application.handler import FORGET
from liandong.application.references import References
from liandong.infrastructure.bus.connection import Bus
from liandong.infrastructure.database import UNREACHABLE, Pool
from liandong.infrastructure.heartbeat import Heartbeat
from liandong.infrastructure.inbox.gaps import Gaps
from liandong.infrastructure.inbox.listen import Listener
from liandong.infrastructure.inbox.receive import Receiver
from liandong.infrastructure.relay import Relay
from liandong.wire.subjects import Channel

log = structlog.get_logger()

REFRESH_EVERY_SECONDS = 0.5
FORGET_EVERY_SECONDS = 3600.0
CANCEL_AGAIN_SECONDS = 1.0


@dataclass(slots=True)
class Wakes:
    """Who is woken by what: the relay by a commit, the applier and the references by something heard."""

    relay: asyncio.Event = field(default_factory=asyncio.Event)
    apply: asyncio.Event = field(default_factory=asyncio.Event)
    references: asyncio.Event = field(default_factory=asyncio.Event)
    events: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(slots=True)
class Background:
    """Starts the tasks of a process and stops them; one that fails unexpectedly ends the process, to be restarted."""

    tasks: list[asyncio.Task[None]] = field(default_factory=list)
    is_stopping: bool = False

    def start(self, name: str, work: Awaitable[None]) -> None:
        async def run() -> None:
            await work

        task = asyncio.create_task(run(), name=name)
        task.add_done_callback(self._ended)
        self.tasks.append(task)

    def _ended(self, task: asyncio.Task[None]) -> None:
        if task.cancelled() or task.exception() is None:
            return
        if self.is_stopping:  # what it used was closed under its hands
            log.warning("background.stopped_badly", task=task.get_name(), exc_info=task.exception())
            return
        log.critical("background.failed", task=task.get_name(), exc_info=task.exception())
        os.kill(os.getpid(), signal.SIGTERM)

    async def stop(self) -> None:
        """Returns when all have ended. A driver can swallow a cancellation that comes just as it is answered: again,
        and whoever did not notice it may have started others meanwhile."""
        self.is_stopping = True
        while running := [task for task in self.tasks if not task.done()]:
            for task in running:
                task.cancel()
            await asyncio.wait(running, timeout=CANCEL_AGAIN_SECONDS)


@dataclass(slots=True)
class Traffic:
    """The bus side of a service: what it says and what it hears."""

    desk: Desk
    wakes: Wakes
    hears_everything: bool
    bus: Bus | None = None

    @property
    def is_connected(self) -> bool:
        return self.bus is not None and self.bus.is_connected

    async def run(self, background: Background) -> None:
        """Connects, however long that takes, and starts what needs the bus. The service works meanwhile."""
        desk, settings = self.desk, self.desk.settings
        bus = self.bus = await Bus.connect(settings.nats_url, settings.nats_seed_file, settings.instance)
        try:
            relay = Relay(
                desk.pool, bus, desk.keys, desk.references.seal_key_of, self.wakes.relay, settings.relay_poll_seconds
            )
            background.start("bus connection", bus.until_ended())
            background.start("relay", relay.run())
            background.start("heartbeat", Heartbeat(desk.pool, bus, desk.keys, settings.heartbeat_seconds).run())
            receivers = []
            for receiver, durable, wake in self._listeners():
                receivers.append(receiver)
                background.start(f"listen {durable}", Listener(bus, receiver, durable, desk.clock, wake.set).run())
            gaps = Gaps(
                desk.pool, bus, receivers, desk.keys, desk.references.sign_key_of, relay, desk.clock, self._wake_all
            )
            await gaps.listen()
            await gaps.run()
        finally:
            await bus.close()

    def _listeners(self) -> Sequence[tuple[Receiver, str, asyncio.Event]]:
        desk, instance = self.desk, self.desk.settings.instance
        sign_key_of = desk.references.sign_key_of
        found = [
            (Receiver(desk.pool, instance, Channel.PUBLICATION, sign_key_of), f"pub-{instance}", self.wakes.references)
        ]
        for unit in desk.keys:
            found.append((Receiver(desk.pool, unit, Channel.MESSAGE, sign_key_of), f"to-{unit}", self.wakes.apply))
        if self.hears_everything:
            found.append(
                (Receiver(desk.pool, instance, Channel.EVENT, sign_key_of), f"evt-{instance}", self.wakes.events)
            )
        return found

    def _wake_all(self) -> None:
        for event in (self.wakes.apply, self.wakes.references, self.wakes.events):
            event.set()


async def keep_references_fresh(references: References, wake: asyncio.Event, after: Callable[[], None]) -> None:
    """Reads publications as they are heard, by this process or by a replica of it."""
    while True:
        try:
            if await references.refresh():
                after()
        except UNREACHABLE as fault:
            log.warning("references.waits", fault=str(fault) or type(fault).__name__)
        try:
            async with asyncio.timeout(REFRESH_EVERY_SECONDS):
                await wake.wait()
        except TimeoutError:
            continue
        finally:
            wake.clear()


async def forget_answers(pool: Pool) -> None:
    """Lets go of the answers that were kept for repeated requests, when their time is over."""
    while True:
        try:
            await pool.execute(FORGET)
        except UNREACHABLE as fault:
            log.warning("answers.waits", fault=str(fault) or type(fault).__name__)
        await asyncio.sleep(FORGET_EVERY_SECONDS)
