"""district center put together."""

from fastapi import FastAPI

from district_center.kept import KEPT
from district_center.overlay_office.api import router as overlay_office
from liandong.application import service
from liandong.application.service import Service
from liandong.casework import work
from liandong.infrastructure.settings import Settings
from liandong.terms.codes import Tier

SERVICE = Service(
    kept=KEPT,
    tier=Tier.DISTRICT,
    title="区县政务服务中心",
    description="区县（开发区）办件：承办联办分件、受理、上报、区级调整",
    routers=(*work.ROUTERS, overlay_office),
    reactions=work.REACTIONS,
    own_work=work.OWN_WORK,
    drained=work.DRAINED,
    navigation=work.NAVIGATION,
    templates=work.TEMPLATES,
)


def create_app(settings: Settings) -> FastAPI:
    return service.create_app(SERVICE, settings)
