"""What a township hall keeps: casework."""

from liandong.application.kept import Kept
from liandong.casework import kept as casework

KEPT = Kept(
    name="township-hall",
    module="township_hall",
    repositories=casework.REPOSITORIES,
    schema=(casework.SCHEMA,),
)
