"""What the city centre keeps: casework, the catalogue, calendars and the registry of units."""

from city_center.catalogue_office.repositories import CALENDARS, EDITIONS, ITEMS
from city_center.registry_office.repository import REGISTRY
from liandong.application.kept import Kept
from liandong.casework import kept as casework

KEPT = Kept(
    name="city-center",
    module="city_center",
    repositories=(*casework.REPOSITORIES, REGISTRY, ITEMS, EDITIONS, CALENDARS),
    schema=(casework.SCHEMA, "city_center"),
)
