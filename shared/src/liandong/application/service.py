"""The composition root all four services share: what a service is made of, opened and closed in order."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import httpx
import structlog
from fastapi import FastAPI

from liandong import __version__
from liandong.application import accounts, demo_clock, first_operator, inbox_view, sign_in
from liandong.application.background import Background, Traffic, Wakes, forget_answers, keep_references_fresh
from liandong.application.demo_clock import Drained
from liandong.application.desk import Desk
from liandong.application.edge import open_edge
from liandong.application.handler import CommandHandler
from liandong.application.kept import Kept
from liandong.application.pages import home, signing_in, signing_in_elsewhere, static
from liandong.application.pages.navigation import Entry, Navigation
from liandong.application.pages.rendering import KIT, Pages
from liandong.application.permissions import Gate, open_gate
from liandong.application.pseudonyms import Pseudonyms
from liandong.application.reactions import REACTIONS, Applier, Reaction
from liandong.application.references import References
from liandong.domain.worktime.horizon import horizon, not_yet_official, too_short
from liandong.events.said import Message
from liandong.infrastructure.clock import LegalClock
from liandong.infrastructure.database import Pool, open_pool
from liandong.infrastructure.files.folder import FolderStore
from liandong.infrastructure.http.health import NotReady, Probe, Warned
from liandong.infrastructure.http.router import Router
from liandong.infrastructure.http.trusted import trusted
from liandong.infrastructure.identity.identity import StartRefused, open_identity, settings_must_be_safe
from liandong.infrastructure.inbox.skew import in_words, skewed
from liandong.infrastructure.journal.entries import open_journal
from liandong.infrastructure.keys import load_unit_keys
from liandong.infrastructure.schema import is_at_head
from liandong.infrastructure.settings import Settings
from liandong.terms.codes import Tier, UnitCode
from liandong.terms.legal_time import legal_day
from liandong.terms.refusal import Refused

log = structlog.get_logger()

OwnWork = Callable[[Desk, Wakes], Awaitable[None]]
"""Work that a service does in the background for ever, besides what all do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What makes one of the four services what it is."""

    kept: Kept
    tier: Tier
    title: str
    description: str
    routers: Sequence[Router] = ()
    reactions: Mapping[type[Message], Reaction]
    own_work: Mapping[str, OwnWork]
    drained: Sequence[Drained] = ()
    hears_everything: bool = False
    navigation: Sequence[Entry] = ()
    """What the head of its pages offers, in order."""
    templates: tuple[str, ...] = ()
    """Packages with templates and catalogues beside the page kit's own."""


def create_app(service: Service, settings: Settings) -> FastAPI:
    """The service's application; nothing is opened before it starts. Raises UndeclaredRoute, StartRefused."""
    settings_must_be_safe(settings)
    probes: dict[str, Probe] = {}

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            await _open(service, settings, app, probes, stack)
            yield

    app = open_edge(
        settings,
        service=service.kept.name,
        title=service.title,
        version=__version__,
        description=service.description,
        routers=(
            *service.routers,
            sign_in.router,
            first_operator.router,
            accounts.router,
            inbox_view.router,
            demo_clock.router,
            home.router,
            signing_in.router,
            signing_in_elsewhere.router,
            static.router,
        ),
        probes=probes,
        lifespan=lifespan,
    )
    app.state.pages = Pages(
        service=service.kept.name, navigation=Navigation(service.navigation), packages=(KIT, *service.templates)
    )
    return app


async def _open(
    service: Service, settings: Settings, app: FastAPI, probes: dict[str, Probe], stack: AsyncExitStack
) -> None:
    """Opens database, keys, identity and references, then the background work; the bus may come later."""
    pool = await open_pool(settings.database_url.get_secret_value(), settings.pool_size)
    stack.push_async_callback(_close_pool, pool)
    keys = {UnitCode(unit): load_unit_keys(settings.keys_dir, unit) for unit in settings.units}
    async with pool.acquire() as connection:
        difference = await is_at_head(connection, service.kept.packages)
        if difference is not None:
            raise StartRefused(difference)
        for unit in keys:
            await open_journal(connection, unit)
    client = await stack.enter_async_context(httpx.AsyncClient(timeout=5, verify=trusted()))
    identity = await open_identity(settings, pool, client)
    references = References(pool, UnitCode(settings.city_unit), settings.city_public_key)
    await references.refresh()
    clock, wakes = LegalClock(settings.clock_file if settings.demo else None), Wakes()
    desk = Desk(
        settings=settings,
        pool=pool,
        clock=clock,
        keys=keys,
        references=references,
        pseudonyms=Pseudonyms(pool, keys, UnitCode(settings.city_unit)),
        handler=CommandHandler(pool, clock, keys, wakes.relay.set),
        files=FolderStore(settings.files_dir, keys),
    )
    app.state.desk, app.state.identity, app.state.wakes = desk, identity, wakes
    app.state.drained = service.drained
    open_gate(app.state, Gate(verifier=identity.verifier, units=frozenset(keys)))

    background = Background()
    stack.push_async_callback(background.stop)
    reactions = {**REACTIONS, **service.reactions}
    traffic = Traffic(desk, wakes, service.hears_everything)
    background.start("bus", traffic.run(background))
    background.start("references", keep_references_fresh(references, wakes.references, wakes.apply.set))
    background.start("answers", forget_answers(pool))
    background.start("apply", Applier(desk, reactions, wakes.apply).run())
    for name, work in service.own_work.items():
        background.start(name, work(desk, wakes))
    probes.update(_probes(desk, service, traffic))


async def _close_pool(pool: Pool) -> None:
    pool.terminate()


def _probes(desk: Desk, service: Service, traffic: Traffic) -> Mapping[str, Probe]:
    """What readiness asks; never a peer."""

    async def database() -> None:
        await desk.pool.fetchval("select 1")

    async def schema() -> None:
        async with desk.pool.acquire() as connection:
            difference = await is_at_head(connection, service.kept.packages)
        if difference is not None:
            raise NotReady(difference)

    async def bus() -> None:
        if not traffic.is_connected:
            raise NotReady("消息总线未连接")

    async def calendar() -> None:
        try:
            held = desk.references.calendar()
        except Refused as refusal:
            raise NotReady(refusal.reason) from refusal
        today = legal_day(desk.clock.now())
        reach = horizon(held, today)
        if (missing := too_short(reach, today)) is not None:
            raise NotReady(missing)
        if (soon := not_yet_official(reach, today)) is not None:
            raise Warned(soon)

    async def catalogue() -> None:
        if desk.references.edition(legal_day(desk.clock.now())) is None:
            raise NotReady("尚未收到生效的事项目录")

    async def clocks() -> None:
        if found := await skewed(desk.pool):
            raise Warned(in_words(found))

    return {
        "database": database,
        "schema": schema,
        "bus": bus,
        "calendar": calendar,
        "catalogue": catalogue,
        "clocks": clocks,
    }
