"""What a district or zone centre keeps: casework, and what it makes stricter than the city's catalogue."""

from district_center.overlay_office.repository import OVERLAYS
from liandong.application.kept import Kept
from liandong.casework import kept as casework

KEPT = Kept(
    name="district-center",
    module="district_center",
    repositories=(*casework.REPOSITORIES, OVERLAYS),
    schema=(casework.SCHEMA, "district_center"),
)
