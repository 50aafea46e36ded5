"""The registry's streams: one for each unit."""

from city_center.registry_office.decide import Registered, evolve
from liandong.application.repository import Repository
from liandong.wire.codec import StateCodec

REGISTRY = Repository(name="registry", table="registered_unit", codec=StateCodec(Registered), evolve=evolve)
