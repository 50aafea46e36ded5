"""Publishing one version of an item, an edition that says which versions are in force, and a calendar."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from liandong.domain.catalogue.lint import lint, lint_edition
from liandong.domain.worktime.calendar import WorkingCalendar
from liandong.events.reference import (
    CalendarPublished,
    CalendarYear,
    CatalogueEntry,
    EditionEntry,
    EditionPublished,
    ItemPublished,
    YearStatus,
)
from liandong.events.said import Event
from liandong.terms.codes import Digest
from liandong.terms.refusal import Nature, Pointer, Refused

HORIZON = timedelta(days=366)
"""Longer than any limit of the catalogue, pauses included in what can be foreseen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What stands published on a stream of the office: the hash of the newest item version, edition or calendar.

    Of a calendar also its official years.
    """

    hash: Digest
    official: tuple[int, ...] = ()


def publish_item(published: Published | None, entry: CatalogueEntry, edition: str, entry_hash: Digest) -> list[Event]:
    """One event for each new version. Raises Refused (INVALID) with everything that is wrong with the entry."""
    findings = lint(entry)
    if findings:
        raise Refused(
            "catalogue.entry-faulty",
            "事项内容有误，请按所列各处修改后再发布",
            basis="行政许可法 4、5",
            nature=Nature.INVALID,
            errors=tuple(Pointer(pointer=finding.pointer, detail=finding.detail) for finding in findings),
        )
    if published is not None and published.hash == entry_hash:
        return []
    return [ItemPublished(edition=edition, entry=entry, hash=entry_hash)]


def publish_edition(
    published: Published | None,
    edition: str,
    effective_on: date,
    entries: tuple[EditionEntry, ...],
    known: Callable[[Digest], CatalogueEntry | None],
    fingerprint: Digest,
) -> list[Event]:
    """An edition is published once. Raises Refused if it names what was not published, or does not hold together."""
    if published is not None:
        if published.hash == fingerprint:
            return []
        raise Refused("catalogue.edition-exists", "该版本号已经发布过，内容不同；请用新的版本号")
    held = [known(entry.hash) for entry in entries]
    missing = [entry for entry, found in zip(entries, held, strict=True) if found is None]
    if missing:
        raise Refused(
            "catalogue.entry-not-published",
            "版本清单中有尚未发布的事项内容，请先发布事项",
            nature=Nature.INVALID,
            errors=tuple(Pointer(pointer=f"/entries/{entry.item}", detail="尚未发布") for entry in missing),
        )
    findings = lint_edition(found for found in held if found is not None)
    if findings:
        raise Refused(
            "catalogue.edition-faulty",
            "目录版本有误，请按所列各处修改后再发布",
            nature=Nature.INVALID,
            errors=tuple(Pointer(pointer=finding.pointer, detail=finding.detail) for finding in findings),
        )
    return [EditionPublished(edition=edition, effective_on=effective_on, entries=entries)]


def publish_calendar(
    published: Published | None, years: tuple[CalendarYear, ...], calendar_hash: Digest, today: date
) -> list[Event]:
    """A new version if any day changed.

    Raises Refused for one that contradicts itself, ends within a year, or takes back that a year is official.
    """
    calendar = WorkingCalendar.of(years, calendar_hash)
    if calendar.last_day < today + HORIZON:
        raise Refused(
            "calendar.too-short",
            f"工作日历只编到{calendar.last_day}，在办件的期限将无法推算；请至少编到一年以后",
            nature=Nature.INVALID,
        )
    lost = set(published.official if published else ()) - set(official_years(years))
    if lost:
        raise Refused(
            "calendar.official-year-lost",
            f"{'、'.join(map(str, sorted(lost)))}年已按国务院通知发布，不能改为暂定或略去；请在现行日历上修改",
            basis="全国年节及纪念日放假办法",
        )
    if published is not None and published.hash == calendar_hash:
        return []
    return [CalendarPublished(hash=calendar_hash, years=years)]


def official_years(years: tuple[CalendarYear, ...]) -> tuple[int, ...]:
    """The years that rest on a notice."""
    return tuple(sorted(year.year for year in years if year.status is YearStatus.OFFICIAL))
