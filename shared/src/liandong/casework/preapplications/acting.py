"""Writing, changing, asking, answering and submitting: the same for an applicant on his own and for the window."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from starlette.responses import Response

from liandong.application.desk import Desk
from liandong.application.handler import StaleVersion
from liandong.casework.api.acts import answer_with_secret, shown_case, unit_here
from liandong.casework.files import known_files
from liandong.casework.numbers import new_case_number, new_pre_application_number
from liandong.casework.preapplications.shown import PreApplicationOut, pre_application_out
from liandong.casework.preapplications.store import PREREVIEWS, Kept, add, erase, get, replace_with
from liandong.casework.queries import undecided
from liandong.casework.repositories import CASES
from liandong.casework.tracking.secrets import give_secret
from liandong.domain.case.commands import Applicant, Receive
from liandong.domain.case.decide import decide as decide_case
from liandong.domain.preapplication.decide import asked, changed, released, reserved, submitted, written
from liandong.domain.preapplication.prereview import AnswerPrereview, Prereview, answer_prereview
from liandong.domain.preapplication.rules import allows
from liandong.domain.preapplication.state import Form
from liandong.domain.preapplication.status import PreStatus, PreVerb
from liandong.events.case import ApplicantDetails, Channel
from liandong.events.reference import CatalogueEntry
from liandong.events.said import Event
from liandong.infrastructure.http import Idempotency
from liandong.terms.codes import CaseId, StaffId, UnitCode
from liandong.terms.legal_time import legal_day
from liandong.terms.principal import Principal
from liandong.terms.refusal import Refused

Rule = Callable[[CatalogueEntry], None]
"""What the item must allow besides what always holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """How it is handed in: by which channel, at which village point, and what it is not a duplicate of."""

    channel: Channel
    point: str | None = None
    not_duplicate_of: tuple[CaseId, ...] = ()
    handler: StaffId | None = None


async def write(
    desk: Desk, by: Principal, item: str, form: Form, *, rule: Rule, on_behalf: StaffId | None
) -> tuple[Kept, str]:
    """A new one, with the secret that opens it. Raises Refused."""
    given = desk.given(by)
    entry, _ = desk.references.entry(item, given.today, by.unit)
    rule(entry)
    number = await new_pre_application_number(desk.pool, by.unit, given.today)
    state = written(number, unit_here(desk, by.unit).tier, entry, form, given, by=on_behalf)
    kept = await add(desk.pool, by.unit, desk.keys[by.unit], state)
    return kept, await give_secret(desk.pool, desk.keys[by.unit], number, by, given.now)


async def read(desk: Desk, unit: UnitCode, number: str, expects: int | None = None) -> Kept:
    """Raises Refused(NOT_FOUND), StaleVersion."""
    kept = await get(desk.pool, unit, number, desk.keys[unit])
    if expects is not None and expects != kept.version:
        raise StaleVersion(kept.version)
    return kept


async def change(desk: Desk, by: Principal, number: str, expects: int, form: Form) -> Kept:
    """Raises Refused, StaleVersion."""
    kept, given = await read(desk, by.unit, number, expects), desk.given(by)
    entry, _ = desk.references.entry(kept.state.item, given.today, by.unit)
    state = changed(kept.state, kept.answered, unit_here(desk, by.unit).tier, entry, form, given)
    return await replace_with(desk.pool, by.unit, kept, state)


async def ask_prereview(desk: Desk, by: Principal, number: str, expects: int, rule: Rule) -> Kept:
    """Raises Refused, StaleVersion."""
    kept, given = await read(desk, by.unit, number, expects), desk.given(by)
    rule(desk.references.entry(kept.state.item, given.today, by.unit)[0])
    return await replace_with(desk.pool, by.unit, kept, asked(kept.state, kept.answered, given))


async def discard(desk: Desk, unit: UnitCode, number: str, expects: int) -> None:
    """Erases it at once. Raises Refused, StaleVersion."""
    kept = await read(desk, unit, number, expects)
    allows(kept.state, kept.answered, PreVerb.DISCARD)
    await erase(desk.pool, unit, number)


async def prereview_of(desk: Desk, unit: UnitCode, number: str) -> Prereview | None:
    """What was answered so far."""
    async with desk.pool.acquire() as connection:
        return (await PREREVIEWS.load(connection, unit, number, desk.keys[unit])).state


async def answer(
    desk: Desk,
    by: Principal,
    number: str,
    expects: int,
    lines: tuple[str, ...],
    text: str | None,
    idempotency: Idempotency,
) -> PreApplicationOut:
    """The window's answer to a request for a pre-review. Raises Refused, StaleVersion."""
    kept = await read(desk, by.unit, number)
    given = desk.given(by)
    entry, reference = desk.references.entry(kept.state.item, given.today, by.unit)
    command = AnswerPrereview(of=kept.state, entry=entry, reference=reference, lines=lines, text=text)

    def decide(prereview: Prereview | None) -> list[Event]:
        if expects != kept.version:
            raise StaleVersion(kept.version)
        return answer_prereview(prereview, command, given)

    await desk.handler.handle(
        PREREVIEWS, number, decide, by=by, occurred_at=given.now, idempotency=idempotency, answer=lambda _s, _v: None
    )
    return await show(desk, by.unit, number, hidden=True)


