"""Electronic supervision put together."""

from fastapi import FastAPI

from liandong.application import service
from liandong.application.service import Service
from liandong.infrastructure.settings import Settings
from liandong.terms.codes import Tier

SERVICE = Service(
    name="e-supervision",
    module="e_supervision",
    tier=Tier.SUPERVISION,
    title="电子监察",
    description="听取每一事件，亮出每一时限",
    reactions={},
    own_work={},
    hears_everything=True,
    schema=("e_supervision",),
)


def create_app(settings: Settings) -> FastAPI:
    return service.create_app(SERVICE, settings)
