"""The materials of a case, as handed in by and by."""

from liandong.events.case import SubmittedMaterial


def with_materials(
    held: tuple[SubmittedMaterial, ...], handed_in: tuple[SubmittedMaterial, ...]
) -> tuple[SubmittedMaterial, ...]:
    """What is held, with each material handed in again in place of the old one."""
    again = {material.code for material in handed_in}
    return (*(material for material in held if material.code not in again), *handed_in)


def replaced(
    held: tuple[SubmittedMaterial, ...], handed_in: tuple[SubmittedMaterial, ...]
) -> tuple[SubmittedMaterial, ...]:
    """The versions with a file that give way to what is handed in again."""
    again = {material.code: material.digest for material in handed_in}
    return tuple(old for old in held if old.digest is not None and old.code in again and again[old.code] != old.digest)