async def show(desk: Desk, unit: UnitCode, number: str, *, hidden: bool) -> PreApplicationOut:
    """As it stands. Raises Refused(NOT_FOUND)."""
    kept = await get(desk.pool, unit, number, desk.keys[unit])
    return pre_application_out(unit, kept, await prereview_of(desk, unit, number), hidden=hidden)


async def submit(
    desk: Desk,
    by: Principal,
    number: str,
    expects: int,
    handed_in: Submission,
    idempotency: Idempotency,
    *,
    rule: Rule,
    form_rule: Callable[[Form], None],
) -> Response:
    """The case that it becomes, with the secret by which that is tracked.

    A number is taken for the case first, so that submitting again after an interruption makes no second case. Once the
    case is there the form is forgotten here. Raises Refused, StaleVersion.
    """
    kept = await get(desk.pool, by.unit, number, desk.keys[by.unit])
    if kept.status is PreStatus.SUBMITTED:
        return await _the_same_case(desk, by, kept, idempotency)
    if expects != kept.version:
        raise StaleVersion(kept.version)
    given = desk.given(by)
    entry, reference = desk.references.entry(kept.state.item, given.today, by.unit)
    rule(entry)
    fresh = await new_case_number(desk.pool, by.unit, legal_day(given.now))
    state = reserved(kept.state, kept.answered, fresh)
    form, case = state.form, state.case
    assert form is not None, "reserved with its form"
    assert case is not None, "reserved with its number"
    form_rule(form)
    applicant, here = await _applicant(desk, by.unit, form), unit_here(desk, by.unit)
    command = Receive(
        case=case,
        tier=here.tier,
        entry=entry,
        reference=reference,
        channel=handed_in.channel,
        applicant=applicant,
        point=handed_in.point,
        points=here.points,
        project_code=form.project_code,
        materials=form.materials,
        files=await known_files(desk, by.unit, applicant.pseudonym, form.materials),
        undecided=await undecided(desk.pool, by.unit, applicant.pseudonym, entry.item),
        not_duplicate_of=handed_in.not_duplicate_of,
        pre_application=kept.state.id,
        handler=handed_in.handler,
        licence=form.licence,
    )
    kept = await replace_with(desk.pool, by.unit, kept, state)
    try:
        handled = await desk.handler.handle(
            CASES,
            case,
            lambda known: decide_case(known, command, given),
            by=by,
            occurred_at=given.now,
            idempotency=idempotency,
            status=201,
            answer=shown_case,
        )
    except Refused:
        await _give_back(desk, by.unit, kept)
        raise
    with suppress(StaleVersion):  # sent twice at once: the other one finishes it, with the same case
        await replace_with(desk.pool, by.unit, kept, submitted(kept.state, given))
    return await answer_with_secret(desk, by, case, handled)


async def _give_back(desk: Desk, unit: UnitCode, kept: Kept) -> None:
    """Gives the number of the case back, unless an earlier attempt has received it."""
    assert kept.state.case is not None, "reserved"
    async with desk.pool.acquire() as connection:
        received = (await CASES.load(connection, unit, kept.state.case, desk.keys[unit])).version
    if not received:
        with suppress(StaleVersion):  # somebody else is submitting it, and the number is his
            await replace_with(desk.pool, unit, kept, released(kept.state))


async def _the_same_case(desk: Desk, by: Principal, kept: Kept, idempotency: Idempotency) -> Response:
    """Submitted before: its case as it is now, with a fresh secret if it is asked for by another request."""
    case = kept.state.case
    assert case is not None, "submitted"
    handled = await desk.handler.handle(
        CASES, case, lambda _case: [], by=by, idempotency=idempotency, status=201, answer=shown_case
    )
    return await answer_with_secret(desk, by, case, handled)


async def _applicant(desk: Desk, unit: UnitCode, form: Form) -> Applicant:
    """The applicant as filled in. Raises Refused(UNAVAILABLE) until the unit holds the city's key."""
    assert form.applicant_kind is not None, "filled in"
    assert form.name is not None, "filled in"
    assert form.id_number is not None, "filled in"
    assert form.phone is not None, "filled in"
    key = await desk.pseudonyms.key_for(unit)
    return Applicant(
        pseudonym=key.of(form.applicant_kind, form.id_number),
        pseudonym_key=key.id,
        kind=form.applicant_kind,
        details=ApplicantDetails(name=form.name, id_number=form.id_number, phone=form.phone, address=form.address),
    )
