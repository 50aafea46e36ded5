"""Granting and revoking a letter, registering and ending an absence."""

from dataclasses import replace

from liandong.domain.circumstances import Circumstances
from liandong.domain.powers.letters.commands import EndAbsence, GrantLetter, RegisterAbsence, RevokeLetter
from liandong.domain.powers.letters.rules import (
    absence_is_his_or_the_heads,
    absence_lasts,
    absence_lies_ahead,
    absence_there,
    department_is_the_signers,
    items_are_of_the_catalogue,
    letter_says_what_it_allows,
    letter_still_holds,
    letter_there,
    post_and_first_agree,
    signer_is_no_holder,
    term_is_possible,
)
from liandong.domain.powers.letters.state import Absence, Letter, evolve_absence, evolve_letter
from liandong.events.letter import AbsenceEnded, AbsenceRegistered, LetterGranted, LetterRevoked
from liandong.events.said import Event
from liandong.terms.refusal import Refused


def grant(letter: Letter | None, command: GrantLetter, given: Circumstances) -> list[Event]:
    """LetterGranted; nothing if this very letter stands already. Raises Refused."""
    signer_is_no_holder(command, given.by)
    department_is_the_signers(command.departments, given.by)
    if letter is not None:
        again = replace(_granted(command, given), granted_on=letter.granted_on)
        if evolve_letter(None, again) == letter:
            return []
        raise Refused(
            "letter.number-taken", f"授权书编号{letter.id}已经使用，请换一个编号；要更改授权的，收回后另行签发"
        )
    letter_says_what_it_allows(command)
    term_is_possible(command, given)
    post_and_first_agree(command)
    items_are_of_the_catalogue(command)
    return [_granted(command, given)]


def _granted(command: GrantLetter, given: Circumstances) -> LetterGranted:
    return LetterGranted(
        letter=command.letter,
        departments=command.departments,
        holder=command.holder,
        post=command.post,
        deputy_of=command.deputy_of,
        items=command.items,
        acts=command.acts,
        valid_from=command.valid_from,
        valid_until=command.valid_until,
        granted_on=given.today,
        signed_by=given.by.id,
        holder_name=command.holder_name,
        signer_name=command.signer_name,
    )


def revoke(letter: Letter | None, command: RevokeLetter, given: Circumstances) -> list[Event]:
    """LetterRevoked, in force at once. Raises Refused."""
    letter = letter_there(letter)
    department_is_the_signers(letter.departments, given.by)
    letter_still_holds(letter)
    return [LetterRevoked(letter=letter.id, revoked_on=given.today, by=given.by.id, text=command.text)]


def register(absence: Absence | None, command: RegisterAbsence, given: Circumstances) -> list[Event]:
    """AbsenceRegistered; nothing if it stands already. Raises Refused."""
    absence_is_his_or_the_heads(command.staff, given.by)
    registered = AbsenceRegistered(
        absence=command.absence,
        staff=command.staff,
        first=command.first,
        last=command.last,
        by=given.by.id,
        text=command.text,
    )
    if absence is not None:
        if evolve_absence(None, registered) == absence:
            return []
        raise Refused(
            "absence.registered-already", "该人员自这一日起的离岗已经登记，请先登记返岗，再从返岗之后重新登记"
        )
    absence_lies_ahead(command, given)
    return [registered]


def end(absence: Absence | None, _command: EndAbsence, given: Circumstances) -> list[Event]:
    """AbsenceEnded: from now on his B does not act for him. Raises Refused."""
    absence = absence_there(absence)
    absence_is_his_or_the_heads(absence.staff, given.by)
    absence_lasts(absence, given)
    return [AbsenceEnded(absence=absence.id, ended_on=given.today, by=given.by.id)]
