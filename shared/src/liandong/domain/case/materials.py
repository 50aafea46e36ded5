"""The materials of a case, as handed in by and by."""

from liandong.events.case import SubmittedMaterial


def with_materials(
    held: tuple[SubmittedMaterial, ...], handed_in: tuple[SubmittedMaterial, ...]
) -> tuple[SubmittedMaterial, ...]:
    """What is held, with each material handed in again in place of the old one."""
    again = {material.code for material in handed_in}
    return (*(material for material in held if material.code not in again), *handed_in)
