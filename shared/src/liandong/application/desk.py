"""What a service has at hand when it works: settings, database, keys, references and the handler."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request

from liandong.application.handler import CommandHandler
from liandong.application.pseudonyms import Pseudonyms
from liandong.application.references import References
from liandong.domain.circumstances import Circumstances
from liandong.infrastructure.clock import LegalClock
from liandong.infrastructure.database import Pool
from liandong.infrastructure.files.store import FileStore
from liandong.infrastructure.keys import UnitKeys
from liandong.infrastructure.settings import Settings
from liandong.terms.codes import UnitCode
from liandong.terms.principal import Principal


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One per process; routes and reactions are given it."""

    settings: Settings
    pool: Pool
    clock: LegalClock
    keys: Mapping[UnitCode, UnitKeys]
    references: References
    pseudonyms: Pseudonyms
    handler: CommandHandler
    files: FileStore

    def given(self, by: Principal, now: datetime | None = None) -> Circumstances:
        """The circumstances of an act of this person now."""
        return Circumstances(now=now or self.clock.now(), by=by, calendar=self.references.calendar(by.unit))


async def desk_of(request: Request) -> Desk:
    """For routes: `desk: Annotated[Desk, Depends(desk_of)]`."""
    desk: Desk = request.app.state.desk
    return desk
