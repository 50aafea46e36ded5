"""Which version of an item counts on a day: that of the edition in force, or none."""

from collections.abc import Iterable
from datetime import date

from liandong.events.case import EntryReference
from liandong.events.reference import EditionPublished
from liandong.terms.codes import ItemCode
from liandong.terms.refusal import Nature, Refused


def edition_in_force(editions: Iterable[EditionPublished], on: date) -> EditionPublished | None:
    """The edition that took effect last, on or before the day; of two of the same day the one published later."""
    effective = [edition for edition in editions if edition.effective_on <= on]
    return max(enumerate(effective), key=lambda each: (each[1].effective_on, each[0]))[1] if effective else None


def reference_in_force(editions: Iterable[EditionPublished], item: ItemCode, on: date) -> EntryReference:
    """The version of an item in force on a day; editions come in the order of their publication.

    Raises Refused: catalogue.unknown-item if no edition in force up to that day had it, catalogue.withdrawn-item if
    the one in force no longer has it.
    """
    begun = [edition for edition in editions if edition.effective_on <= on]
    current = edition_in_force(begun, on)
    if current is not None:
        for listed in current.entries:
            if listed.item == item:
                return EntryReference(item=item, edition=current.edition, hash=listed.hash)
    if any(listed.item == item for edition in begun for listed in edition.entries):
        raise Refused("catalogue.withdrawn-item", f"事项{item}已经取消，不再受理，请按现行目录办理")
    raise Refused("catalogue.unknown-item", f"现行目录中没有事项{item}，请核对事项编码", nature=Nature.INVALID)
