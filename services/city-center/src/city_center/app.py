"""The city centre put together."""

from fastapi import FastAPI

from city_center.catalogue_office.api import router as catalogue_office
from city_center.catalogue_office.calendars_api import router as calendars
from city_center.catalogue_office.drafts_api import router as drafts
from city_center.kept import KEPT
from city_center.registry_office.api import router as registry_office
from liandong.application import service
from liandong.application.service import Service
from liandong.casework import work
from liandong.infrastructure.settings import Settings
from liandong.terms.codes import Tier

SERVICE = Service(
    kept=KEPT,
    tier=Tier.CITY,
    title="市政务服务中心",
    description="市级办件、联办、目录与单位名录、统一发件",
    routers=(*work.ROUTERS, registry_office, catalogue_office, calendars, drafts),
    reactions=work.REACTIONS,
    own_work=work.OWN_WORK,
    drained=work.DRAINED,
    navigation=work.NAVIGATION,
    templates=work.TEMPLATES,
)


def create_app(settings: Settings) -> FastAPI:
    return service.create_app(SERVICE, settings)
