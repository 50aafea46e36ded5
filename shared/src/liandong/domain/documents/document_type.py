"""What a type of documents says of itself: title, series of numbers, what it follows from, what it prints."""

from dataclasses import dataclass

from liandong.domain.documents.facts import Fact
from liandong.domain.documents.kinds import DocumentKind, Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentType:
    """One type. `triggers` are kinds of acts, `only` the field and value that single some of them out.

    What `needs` names must be known; any other fact, and a paragraph that speaks of it, is left out where it is not.
    `series` is its word in a number; a decision (`numbered_by_act`) bears the number it was decided under.
    """

    kind: DocumentKind
    title: str
    series: str
    triggers: tuple[str, ...]
    act: str
    only: tuple[str, str] | None = None
    basis: tuple[str, ...]
    body: tuple[str, ...]
    rows: tuple[Fact, ...] = ()
    listing: Listing | None = None
    closing: tuple[str, ...] = ()
    needs: tuple[Fact, ...] = ()
    addressee: Fact = Fact.APPLICANT
    remedy: str | None = None
    signs: tuple[str, ...] = ()
    numbered_by_act: bool = False


LAW = "《中华人民共和国行政许可法》"
REMEDY = (
    "如不服本{paper}，可以自收到之日起六十日内依法申请行政复议，也可以自收到之日起六个月内依法向人民法院提起行政诉讼。"
)
APPLIED = "你（单位）于{received_on}提出的“{item}”申请（办件编号{matter}）"
MATTER_ROWS = (Fact.MATTER, Fact.ITEM, Fact.ITEM_CODE, Fact.PROJECT, Fact.PROJECT_CODE, Fact.DEPARTMENT)
