"""What every tier keeps of casework: its sorts of streams, and the package of their tables."""

from liandong.casework.appointments.store import APPOINTMENTS, OFFERS
from liandong.casework.consultations.store import CONSULTATIONS
from liandong.casework.preapplications.store import PREREVIEWS
from liandong.casework.repositories import REPOSITORIES as MATTERS

REPOSITORIES = (*MATTERS, PREREVIEWS, OFFERS, APPOINTMENTS, CONSULTATIONS)
SCHEMA = "liandong.casework"
