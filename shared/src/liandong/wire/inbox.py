"""How a unit decides what it has heard: each entry once, in order, only over signed windows, forks noticed.

Pure: a replica of one source's chain on one channel is a head and what is held above it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from liandong.wire.chain import GENESIS

RESEND_AFTER_SECONDS = 2.0
RESEND_AT_MOST = 1000
RESEND_PAUSE_AT_MOST_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Head:
    """The last accepted entry of a source on a channel; position 0 before the first."""

    position: int = 0
    hash: bytes = GENESIS


@dataclass(frozen=True, slots=True)
class Heard:
    """An entry as the chain sees it. `signed` means: a valid signature of the source covers it."""

    position: int
    before: bytes
    hash: bytes
    signed: bool


@dataclass(frozen=True, slots=True)
class Reception:
    """What to do with what was heard: all by (position, hash)."""

    head: Head
    accepted: tuple[Heard, ...] = ()
    held: tuple[Heard, ...] = ()
    duplicates: tuple[Heard, ...] = ()
    forks: tuple[Heard, ...] = ()


@dataclass(slots=True)
class _Path:
    by_hash: dict[bytes, Heard] = field(default_factory=dict)
    newest_signed: Heard | None = None


def leads_on(head: Head, positions: Collection[int]) -> bool:
    """Whether anything at these positions can follow the head: if not, what is held need not be looked at."""
    return head.position + 1 in positions


def receive(head: Head, heard: Iterable[Heard], known: Mapping[int, bytes]) -> Reception:
    """Decides over everything held and newly arrived.

    `known` are the hashes already accepted at the positions at or below the head that `heard` mentions.
    A signed entry that contradicts the accepted chain is a fork; an unsigned one proves nothing and is dropped.
    """
    # the same entry may arrive unsigned first and signed in a later window: the signed one counts
    unique = {(one.position, one.hash): one for one in sorted(heard, key=lambda one: one.signed)}
    above = [one for one in unique.values() if one.position > head.position]
    path = _walk(head, above)
    accepted = _trace(head, path)
    new_head = Head(accepted[-1].position, accepted[-1].hash) if accepted else head
    hashes = {one.position: one.hash for one in accepted} | {head.position: head.hash} | dict(known)

    held, duplicates, forks = [], [], []
    for one in sorted(unique.values(), key=lambda one: (one.position, one.hash)):
        if one.position > new_head.position:
            held.append(one)
        elif hashes.get(one.position) != one.hash:
            if one.signed:
                forks.append(one)
        elif one.position <= head.position:
            duplicates.append(one)
    forks += _contradictions(new_head, held)
    return Reception(new_head, tuple(accepted), tuple(held), tuple(duplicates), tuple(forks))


def _walk(head: Head, above: list[Heard]) -> _Path:
    """Every held entry that the head leads to without a gap."""
    at: dict[int, list[Heard]] = {}
    for one in above:
        at.setdefault(one.position, []).append(one)
    path, reached, position = _Path(), {head.hash}, head.position + 1
    while reached and position in at:
        steps = [one for one in at[position] if one.before in reached]
        path.by_hash |= {one.hash: one for one in steps}
        path.newest_signed = next((one for one in steps if one.signed), path.newest_signed)
        reached, position = {one.hash for one in steps}, position + 1
    return path


def _trace(head: Head, path: _Path) -> list[Heard]:
    """The entries from the head up to the newest signed one, in order."""
    trace, one = [], path.newest_signed
    while one is not None:
        trace.append(one)
        one = None if one.position == head.position + 1 else path.by_hash[one.before]
    trace.reverse()
    return trace


def _contradictions(head: Head, held: list[Heard]) -> list[Heard]:
    """Signed entries above the head whose own past, held without a gap, does not lead to the head."""
    by_hash = {one.hash: one for one in held}
    found = []
    for signed in (one for one in held if one.signed):
        one: Heard | None = signed
        while one is not None and one.position > head.position + 1:
            one = by_hash.get(one.before)
        if one is not None and one.before != head.hash:
            found.append(signed)
    return found


@dataclass(frozen=True, slots=True)
class Want:
    """A bounded request to hear positions again, both ends included."""

    first: int
    last: int


def wanted(
    head: Head, known: int, held: Iterable[int], *, seconds_without_progress: float, asked_times: int
) -> Want | None:
    """What to ask the source for again: nothing while entries may still be on their way.

    `known` is the newest position the source has claimed in a heartbeat. Pauses double with each request that
    brought nothing, up to a minute.
    """
    missing_to = max([known, *held])
    if missing_to <= head.position:
        return None
    patience = min(RESEND_AFTER_SECONDS * 2 ** min(asked_times, 10), RESEND_PAUSE_AT_MOST_SECONDS)
    if seconds_without_progress < patience:
        return None
    return Want(head.position + 1, min(missing_to, head.position + RESEND_AT_MOST))
