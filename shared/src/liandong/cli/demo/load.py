"""Reads the demo city's files into what the platform publishes and uses."""

from dataclasses import dataclass
from datetime import date
from importlib import resources

from liandong.cli.catalogue_file import read_catalogue
from liandong.cli.marked_yaml import read_marked
from liandong.domain.identifiers import point_code, unit_code
from liandong.events.authority import LetterAct, LetterPost, LetterRule
from liandong.events.case import ApplicantDetails, ApplicantKind
from liandong.events.reference import CatalogueEntry, EditionEntry, EditionPublished, ItemPublished
from liandong.terms.codes import StaffId, Tier, UnitCode
from liandong.terms.principal import Principal
from liandong.terms.roles import Role
from liandong.wire.reference_hashes import entry_hash

FILES = resources.files("liandong.cli.demo")
CITY_FILE = FILES / "city.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """代办点: a village or community point of a hall."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoUnit:
    """A unit before it has keys; `code_source` says where its code comes from, `mark` is 机关代字 in its numbers.

    `letters` says where it wants letters of authorisation.
    """

    code: UnitCode
    name: str
    tier: Tier
    parent: UnitCode | None
    code_source: str
    points: tuple[Point, ...] = ()
    mark: str | None = None
    letters: LetterRule = LetterRule.WHERE_GRANTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """主管部门: as the catalogue writes it, and the office that stands behind it."""

    name: str
    office: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """An account every unit of a tier has.

    `departments`: the one it acts for, or "all"; `applicant`: the demo applicant it is, for the relation to his cases.
    """

    number: str
    role: Role
    name: str
    departments: str | None = None
    applicant: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoAccount:
    """Somebody of a unit, called by his post; the staff number is the username too."""

    principal: Principal
    name: str
    applicant: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoLetter:
    """授权书 for an account of the unit; `holder` and `deputy_of` are numbers of accounts."""

    number: str
    holder: str
    post: LetterPost
    deputy_of: str | None = None
    acts: tuple[LetterAct, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LettersOfUnit:
    """The letters that one head signs for his departments, all for the same term."""

    unit: UnitCode
    signer: str
    valid_from: date
    valid_until: date
    granted: tuple[DemoLetter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """The units from the top down, the departments, the accounts of every unit, and letters of authorisation."""

    units: tuple[DemoUnit, ...]
    departments: tuple[Department, ...]
    accounts: tuple[DemoAccount, ...]
    letters: tuple[LettersOfUnit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """An edition: its name, the day it takes effect, its entries."""

    edition: str
    effective_on: date
    entries: tuple[CatalogueEntry, ...]

    @property
    def items(self) -> tuple[ItemPublished, ...]:
        """One publication for each entry."""
        return tuple(ItemPublished(edition=self.edition, entry=one, hash=entry_hash(one)) for one in self.entries)

    @property
    def manifest(self) -> EditionPublished:
        """The publication that puts exactly these entries in force."""
        listed = tuple(EditionEntry(item=one.item, hash=entry_hash(one)) for one in self.entries)
        return EditionPublished(edition=self.edition, effective_on=self.effective_on, entries=listed)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoApplicant:
    """Somebody who applies in the demo; nobody real."""

    key: str
    kind: ApplicantKind
    details: ApplicantDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class _WrittenCity:
    units: tuple[DemoUnit, ...]
    departments: tuple[Department, ...]
    accounts: dict[Tier, tuple[Post, ...]]
    letters: tuple[LettersOfUnit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _WrittenEdition:
    edition: str
    effective_on: date
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _WrittenApplicant:
    key: str
    kind: ApplicantKind
    name: str
    id_number: str
    phone: str
    address: str


def demo_city() -> City:
    """The units, departments and accounts of the demo city. Raises BadFile, Refused for a code of the wrong form."""
    marked = read_marked(CITY_FILE)
    written = marked.shaped((), marked.value, _WrittenCity)
    for unit in written.units:
        unit_code(unit.code)
        for point in unit.points:
            point_code(point.code, unit.code)
    names = tuple(department.name for department in written.departments)
    return City(
        units=written.units,
        departments=written.departments,
        accounts=tuple(
            _account(unit.code, post, names) for unit in written.units for post in written.accounts[unit.tier]
        ),
        letters=written.letters,
    )


def demo_catalogue() -> Catalogue:
    """The demo catalogue. Raises BadFile with every fault and its line."""
    folder = FILES / "catalogue"
    marked = read_marked(folder / "edition.yaml")
    written = marked.shaped((), marked.value, _WrittenEdition)
    entries = read_catalogue(folder / name for name in written.files)
    return Catalogue(edition=written.edition, effective_on=written.effective_on, entries=entries)


def demo_applicants() -> tuple[DemoApplicant, ...]:
    """The applicants of the demo. Raises BadFile."""
    marked = read_marked(FILES / "applicants.yaml")
    return tuple(
        _applicant(marked.shaped(("applicants", index), value, _WrittenApplicant))
        for index, value in enumerate(marked.list_at("applicants"))
    )


def _account(unit: UnitCode, post: Post, departments: tuple[str, ...]) -> DemoAccount:
    known = (
        departments if post.departments == "all" else tuple(name for name in departments if name == post.departments)
    )
    relations = frozenset(f"department:{name}" for name in known)
    staff = StaffId(f"{unit}-{post.number}")
    principal = Principal(id=staff, unit=unit, roles=frozenset({post.role}), relations=relations)
    return DemoAccount(principal=principal, name=post.name, applicant=post.applicant)


def _applicant(written: _WrittenApplicant) -> DemoApplicant:
    details = ApplicantDetails(
        name=written.name, id_number=written.id_number, phone=written.phone, address=written.address
    )
    return DemoApplicant(key=written.key, kind=written.kind, details=details)
