"""Sameness without identity: an applicant's pseudonym, keyed by the city (D.12.14)."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from liandong.events.reference import PseudonymKeyHanded
from liandong.infrastructure.database import Pool
from liandong.infrastructure.inbox.apply import COLUMNS, heard
from liandong.infrastructure.keys import UnitKeys
from liandong.terms.codes import Pseudonym, UnitCode
from liandong.terms.refusal import Nature, Refused


@dataclass(frozen=True, slots=True)
class PseudonymKey:
    """The city's key, as handed to this unit."""

    id: str
    secret: bytes

    def of(self, kind: str, number: str) -> Pseudonym:
        """The pseudonym of the holder of a number (ID card or social-credit code); upper case, no spaces."""
        normal = number.replace(" ", "").upper()
        return Pseudonym(hmac.new(self.secret, f"{kind}:{normal}".encode(), sha256).hexdigest()[:32])


class Pseudonyms:
    """The keys this service has been handed, read from what was heard."""

    def __init__(self, pool: Pool, keys: Mapping[UnitCode, UnitKeys], city: UnitCode) -> None:
        self._pool = pool
        self._city = city
        self._keys = keys
        self._held: dict[UnitCode, PseudonymKey] = {}

    async def key_for(self, unit: UnitCode) -> PseudonymKey:
        """Raises Refused(UNAVAILABLE) until the city has handed the unit its key."""
        if unit not in self._held:
            await self.refresh()
        if unit not in self._held:
            raise Refused(
                "pseudonym.no-key", "本单位尚未收到市级下发的编码密钥，请稍后再试或联系运维", nature=Nature.UNAVAILABLE
            )
        return self._held[unit]

    async def refresh(self) -> None:
        """Reads the newest key that the city has handed to each unit of this service."""
        rows = await self._pool.fetch(
            f"select distinct on (receiver) {COLUMNS} from inbox_log where kind = $1 and receiver = any($2) "
            "and source = $3 order by receiver, id desc",
            PseudonymKeyHanded.KIND,
            list(self._keys),
            self._city,
        )
        for row in rows:
            entry = heard(row)
            unit = UnitCode(entry.receiver)
            handed = entry.opened(self._keys[unit])
            assert isinstance(handed, PseudonymKeyHanded), "selected by kind"
            if handed.key is not None:
                self._held[unit] = PseudonymKey(handed.key_id, bytes.fromhex(handed.key))
