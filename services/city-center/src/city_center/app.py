"""The city centre put together."""

from fastapi import FastAPI

from city_center.catalogue_office.api import router as catalogue_office
from city_center.catalogue_office.repositories import CALENDARS, EDITIONS, ITEMS
from city_center.registry_office.api import router as registry_office
from city_center.registry_office.repository import REGISTRY
from liandong.application import service
from liandong.application.service import Service
from liandong.infrastructure.settings import Settings
from liandong.terms.codes import Tier

SERVICE = Service(
    name="city-center",
    module="city_center",
    tier=Tier.CITY,
    title="市政务服务中心",
    description="市级办件、联办、目录与单位名录、统一发件",
    routers=(registry_office, catalogue_office),
    repositories=(REGISTRY, ITEMS, EDITIONS, CALENDARS),
    reactions={},
    own_work={},
    schema=("city_center",),
)


def create_app(settings: Settings) -> FastAPI:
    return service.create_app(SERVICE, settings)
