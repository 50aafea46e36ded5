"""How an application being prepared is shown: in full to its applicant, with personal data hidden at the window."""

from datetime import date

from liandong.casework.api.application import LicenceIn, Materials, submitted
from liandong.casework.api.masking import masked, masked_name
from liandong.casework.api.shown import MaterialOut
from liandong.casework.preapplications.store import Kept
from liandong.domain.case.licence import LicenceHeld
from liandong.domain.preapplication.prereview import Prereview
from liandong.domain.preapplication.rules import kept_until
from liandong.domain.preapplication.state import Form
from liandong.domain.preapplication.status import ALLOWED, STATUS_NAMES, PreStatus
from liandong.events.case import ApplicantKind
from liandong.infrastructure.http import In, Out
from liandong.infrastructure.http.fields import Address, Code, Name, Number, Phone


class FormIn(In):
    """What is filled in so far; anything may be left out until it is submitted."""

    applicant_kind: ApplicantKind | None = None
    name: Name | None = None
    id_number: Number | None = None
    phone: Phone | None = None
    address: Address | None = None
    project_code: Code | None = None
    licence: LicenceIn | None = None
    materials: Materials = ()

    def form(self) -> Form:
        return Form(
            applicant_kind=self.applicant_kind,
            name=self.name,
            id_number=self.id_number,
            phone=self.phone,
            address=self.address,
            project_code=self.project_code,
            licence=None if self.licence is None else self.licence.held(),
            materials=submitted(self.materials),
        )


class FormLicenceOut(Out):
    number: str
    expires_on: date


class FormOut(Out):
    applicant_kind: ApplicantKind | None
    name: str | None
    id_number: str | None
    phone: str | None
    address: str | None
    project_code: str | None
    licence: FormLicenceOut | None
    materials: list[MaterialOut]


class AdviceOut(Out):
    """The last answer to a request for a pre-review: advice, not the one-time notice. No lines: nothing is missing."""

    round: int
    lines: list[str]
    text: str | None


class PreApplicationOut(Out):
    """预申报. From `kept_until` on, if nobody goes on with it, it is erased. `case` is what it became."""

    id: str
    unit: str
    version: int
    status: PreStatus
    status_name: str
    next: list[str]
    item: str
    written_by: str | None
    changed_on: date
    kept_until: date
    form: FormOut | None
    advice: AdviceOut | None
    case: str | None


class WrittenOut(PreApplicationOut):
    """One just written. `secret` opens it together with its number and is told this once."""

    secret: str


def pre_application_out(unit: str, kept: Kept, prereview: Prereview | None, *, hidden: bool) -> PreApplicationOut:
    state = kept.state
    return PreApplicationOut(
        id=state.id,
        unit=unit,
        version=kept.version,
        status=kept.status,
        status_name=STATUS_NAMES[kept.status],
        next=sorted(ALLOWED[kept.status]),
        item=state.item,
        written_by=state.written_by,
        changed_on=state.changed_on,
        kept_until=kept_until(state.changed_on),
        form=None if state.form is None else _form(state.form, hidden=hidden),
        advice=None
        if prereview is None
        else AdviceOut(round=prereview.rounds, lines=list(prereview.lines), text=prereview.text),
        case=state.case if state.submitted_on is not None else None,
    )


def _form(form: Form, *, hidden: bool) -> FormOut:
    return FormOut(
        applicant_kind=form.applicant_kind,
        name=masked_name(form.name, form.applicant_kind) if hidden and form.name else form.name,
        id_number=masked(form.id_number, 6, 4) if hidden and form.id_number else form.id_number,
        phone=masked(form.phone, 3, 4) if hidden and form.phone else form.phone,
        address=None if hidden else form.address,
        project_code=form.project_code,
        licence=None if form.licence is None else _licence(form.licence, hidden=hidden),
        materials=[MaterialOut(code=each.code, digest=each.digest) for each in form.materials],
    )


def _licence(licence: LicenceHeld, *, hidden: bool) -> FormLicenceOut:
    number = masked(licence.number, 4, 4) if hidden else licence.number
    return FormLicenceOut(number=number, expires_on=licence.expires_on)
