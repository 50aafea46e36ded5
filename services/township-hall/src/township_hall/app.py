"""township hall put together."""

from fastapi import FastAPI

from liandong.application import service
from liandong.application.service import Service
from liandong.casework import work
from liandong.infrastructure.settings import Settings
from liandong.terms.codes import Tier
from township_hall.kept import KEPT

SERVICE = Service(
    kept=KEPT,
    tier=Tier.TOWNSHIP,
    title="镇街便民服务中心",
    description="镇街办件：受理、初审、上报、代办点收件",
    routers=work.ROUTERS,
    reactions=work.REACTIONS,
    own_work=work.OWN_WORK,
    drained=work.DRAINED,
    navigation=work.NAVIGATION,
    templates=work.TEMPLATES,
)


def create_app(settings: Settings) -> FastAPI:
    return service.create_app(SERVICE, settings)
