"""What is done with an application while it is prepared: values in, values out; nothing of it is journalled."""

from dataclasses import replace

from liandong.domain.circumstances import Circumstances
from liandong.domain.preapplication.rules import (
    allows,
    form_fits_the_item,
    form_is_filled_in,
    is_not_being_submitted,
)
from liandong.domain.preapplication.state import Form, PreApplication
from liandong.domain.preapplication.status import PreVerb
from liandong.events.reference import CatalogueEntry
from liandong.terms.codes import CaseId, PreApplicationId, StaffId, Tier


def written(
    number: PreApplicationId,
    tier: Tier,
    entry: CatalogueEntry,
    form: Form,
    given: Circumstances,
    *,
    by: StaffId | None = None,
) -> PreApplication:
    """A new one. Raises Refused."""
    form_fits_the_item(tier, entry, form)
    return PreApplication(id=number, item=entry.item, written_by=by, changed_on=given.today, form=form)


def changed(
    pre: PreApplication, answered: int, tier: Tier, entry: CatalogueEntry, form: Form, given: Circumstances
) -> PreApplication:
    """With another form. Raises Refused."""
    allows(pre, answered, PreVerb.CHANGE)
    is_not_being_submitted(pre)
    form_fits_the_item(tier, entry, form)
    return replace(pre, form=form, changed_on=given.today)


def asked(pre: PreApplication, answered: int, given: Circumstances) -> PreApplication:
    """With a pre-review asked for. Raises Refused."""
    allows(pre, answered, PreVerb.ASK_PREREVIEW)
    is_not_being_submitted(pre)
    return replace(pre, asked=answered + 1, asked_on=given.today, changed_on=given.today)


def reserved(pre: PreApplication, answered: int, number: CaseId) -> PreApplication:
    """With the number of the case it is about to become; the same number again if submitting was interrupted."""
    allows(pre, answered, PreVerb.SUBMIT)
    assert pre.form is not None, "the form goes with the submission"
    form_is_filled_in(pre.form)
    return replace(pre, case=pre.case or number)


def released(pre: PreApplication) -> PreApplication:
    """As it was before it was to be submitted: the case was refused."""
    return replace(pre, case=None)


def submitted(pre: PreApplication, given: Circumstances) -> PreApplication:
    """The case is there: what was filled in has gone into it and is forgotten here."""
    return replace(pre, submitted_on=given.today, changed_on=given.today, form=None)
