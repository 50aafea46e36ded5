"""签发: a journalled act becomes a numbered, sealed PDF, once; the paper can be printed again from the journal."""

import asyncio
import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from liandong.application.desk import Desk
from liandong.application.handler import Answer, Handled
from liandong.application.repository import Loaded, Repository
from liandong.casework.documents.past import Past, opened_history, read_past
from liandong.casework.documents.register import take_place
from liandong.casework.documents.seal import sealed, statement_about
from liandong.casework.repositories import DOCUMENTS
from liandong.domain.documents.decide import issue
from liandong.domain.documents.facts import Act, Fact, Names, facts_of
from liandong.domain.documents.numbering import document_id, number_at, register_year, series_of
from liandong.domain.documents.paper import TEMPLATE, Heading, compose, needs_are_known
from liandong.domain.documents.state import Document
from liandong.domain.documents.trigger import act_for
from liandong.domain.documents.types import BY_KIND, DocumentKind, DocumentType
from liandong.events.document import DocumentIssued
from liandong.infrastructure.http import Idempotency
from liandong.infrastructure.journal.entries import StreamKey
from liandong.infrastructure.pdf.copies import Copies
from liandong.infrastructure.pdf.press import the_press
from liandong.terms.codes import CaseId, Digest, DocumentId, JointId, UnitCode
from liandong.terms.legal_time import legal_day, midnight
from liandong.terms.principal import Principal
from liandong.terms.refusal import Refused
from liandong.wire.canonical import canonical


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What a document belongs to: a case or a joint master of a unit."""

    repository: Repository[Any]
    unit: UnitCode
    number: str


async def issue_document(
    desk: Desk,
    by: Principal,
    matter: Matter,
    kind: DocumentKind,
    sequence: int | None,
    *,
    idempotency: Idempotency,
    answer: Answer,
) -> Handled[Document]:
    """The document of this type about the act; the same again is the same document. Raises Refused."""
    sort = BY_KIND[kind]
    past = await read_past(desk, matter.repository, matter.unit, matter.number)
    act = act_for(sort, past.acts, sequence)
    document = document_id(_matter_id(act), act.sequence, sort)
    before = await find_document(desk, matter.unit, document)
    printed = None if before.state is not None else await _print(desk, matter.unit, sort, past, act)
    given = desk.given(by)
    handled = await desk.handler.handle(
        DOCUMENTS,
        document,
        lambda known: [] if printed is None else issue(known, printed.issued, matter.unit, given),
        by=by,
        occurred_at=given.now,
        idempotency=idempotency,
        answer=answer,
    )
    if handled.events and printed is not None:
        await _keep(desk, matter.unit, document, printed.pdf)
    return handled


@dataclass(frozen=True, slots=True, kw_only=True)
class _Printed:
    issued: DocumentIssued
    pdf: bytes


def _matter_id(act: Act) -> CaseId | JointId:
    number: CaseId | JointId = act.after.id
    return number


async def _print(desk: Desk, unit: UnitCode, sort: DocumentType, past: Past, act: Act) -> _Printed:
    """Takes the number and sets the paper; nothing is journalled yet."""
    renderer = the_press().name
    today = legal_day(desk.clock.now())
    names = names_at(desk)
    facts = facts_of(act, names)
    needs_are_known(sort, facts)
    document = document_id(_matter_id(act), act.sequence, sort)
    if sort.numbered_by_act:
        number = facts[Fact.NUMBER]
    else:
        series = series_of(desk.settings.document_marks.get(unit), unit, sort)
        number = number_at(await take_place(desk.pool, unit, series, register_year(today), document))
    heading = Heading(
        issuer=names.units.get(unit, unit), number=number, issued_on=today, code=code_of(desk, unit, number)
    )
    paper = asdict(compose(sort, act, facts, names, heading))
    pdf = await asyncio.to_thread(the_press().printed, TEMPLATE, paper, midnight(today))
    digest = Digest(sha256(pdf).hexdigest())
    statement = statement_about(number=number, kind=sort.kind, digest=digest, unit=unit, issued_on=today)
    issued = DocumentIssued(
        document=document,
        of=_matter_id(act),
        type=sort.kind,
        number=number,
        entry=past.entries[act.sequence],
        sequence=act.sequence,
        issued_on=today,
        hash=digest,
        seal=sealed(desk.keys[unit], statement),
        template=TEMPLATE,
        renderer=renderer,
        printed=canonical(paper).decode(),
    )
    return _Printed(issued=issued, pdf=pdf)


def names_at(desk: Desk) -> Names:
    """What units and items are called in the registry and in the catalogue in force."""
    today = legal_day(desk.clock.now())
    return Names(
        units={code: unit.name for code, unit in desk.references.units.items()},
        items={entry.item: entry.name for entry, _ in desk.references.entries(today)},
    )


def code_of(desk: Desk, unit: UnitCode, number: str) -> str:
    """What the QR code says: where the number can be checked, or the number and the unit's code."""
    where = desk.settings.public_url
    return f"{unit} {number}" if where is None else f"{where.rstrip('/')}/v1/documents/{quote(number)}/verify"


async def find_document(desk: Desk, unit: UnitCode, document: DocumentId) -> Loaded[Document]:
    async with desk.pool.acquire() as connection:
        return await DOCUMENTS.load(connection, unit, document, desk.keys[unit])


async def read_pdf(desk: Desk, document: Document) -> bytes:
    """The file as it was issued: the kept copy, or printed again and kept. Raises Refused if neither gives it."""
    loaded = await find_document(desk, document.unit, document.id)
    if loaded.key is None:
        raise Refused("document.erased", "此文书的个人信息已经依法删除，不能再出具原件")
    copy = await Copies(desk.pool).find(document.unit, document.id)
    if copy is not None:
        pdf = loaded.key.decrypt(copy, "pdf")
        if sha256(pdf).hexdigest() == document.hash:
            return pdf
    pdf = await _printed_again(desk, document, loaded.key)
    await _keep(desk, document.unit, document.id, pdf)
    return pdf


async def _printed_again(desk: Desk, document: Document, key: StreamKey) -> bytes:
    async with desk.pool.acquire() as connection:
        (_, issued), *_ = await opened_history(connection, document.unit, DOCUMENTS.stream(document.id), key)
    assert isinstance(issued, DocumentIssued), "a document begins by being issued"
    assert issued.printed is not None, "what was printed lies under the key that is there"
    paper, at = json.loads(issued.printed), midnight(issued.issued_on)
    pdf = await asyncio.to_thread(the_press().printed, issued.template, paper, at)
    if sha256(pdf).hexdigest() != issued.hash:
        raise Refused(
            "document.cannot-be-restored",
            f"文书底本已丢失，本机重新生成的文件与签发时的指纹不一致（签发时用 {issued.renderer}，本机为 "
            f"{the_press().name}）；请从备份恢复，或者换用签发时的程序和字体",
        )
    return pdf


async def _keep(desk: Desk, unit: UnitCode, document: DocumentId, pdf: bytes) -> None:
    """Sealed under the document's key: deleting the key erases the copy too."""
    loaded = await find_document(desk, unit, document)
    assert loaded.key is not None, "what is printed is personal, so the stream has a key"
    await Copies(desk.pool).keep(unit, document, loaded.key.encrypt(pdf, "pdf"))
