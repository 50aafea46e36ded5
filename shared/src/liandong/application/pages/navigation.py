"""What the head of every page offers: the pages this person may see."""

from collections.abc import Sequence
from dataclasses import dataclass

from liandong.domain.powers.actions import Action
from liandong.domain.powers.decide import Denied, decide
from liandong.terms.principal import Principal


@dataclass(frozen=True, slots=True)
class Entry:
    """One page: its address, what it is called (in Chinese; the catalogue has the English), what it takes to see it."""

    path: str
    name: str
    action: Action


@dataclass(frozen=True, slots=True)
class Navigation:
    entries: Sequence[Entry] = ()

    def seen_by(self, principal: Principal) -> list[Entry]:
        return [entry for entry in self.entries if not isinstance(decide(principal, entry.action), Denied)]
