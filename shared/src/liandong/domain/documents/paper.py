"""What stands on a document, word for word, before it is set and printed."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from string import Formatter

from liandong.domain.documents.facts import LABELS, Act, Fact, Facts, Names, written
from liandong.domain.documents.types import DocumentType, Listing
from liandong.domain.joint.state import Joint
from liandong.events.case import SubmittedMaterial
from liandong.terms.refusal import Refused

TEMPLATE = "notice-1"
"""The layout a paper is made for; a changed layout gets a new name, so that old papers come out as they were."""
NUMERALS = "零一二三四五六七八九"
ARTICLE = re.compile(r"(?P<law>[^\d\s《》]+) (?P<article>\d{1,3})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A numbered list: what is listed, what is noted beside it."""

    heading: str
    columns: tuple[str, str]
    lines: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One document as it is set: texts only, no markup; `code` is what its QR code says."""

    title: str
    number: str
    addressee: str
    body: tuple[str, ...]
    rows: tuple[Row, ...]
    table: Table | None
    closing: tuple[str, ...]
    basis: str | None
    remedy: str | None
    issuer: str
    issued_on: str
    signs: tuple[str, ...]
    matter: str
    code: str
    check: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What the unit puts on a paper besides the facts: its name, the number, the day, where it can be checked."""

    issuer: str
    number: str
    issued_on: date
    code: str


def compose(kind: DocumentType, act: Act, facts: Facts, names: Names, heading: Heading) -> Paper:
    """The paper of this type about this act. Raises Refused if something it needs is not known any more."""
    needs_are_known(kind, facts)
    laws = {fact: facts[fact].split("；") for fact in (Fact.ITEM_BASIS, Fact.SILENCE_BASIS) if fact in facts}
    spelled = {**facts, **{fact: "、".join(map(law_and_article, said)) for fact, said in laws.items()}}
    return Paper(
        title=kind.title,
        number=heading.number,
        addressee=facts[kind.addressee],
        body=tuple(_said(kind.body, spelled)),
        rows=tuple(Row(label=LABELS[fact], value=facts[fact]) for fact in kind.rows if fact in facts),
        table=listed(kind.listing, act, names),
        closing=tuple(_said(kind.closing, spelled)),
        basis="、".join(kind.basis) or None,
        remedy=None if kind.remedy is None else next(_said((kind.remedy,), spelled), None),
        issuer=heading.issuer,
        issued_on=written(heading.issued_on),
        signs=kind.signs,
        matter=facts[Fact.MATTER],
        code=heading.code,
        check="本文书附有单位数字签名，可以扫描二维码或者凭文号、文件核验真伪。",
    )


def needs_are_known(kind: DocumentType, facts: Facts) -> None:
    missing = [LABELS[fact] for fact in kind.needs if fact not in facts]
    if missing:
        raise Refused(
            "document.fact-missing",
            f"开具“{kind.title}”需要{'、'.join(missing)}，本件没有登记或者已经依法删除，不能开具",
        )


def _said(texts: Iterable[str], facts: Facts) -> Iterator[str]:
    """The texts whose facts are all known, filled in. Values are text: nothing in them is read as a pattern."""
    known: Mapping[str, str] = {fact.value: value for fact, value in facts.items()}
    for text in texts:
        if all(name is None or name in known for _, name, _, _ in Formatter().parse(text)):
            yield text.format_map(known)


def listed(listing: Listing | None, act: Act, names: Names) -> Table | None:
    """The table of a paper; None where there is nothing to list."""
    match listing:
        case None:
            return None
        case Listing.HANDED_IN:
            lines = [_handed_in(act, material) for material in getattr(act.event, "materials", ())]
            table = Table(heading="收到的材料", columns=("材料名称", "备注"), lines=tuple(lines))
        case Listing.MISSING:
            lines = [Row(label=_material(act, code), value="") for code in getattr(act.event, "lines", ())]
            table = Table(heading="需要补正的材料", columns=("材料名称", "备注"), lines=tuple(lines))
        case Listing.SHARES:
            lines = list(_shares(act, names))
            table = Table(heading="联合办理的事项", columns=("事项名称", "承办单位"), lines=tuple(lines))
    return table if table.lines else None


def _handed_in(act: Act, material: SubmittedMaterial) -> Row:
    note = "" if material.digest is None else f"电子文件，指纹 {material.digest[:16]}"
    return Row(label=_material(act, material.code), value=note)


def _material(act: Act, code: str) -> str:
    return next((material.name for material in act.after.entry.materials if material.code == code), code)


def _shares(act: Act, names: Names) -> Iterable[Row]:
    if isinstance(act.after, Joint):
        for share in act.after.shares:
            yield Row(label=names.items.get(share.item, share.item), value=names.units.get(share.unit, share.unit))


def law_and_article(basis: str) -> str:
    """《城乡规划法》第四十条 for “城乡规划法 40”; anything else as it is written in the catalogue."""
    found = ARTICLE.fullmatch(basis)
    return f"《{found['law']}》第{numeral(int(found['article']))}条" if found else basis


def numeral(number: int) -> str:
    """A number from 1 to 999 as it is written in a law: 四十, 一百零五, 一百一十."""
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    said = f"{NUMERALS[hundreds]}百" if hundreds else ""
    if tens:
        said += "十" if tens == 1 and not hundreds else f"{NUMERALS[tens]}十"
    elif hundreds and ones:
        said += "零"
    return said + (NUMERALS[ones] if ones else "")
