"""Whatever a channel does to what a source says, a receiver takes it once, in order, and only under its signature.

A source says windows signed at their ends; the channel loses, repeats, reorders and delays; a forger injects what is
unsigned or leads nowhere; the source may be restored from a backup and then contradict itself. The receiver keeps what
the database would keep: a head, what it has accepted, and what arrived early; of the unsigned only so many.
"""

from dataclasses import replace
from hashlib import sha256

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, multiple, precondition, rule

from liandong.wire.chain import GENESIS
from liandong.wire.inbox import Head, Heard, leads_on, receive, wanted

HOLD_AT_MOST = 12
"""Unsigned entries held, the newest: a flood of forgeries must push out neither signed evidence nor what comes next."""
WINDOW = 4
"""What is said again comes in windows of this many, signed at their ends."""


def follow(before: bytes, position: int, mark: object, *, signed: bool) -> Heard:
    return Heard(position, before, sha256(before + f"{position} {mark}".encode()).digest(), signed)


class Hearing(RuleBasedStateMachine):
    """One source's chain on one channel, from its journal into one inbox."""

    on_the_way = Bundle("on_the_way")

    def __init__(self) -> None:
        super().__init__()
        self.truth: list[Heard] = []  # the source's journal
        self.branches: list[list[Heard]] = []  # what its journal was before it was restored
        self.restored = 0
        self.signed: dict[bytes, Heard] = {}  # every entry it ever signed
        self.delivered: set[Heard] = set()

        self.head = Head()
        self.log: list[Heard] = []
        self.held: list[Heard] = []
        self.forks: set[Heard] = set()
        self.claimed = 0
        self.quiet = 0.0
        self.asked = 0

    # the source

    @rule(target=on_the_way, count=st.integers(1, WINDOW))
    def say(self, count: int) -> object:
        return multiple(*self._said(count))

    def _said(self, count: int) -> list[Heard]:
        before = self.truth[-1].hash if self.truth else GENESIS
        window = []
        for number in range(count):
            one = follow(before, len(self.truth) + 1, self.restored, signed=number == count - 1)
            window.append(one)
            self.truth.append(one)
            before = one.hash
        self.signed[window[-1].hash] = window[-1]
        return window

    @precondition(lambda self: self.truth and self.restored < 2)
    @rule(lost=st.integers(1, 5))
    def restore_from_a_backup(self, lost: int) -> None:
        self.branches.append(list(self.truth))
        self.truth = self.truth[:-lost]
        self.restored += 1

    @rule()
    def beat(self) -> None:
        self.claimed = max(self.claimed, len(self.truth))

    # the channel: an entry taken out of the bundle and not delivered is lost

    @rule(entry=consumes(on_the_way))
    def lose(self, entry: Heard) -> None:
        pass

    @rule(batch=st.lists(consumes(on_the_way), max_size=6))
    def deliver(self, batch: list[Heard]) -> None:
        self._take(batch)

    @rule(batch=st.lists(on_the_way, max_size=4))
    def deliver_and_deliver_again_later(self, batch: list[Heard]) -> None:
        self._take(batch)

    @rule(target=on_the_way, entry=on_the_way)
    def strip_the_signature(self, entry: Heard) -> Heard:
        return replace(entry, signed=False)

    # the forger has no key

    @rule(target=on_the_way, position=st.integers(0, 12), mark=st.integers(0, 2))
    def forge_from_nothing(self, position: int, mark: int) -> Heard:
        return follow(sha256(b"nothing").digest(), position, f"forged {mark}", signed=False)

    @rule(target=on_the_way, after=on_the_way, mark=st.integers(0, 2))
    def forge_a_successor(self, after: Heard, mark: int) -> Heard:
        return follow(after.hash, after.position + 1, f"forged {mark}", signed=False)

    @rule(mark=st.integers(0, 2))
    def flood(self, mark: int) -> None:
        self._take(
            [follow(self.head.hash, self.head.position + 1, f"flood {mark} {n}", signed=False) for n in range(20)]
        )

    # the receiver

    def _take(self, batch: list[Heard]) -> int:
        self.delivered |= set(batch)
        waiting = self.held
        reads_all = leads_on(self.head, {one.position for one in (*waiting, *batch)})
        heard = [*waiting, *batch] if reads_all else batch
        asked = {one.position for one in heard}
        known = {one.position: one.hash for one in self.log if one.position in asked}
        reception = receive(self.head, heard, known)
        self.head = reception.head
        self.log += reception.accepted
        self.forks |= set(reception.forks)
        arrived = {one: number for number, one in enumerate([*waiting, *batch])}
        left = reception.held if reads_all else {*waiting, *reception.held}
        held = sorted(left, key=lambda one: arrived[one])
        self.held = [one for one in held if one.signed] + [one for one in held if not one.signed][-HOLD_AT_MOST:]
        if reception.accepted:
            self.quiet, self.asked = 0.0, 0
        return len(reception.accepted)

    @rule(target=on_the_way, seconds=st.sampled_from([1.0, 2.0, 60.0]))
    def wait(self, seconds: float) -> object:
        return multiple(*self._said_again(seconds))

    def _said_again(self, seconds: float) -> list[Heard]:
        """Time passes; what is then asked for is said again, the last entry of each window signed."""
        self.quiet += seconds
        want = wanted(
            self.head,
            self.claimed,
            [one.position for one in self.held],
            seconds_without_progress=self.quiet,
            asked_times=self.asked,
        )
        if want is None:
            return []
        assert self.head.position < want.first <= want.last
        self.quiet, self.asked = 0.0, self.asked + 1
        stretch = self.truth[want.first - 1 : want.last]
        again = []
        for start in range(0, len(stretch), WINDOW):
            window = stretch[start : start + WINDOW]
            last = replace(window[-1], signed=True)
            self.signed[last.hash] = last
            again += [*(replace(one, signed=False) for one in window[:-1]), last]
        return again

    @precondition(lambda self: not self.restored)
    @rule(pieces=st.integers(1, 5))
    def heal(self, pieces: int) -> None:
        """No more losses: beats and what is said again arrive in order, in batches of any size."""
        self.beat()
        for _ in range(2 * (len(self.truth) // WINDOW + 2)):
            again = self._said_again(60.0)
            for start in range(0, len(again), pieces):
                self._take(again[start : start + pieces])
        assert self.head.position == len(self.truth), "it converges, whatever is held"

    # what must hold at every moment

    @invariant()
    def each_position_is_accepted_once_and_in_order(self) -> None:
        assert [one.position for one in self.log] == list(range(1, self.head.position + 1))
        assert [one.before for one in self.log] == [GENESIS, *(one.hash for one in self.log)][: len(self.log)]
        assert not self.log or self.log[-1].hash == self.head.hash

    @invariant()
    def what_is_accepted_is_a_beginning_of_what_the_source_once_said(self) -> None:
        said = [one.hash for one in self.log]
        assert any(said == [one.hash for one in branch[: len(said)]] for branch in (self.truth, *self.branches)), (
            "an honest source's chain, or one of those it had"
        )

    @invariant()
    def nothing_is_accepted_beyond_what_a_signature_covers(self) -> None:
        assert not self.log or self.head.hash in self.signed

    @invariant()
    def what_is_held_is_bounded_and_still_to_come(self) -> None:
        assert sum(not one.signed for one in self.held) <= HOLD_AT_MOST
        assert all(one.position > self.head.position for one in self.held)

    @invariant()
    def only_the_source_itself_can_raise_a_fork(self) -> None:
        assert all(one.hash in self.signed for one in self.forks)
        assert self.restored or not self.forks

    @invariant()
    def a_signed_contradiction_of_what_was_accepted_is_a_fork(self) -> None:
        accepted = {one.position: one.hash for one in self.log}
        for one in self.delivered:
            if one.signed and accepted.get(one.position, one.hash) != one.hash:
                assert one.hash in {fork.hash for fork in self.forks}

    @invariant()
    def a_signed_entry_whose_past_does_not_lead_to_the_head_is_a_fork(self) -> None:
        held = {one.hash: one for one in self.held}
        for signed in (one for one in self.held if one.signed):
            one: Heard | None = signed
            while one is not None and one.position > self.head.position + 1:
                one = held.get(one.before)
            if one is not None and one.before != self.head.hash:
                assert signed in self.forks


TestHearing = Hearing.TestCase
TestHearing.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
