"""Publishing an overlay: shorter and less than the city's entry in force, from a day that has not passed."""

from dataclasses import dataclass
from datetime import date

from liandong.domain.catalogue.overlay import BASIS, changes_nothing, overlaid
from liandong.events.overlay import OverlayPublished
from liandong.events.reference import CatalogueEntry
from liandong.events.said import Event
from liandong.terms.codes import Digest, Tier
from liandong.terms.refusal import Nature, Pointer, Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjusted:
    """The newest overlay of an item."""

    overlay: OverlayPublished


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """The city's entry on the overlay's first day, and its hash."""

    entry: CatalogueEntry
    hash: Digest


def evolve(_adjusted: Adjusted | None, event: Event) -> Adjusted:
    """The newest overlay stands."""
    if not isinstance(event, OverlayPublished):
        raise TypeError(f"{event.KIND} is not said by the overlay office")
    return Adjusted(overlay=event)


def made_of(published: InForce, wanted: OverlayPublished) -> CatalogueEntry:
    """The entry as the district would handle it. Raises Refused for what a district may not change."""
    item_is_handled_by_districts(published.entry)
    based_on_what_is_in_force(published, wanted)
    return overlaid(published.entry, wanted)


def publish_overlay(adjusted: Adjusted | None, overlay: OverlayPublished, today: date) -> list[Event]:
    """One event for each new overlay; one that changes nothing ends the one before. Raises Refused."""
    if adjusted is not None and adjusted.overlay == overlay:
        return []
    begins_no_earlier_than_today(overlay, today)
    ends_something_if_it_changes_nothing(adjusted, overlay)
    return [overlay]


def item_is_handled_by_districts(entry: CatalogueEntry) -> None:
    if entry.shares:
        raise Refused(
            "catalogue.overlay-of-a-stage",
            f"“{entry.name}”是并联审批阶段，时限和材料由市级统一规定，请调整其中的事项",
            basis=BASIS,
            nature=Nature.INVALID,
        )
    if Tier.DISTRICT not in entry.tiers and entry.decided_by is not Tier.DISTRICT:
        raise Refused(
            "catalogue.overlay-not-handled",
            f"“{entry.name}”不在区县办理，区县不得调整",
            basis=BASIS,
            nature=Nature.INVALID,
        )


def based_on_what_is_in_force(published: InForce, wanted: OverlayPublished) -> None:
    if wanted.base != published.hash:
        raise Refused(
            "catalogue.overlay-of-another-version",
            f"“{published.entry.name}”在{wanted.effective_on}的现行版本不是所依据的版本，请按现行版本重新提出调整",
            errors=(Pointer(pointer="/base", detail=f"现行版本为{published.hash}"),),
        )


def begins_no_earlier_than_today(overlay: OverlayPublished, today: date) -> None:
    if overlay.effective_on < today:
        raise Refused(
            "catalogue.overlay-backdated",
            f"调整不得自过去的日期起生效，请从{today}或者以后起算",
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/effective_on", detail=f"不得早于{today}"),),
        )


def ends_something_if_it_changes_nothing(adjusted: Adjusted | None, overlay: OverlayPublished) -> None:
    if changes_nothing(overlay) and (adjusted is None or changes_nothing(adjusted.overlay)):
        raise Refused(
            "catalogue.overlay-of-nothing",
            "没有任何调整，也没有正在实行的调整可以取消；请填写要缩短的时限或者减少的材料",
            nature=Nature.INVALID,
        )
