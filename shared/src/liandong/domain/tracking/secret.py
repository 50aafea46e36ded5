"""The secret 查询码 that goes with a number: twelve characters that can be read out on the telephone."""

from typing import Final

LENGTH: Final = 12
GROUP: Final = 4
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""32 signs, five bits each: no I, L or O to be taken for 1 and 0, no U."""
TAKEN_FOR: Final = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})


def written(signs: str) -> str:
    """XXXX-XXXX-XXXX, as it stands on the receipt."""
    return "-".join(signs[at : at + GROUP] for at in range(0, len(signs), GROUP))


def understood(typed: str) -> str:
    """The signs of a secret as somebody typed it: any case, with or without dashes, O for 0, I and L for 1."""
    return typed.upper().translate(TAKEN_FOR)
