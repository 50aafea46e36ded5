"""What a receiver decides in the situations that have names."""

from hashlib import sha256

import pytest

from liandong.wire.chain import GENESIS
from liandong.wire.inbox import RESEND_AT_MOST, Head, Heard, Want, receive, wanted

NOTHING_KNOWN: dict[int, bytes] = {}


def chain_of(*signed: bool, after: bytes = GENESIS, start: int = 1, mark: bytes = b"") -> list[Heard]:
    """Entries that follow one another, signed where said."""
    entries, before = [], after
    for position, is_signed in enumerate(signed, start=start):
        digest = sha256(before + position.to_bytes(8, "big") + mark).digest()
        entries.append(Heard(position, before, digest, is_signed))
        before = digest
    return entries


def known(entries: list[Heard]) -> dict[int, bytes]:
    return {one.position: one.hash for one in entries}


def test_nothing_heard_changes_nothing() -> None:
    assert receive(Head(), [], NOTHING_KNOWN).head == Head()


def test_a_signed_window_is_accepted_in_order_however_it_arrived() -> None:
    window = chain_of(False, False, True)
    reception = receive(Head(), [window[2], window[0], window[1]], NOTHING_KNOWN)
    assert list(reception.accepted) == window
    assert reception.head == Head(3, window[2].hash)
    assert not reception.held


def test_what_no_signature_covers_yet_is_held() -> None:
    window = chain_of(False, True, False)
    reception = receive(Head(), window, NOTHING_KNOWN)
    assert list(reception.accepted) == window[:2]
    assert list(reception.held) == window[2:]


def test_what_comes_after_a_gap_is_held_though_it_is_signed() -> None:
    window = chain_of(True, True, True)
    reception = receive(Head(), [window[0], window[2]], NOTHING_KNOWN)
    assert list(reception.accepted) == window[:1]
    assert list(reception.held) == window[2:]
    assert not reception.forks


def test_the_signed_copy_of_an_entry_counts_whichever_came_first() -> None:
    (signed,) = chain_of(True)
    (unsigned,) = chain_of(False)
    assert receive(Head(), [signed, unsigned], NOTHING_KNOWN).head.position == 1
    assert receive(Head(), [unsigned, signed], NOTHING_KNOWN).head.position == 1
    assert receive(Head(), [unsigned, unsigned], NOTHING_KNOWN).head.position == 0


def test_what_was_accepted_before_is_a_duplicate() -> None:
    window = chain_of(False, False, True)
    reception = receive(Head(3, window[2].hash), window, known(window))
    assert list(reception.duplicates) == window
    assert not reception.accepted
    assert not reception.forks


@pytest.mark.parametrize("position", [1, 2, 3])
def test_a_signed_contradiction_of_what_was_accepted_is_a_fork(position: int) -> None:
    window = chain_of(False, False, True)
    other = chain_of(*[True] * position, mark=b"other")[-1]
    reception = receive(Head(3, window[2].hash), [other], known(window))
    assert reception.forks == (other,)
    assert not reception.held


@pytest.mark.parametrize("position", [1, 2, 3])
def test_an_unsigned_contradiction_proves_nothing_and_is_dropped(position: int) -> None:
    window = chain_of(False, False, True)
    other = chain_of(*[False] * position, mark=b"other")[-1]
    reception = receive(Head(3, window[2].hash), [other], known(window))
    assert not reception.forks
    assert not reception.held
    assert not reception.duplicates


def test_a_signed_entry_beyond_the_head_that_does_not_lead_to_it_is_a_fork() -> None:
    window = chain_of(True, True)
    other = chain_of(False, False, False, False, True, mark=b"other")
    assert receive(Head(2, window[1].hash), other[4:], known(window)).forks == ()  # its past may yet lead here
    assert receive(Head(2, window[1].hash), other[2:], known(window)).forks == (other[4],)


def test_of_two_signed_branches_one_is_accepted_and_the_other_is_a_fork() -> None:
    one, other = chain_of(True, True), chain_of(True, True, mark=b"other")
    reception = receive(Head(), [*one, *other], NOTHING_KNOWN)
    assert list(reception.accepted) in (one, other)
    assert set(reception.forks) == {*one, *other} - set(reception.accepted)


def test_a_forged_entry_does_not_stand_in_the_way_of_the_true_one() -> None:
    window = chain_of(False, False, True)
    forged = [chain_of(False, mark=mark)[0] for mark in (b"x", b"y", b"z")]
    forged += chain_of(False, False, after=window[0].hash, start=2, mark=b"x")
    reception = receive(Head(), [*forged, *window], NOTHING_KNOWN)
    assert list(reception.accepted) == window
    assert not reception.forks


def test_the_right_hash_at_the_wrong_place_leads_nowhere() -> None:
    window = chain_of(True, True)
    reception = receive(Head(1, window[0].hash), [Heard(2, GENESIS, sha256(b"x").digest(), False)], known(window[:1]))
    assert not reception.accepted


@pytest.mark.parametrize(
    ("position", "claimed", "held", "quiet", "asked", "want"),
    [
        (0, 0, [], 3600.0, 0, None),
        (7, 7, [], 3600.0, 0, None),
        (7, 3, [], 3600.0, 0, None),
        (7, 9, [], 1.9, 0, None),
        (7, 9, [], 2.0, 0, Want(8, 9)),
        (7, 9, [12, 15], 2.0, 0, Want(8, 15)),
        (7, 0, [8], 2.0, 0, Want(8, 8)),
        (7, 9, [], 3.9, 1, None),
        (7, 9, [], 4.0, 1, Want(8, 9)),
        (7, 9, [], 59.9, 5, None),
        (7, 9, [], 60.0, 5, Want(8, 9)),
        (7, 9, [], 60.0, 10**9, Want(8, 9)),
        (7, 5000, [], 2.0, 0, Want(8, 7 + RESEND_AT_MOST)),
    ],
)
def test_what_is_missing_is_asked_for_patiently_and_in_bounded_stretches(
    position: int, claimed: int, held: list[int], quiet: float, asked: int, want: Want | None
) -> None:
    head = Head(position, GENESIS)
    assert wanted(head, claimed, held, seconds_without_progress=quiet, asked_times=asked) == want
