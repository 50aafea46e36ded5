"""Electronic supervision put together: it hears every unit, judges and tells; it has no say in any case."""

from fastapi import FastAPI

from e_supervision import matters
from e_supervision.alarms import Alarms
from e_supervision.api import cases, courts, events, exports, lights, sources, stream, visits
from e_supervision.ingest import Ingest
from e_supervision.judging import newest_of_units
from e_supervision.kept import KEPT
from e_supervision.pages import displays, wall
from e_supervision.pages import matters as matter_pages
from e_supervision.silence import Silence
from liandong.application import service
from liandong.application.background import Wakes
from liandong.application.desk import Desk
from liandong.application.pages.navigation import Entry
from liandong.application.service import Service
from liandong.domain.powers.actions import Action
from liandong.infrastructure.settings import Settings
from liandong.terms.codes import Tier


async def ingest(desk: Desk, wakes: Wakes) -> None:
    await Ingest(pool=desk.pool, clock=desk.clock, published=desk.references, news=wakes.events).run()


async def alarms(desk: Desk, _wakes: Wakes) -> None:
    await Alarms(pool=desk.pool, clock=desk.clock, published=desk.references).run()


async def silence(desk: Desk, _wakes: Wakes) -> None:
    await Silence(pool=desk.pool, clock=desk.clock, heartbeat_seconds=desk.settings.heartbeat_seconds).run()


async def no_light_due(desk: Desk) -> bool:
    """No light is left to be judged again at the present legal time."""
    async with desk.pool.acquire() as connection:
        return not await matters.is_due(connection, desk.clock.now(), newest_of_units(desk.references))


NAVIGATION = (Entry("/wall", "监察大屏", Action.SUPERVISION_READ),)
TEMPLATES = ("e_supervision.pages",)

SERVICE = Service(
    kept=KEPT,
    tier=Tier.SUPERVISION,
    title="电子监察平台",
    description="听取各级每一件事，重算每一个期限，亮灯、留痕、可核验；不改动任何办件",
    routers=(
        stream.router,
        lights.router,
        cases.router,
        events.router,
        sources.router,
        exports.router,
        courts.router,
        visits.router,
        wall.router,
        displays.router,
        matter_pages.router,
    ),
    reactions={},
    own_work={"ingest": ingest, "alarms": alarms, "silence": silence},
    drained=(no_light_due,),
    hears_everything=True,
    navigation=NAVIGATION,
    templates=TEMPLATES,
)


def create_app(settings: Settings) -> FastAPI:
    return service.create_app(SERVICE, settings)
