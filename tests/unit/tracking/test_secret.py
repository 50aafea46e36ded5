"""The secret of a number: how it is written, how it is understood, and how it is known again."""

from liandong.domain.tracking.secret import ALPHABET, understood, written
from liandong.infrastructure.keys import UnitKeys

KEYS = UnitKeys(b"1" * 32, b"2" * 32, b"3" * 32)
OTHER = UnitKeys(b"1" * 32, b"2" * 32, b"4" * 32)


def test_a_secret_is_written_in_three_groups_of_four() -> None:
    assert written("7K3D9QXW02MB") == "7K3D-9QXW-02MB"


def test_a_secret_is_understood_however_it_was_typed() -> None:
    for typed in ("7K3D-9QXW-02MB", "7k3d9qxw02mb", "7K3D 9QXW O2MB", "7K3D-9QXW-o2mb"):
        assert understood(typed) == "7K3D9QXW02MB"
    assert understood("IL1-oO0") == "111000"


def test_no_sign_of_a_secret_can_be_taken_for_another() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 32
    assert not set("ILOU") & set(ALPHABET)


def test_the_hash_of_a_secret_depends_on_the_number_the_secret_and_the_units_key() -> None:
    hashed = KEYS.tracking_hash("610113-261123-00001Z", "7K3D9QXW02MB")
    assert len(hashed) == 32
    assert hashed == KEYS.tracking_hash("610113-261123-00001Z", "7K3D9QXW02MB")
    assert hashed != KEYS.tracking_hash("610113-261123-00002U", "7K3D9QXW02MB")
    assert hashed != KEYS.tracking_hash("610113-261123-00001Z", "7K3D9QXW02MC")
    assert hashed != OTHER.tracking_hash("610113-261123-00001Z", "7K3D9QXW02MB")
