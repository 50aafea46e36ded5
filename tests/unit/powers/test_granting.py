"""Letters of authorisation are granted, revoked and kept; absences are registered and ended."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.unit.case.samples import DISTRICT, MONDAY, on

from liandong.domain.circumstances import Circumstances
from liandong.domain.powers.letters.commands import EndAbsence, GrantLetter, RegisterAbsence, RevokeLetter
from liandong.domain.powers.letters.decide import end, grant, register, revoke
from liandong.domain.powers.letters.state import Absence, Letter, evolve_absence, evolve_letter
from liandong.events.authority import LetterAct, LetterPost
from liandong.events.letter import AbsenceEnded, AbsenceRegistered, LetterGranted, LetterRevoked
from liandong.events.said import Event
from liandong.terms.codes import AbsenceId, ItemCode, LetterId, StaffId
from liandong.terms.principal import Principal
from liandong.terms.refusal import Nature, Refused
from liandong.terms.roles import Role

HEAD = Principal(
    id=StaffId("610113-07"), unit=DISTRICT, roles=frozenset({Role.HEAD}), relations=frozenset({"department:水务"})
)
HEAD_OF_ALL = replace(HEAD, relations=frozenset())
CHIEF = Principal(id=StaffId("610113-04"), unit=DISTRICT, roles=frozenset({Role.CHIEF}))
GRANT = GrantLetter(
    letter=LetterId("SQ-1"),
    departments=("水务",),
    holder=CHIEF.id,
    post=LetterPost.A,
    items=(ItemCode("SW-001"),),
    acts=(LetterAct.DECIDE,),
    valid_from=date(2026, 1, 1),
    valid_until=date(2026, 12, 31),
    holder_name="王某",
    signer_name="李某",
    known_items=frozenset({ItemCode("SW-001"), ItemCode("SW-002")}),
)
ABSENCE = RegisterAbsence(
    absence=AbsenceId("610113-04-261123"), staff=CHIEF.id, first=MONDAY, last=date(2026, 11, 25), text="外出培训"
)
REVOKED = RevokeLetter(text="岗位调整")


def by(principal: Principal, day: date = MONDAY) -> Circumstances:
    return on(day, by=principal)


def granted(**changes: Any) -> Letter:
    [event] = grant(None, replace(GRANT, **changes), by(HEAD))
    return evolve_letter(None, event)


def refusal(decided: Any) -> tuple[str, Nature]:
    with pytest.raises(Refused) as refused:
        decided()
    assert refused.value.reason
    return refused.value.code, refused.value.nature


def test_a_letter_says_whom_for_what_and_how_long_and_who_signed() -> None:
    assert grant(None, GRANT, by(HEAD)) == [
        LetterGranted(
            letter=LetterId("SQ-1"),
            departments=("水务",),
            holder=StaffId("610113-04"),
            post=LetterPost.A,
            items=(ItemCode("SW-001"),),
            acts=(LetterAct.DECIDE,),
            valid_from=date(2026, 1, 1),
            valid_until=date(2026, 12, 31),
            granted_on=date(2026, 11, 23),
            signed_by=StaffId("610113-07"),
            holder_name="王某",
            signer_name="李某",
        )
    ]


def test_the_same_letter_again_changes_nothing_even_on_a_later_day() -> None:
    assert grant(granted(), GRANT, by(HEAD, date(2026, 11, 26))) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"valid_until": date(2025, 12, 31)}, "letter.term"),
        ({"valid_until": date(2026, 11, 22)}, "letter.expired"),
        ({"acts": ()}, "letter.without-acts"),
        ({"post": LetterPost.B}, "letter.post"),
        ({"deputy_of": StaffId("610113-14")}, "letter.post"),
        ({"post": LetterPost.B, "deputy_of": CHIEF.id}, "letter.post"),
        ({"items": (ItemCode("SW-001"), ItemCode("SW-009"))}, "letter.unknown-item"),
    ],
)
def test_a_letter_that_makes_no_sense_is_refused(changes: dict[str, Any], code: str) -> None:
    assert refusal(lambda: granted(**changes)) == (code, Nature.INVALID)


def test_an_unknown_item_is_pointed_at() -> None:
    with pytest.raises(Refused) as refused:
        granted(items=(ItemCode("SW-001"), ItemCode("SW-009")))
    assert [error.pointer for error in refused.value.errors] == ["/items/1"]


def test_a_number_is_used_once() -> None:
    other = replace(GRANT, acts=(LetterAct.DECIDE, LetterAct.EXTEND))
    assert refusal(lambda: grant(granted(), other, by(HEAD))) == ("letter.number-taken", Nature.CONFLICT)
    revoked = evolve_letter(granted(), revoke(granted(), REVOKED, by(HEAD))[0])
    assert refusal(lambda: grant(revoked, GRANT, by(HEAD))) == ("letter.number-taken", Nature.CONFLICT)


def test_nobody_authorises_himself() -> None:
    himself = replace(GRANT, holder=HEAD.id)
    assert refusal(lambda: grant(None, himself, by(HEAD))) == ("letter.own", Nature.FORBIDDEN)


@pytest.mark.parametrize("departments", [("民政",), ("水务", "民政"), ()])
def test_a_head_signs_for_his_own_department_only(departments: tuple[str, ...]) -> None:
    other = replace(GRANT, departments=departments)
    assert refusal(lambda: grant(None, other, by(HEAD))) == ("letter.other-department", Nature.FORBIDDEN)
    [event] = grant(None, other, by(HEAD_OF_ALL))
    letter = evolve_letter(None, event)
    assert refusal(lambda: revoke(letter, REVOKED, by(HEAD))) == ("letter.other-department", Nature.FORBIDDEN)


def test_a_letter_is_revoked_once_and_keeps_what_it_said() -> None:
    letter = granted()
    [event] = revoke(letter, REVOKED, by(HEAD))
    assert event == LetterRevoked(letter=LetterId("SQ-1"), revoked_on=MONDAY, by=HEAD.id, text="岗位调整")
    revoked = evolve_letter(letter, event)
    assert revoked == replace(letter, revoked_on=MONDAY)
    assert refusal(lambda: revoke(revoked, REVOKED, by(HEAD))) == ("letter.revoked-already", Nature.CONFLICT)
    assert refusal(lambda: revoke(None, REVOKED, by(HEAD))) == ("letter.not-found", Nature.NOT_FOUND)


def registered(command: RegisterAbsence = ABSENCE) -> Absence:
    [event] = register(None, command, by(CHIEF))
    return evolve_absence(None, event)


@pytest.mark.parametrize("who", [CHIEF, HEAD])
def test_an_absence_is_registered_by_himself_or_the_head(who: Principal) -> None:
    assert register(None, ABSENCE, by(who)) == [
        AbsenceRegistered(
            absence=AbsenceId("610113-04-261123"),
            staff=CHIEF.id,
            first=date(2026, 11, 23),
            last=date(2026, 11, 25),
            by=who.id,
            text="外出培训",
        )
    ]


def test_a_b_post_cannot_send_his_a_away() -> None:
    deputy = Principal(id=StaffId("610113-05"), unit=DISTRICT, roles=frozenset({Role.DEPUTY_POST}))
    assert refusal(lambda: register(None, ABSENCE, by(deputy))) == ("absence.of-another", Nature.FORBIDDEN)
    assert refusal(lambda: end(registered(), EndAbsence(), by(deputy))) == ("absence.of-another", Nature.FORBIDDEN)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"first": date(2026, 11, 22)}, "absence.backdated"),
        ({"last": date(2026, 11, 22)}, "absence.term"),
    ],
)
def test_an_absence_lies_ahead(changes: dict[str, Any], code: str) -> None:
    assert refusal(lambda: registered(replace(ABSENCE, **changes))) == (code, Nature.INVALID)


def test_an_absence_is_registered_once() -> None:
    assert register(registered(), ABSENCE, by(CHIEF)) == []
    longer = replace(ABSENCE, last=date(2026, 11, 27))
    assert refusal(lambda: register(registered(), longer, by(CHIEF))) == (
        "absence.registered-already",
        Nature.CONFLICT,
    )


def test_an_absence_ends_before_its_last_day_and_only_while_it_lasts() -> None:
    absence = registered()
    [event] = end(absence, EndAbsence(), by(CHIEF, date(2026, 11, 24)))
    assert event == AbsenceEnded(absence=AbsenceId("610113-04-261123"), ended_on=date(2026, 11, 24), by=CHIEF.id)
    over = ("absence.over", Nature.CONFLICT)
    assert refusal(lambda: end(evolve_absence(absence, event), EndAbsence(), by(CHIEF))) == over
    assert refusal(lambda: end(absence, EndAbsence(), by(CHIEF, date(2026, 11, 26)))) == over
    assert refusal(lambda: end(None, EndAbsence(), by(CHIEF))) == ("absence.not-found", Nature.NOT_FOUND)


@pytest.mark.parametrize("event", [LetterRevoked(letter=LetterId("SQ-1"), revoked_on=MONDAY, by=HEAD.id)])
def test_a_history_begins_with_its_beginning(event: Event) -> None:
    with pytest.raises(TypeError):
        evolve_letter(None, event)
    with pytest.raises(TypeError):
        evolve_absence(None, event)
