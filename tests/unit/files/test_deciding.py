"""Whose a file is, who agreed to its use, what materials may name, and what is noted when it is opened."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from liandong.domain.case.commands import RequestCorrection, Supplement
from liandong.domain.case.decide import decide as decide_case
from liandong.domain.files.commands import ConsentToReuse, FileCommand, Holding, Open, Store, WithdrawConsent
from liandong.domain.files.decide import decide
from liandong.domain.files.evolve import evolve
from liandong.domain.files.known import KnownFile, files_are_the_applicants
from liandong.domain.files.state import File, FileName, Holder
from liandong.events.case import ApplicantKind, SubmittedMaterial
from liandong.events.file import FileConsentWithdrawn, FileKind, FileOpened, FileReuseConsented, FileStored
from liandong.events.said import Event
from liandong.terms.codes import CaseId, Digest, Pseudonym, StaffId
from liandong.terms.refusal import Nature, Refused
from tests.unit.case.samples import APPLICANT, MONDAY, NUMBER, done, fold, on, receive

ONE, TWO = Pseudonym("a" * 32), Pseudonym("b" * 32)
DIGEST, OTHER = Digest("1" * 64), Digest("2" * 64)
ELSEWHERE = CaseId("610113-261120-00007")
CLERK = StaffId("S001")
STORED = FileStored(
    digest=DIGEST,
    media=FileKind.PDF,
    size=70,
    applicant=ONE,
    pseudonym_key="2026",
    by=CLERK,
    stored_on=MONDAY,
    name="执照.pdf",
)


def store(applicant: Pseudonym = ONE, **changes: object) -> Store:
    holding = Holding(pseudonym=applicant, pseudonym_key="2026", kind=ApplicantKind.PERSON)
    command = Store(digest=DIGEST, kind=FileKind.PDF, size=70, applicant=holding, name="执照.pdf")
    return replace(command, **changes)  # type: ignore[arg-type]  # the tests name real fields


def file_after(events: Sequence[Event]) -> File:
    file: File | None = None
    for event in events:
        file = evolve(file, event)
    assert file is not None
    return file


def refusal(file: File | None, command: FileCommand) -> tuple[str, Nature]:
    with pytest.raises(Refused) as refused:
        decide(file, command, on(MONDAY))
    return refused.value.code, refused.value.nature


def test_a_file_is_kept_for_the_applicant_it_was_handed_in_for() -> None:
    assert decide(None, store(), on(MONDAY)) == [STORED]
    assert file_after([STORED]) == File(
        digest=DIGEST,
        kind=FileKind.PDF,
        size=70,
        kept_on=MONDAY,
        holders=(Holder(applicant=ONE, by=CLERK, on=MONDAY),),
        names=(FileName(applicant=ONE, name="执照.pdf"),),
    )


def test_handed_in_again_for_the_same_applicant_nothing_is_new() -> None:
    assert decide(file_after([STORED]), store(name="别名.pdf"), on(MONDAY)) == []


def test_the_same_content_of_another_applicant_is_his_too_under_his_own_name() -> None:
    (second,) = decide(file_after([STORED]), store(TWO, name="副本.pdf"), on(MONDAY))
    file = file_after([STORED, second])
    assert [holder.applicant for holder in file.holders] == [ONE, TWO]
    assert (file.name_for(ONE), file.name_for(TWO)) == ("执照.pdf", "副本.pdf")


def test_a_number_typed_in_wrongly_keeps_nothing() -> None:
    wrong = Holding(pseudonym=ONE, pseudonym_key="2026", kind=ApplicantKind.PERSON, number="110101199003070135")
    assert refusal(None, replace(store(), applicant=wrong))[1] is Nature.INVALID


def test_consent_is_given_once_taken_back_and_given_again() -> None:
    consented = FileReuseConsented(digest=DIGEST, applicant=ONE, by=CLERK)
    withdrawn = FileConsentWithdrawn(digest=DIGEST, applicant=ONE, by=CLERK)
    kept = file_after([STORED])
    agreed = file_after([STORED, consented])
    assert decide(None, store(consents=True), on(MONDAY)) == [STORED, consented]
    assert decide(kept, ConsentToReuse(applicant=ONE), on(MONDAY)) == [consented]
    assert decide(agreed, ConsentToReuse(applicant=ONE), on(MONDAY)) == []
    assert decide(agreed, store(consents=True), on(MONDAY)) == []
    assert decide(agreed, WithdrawConsent(applicant=ONE), on(MONDAY)) == [withdrawn]
    assert decide(kept, WithdrawConsent(applicant=ONE), on(MONDAY)) == []
    assert file_after([STORED, consented, withdrawn]) == kept


def test_nobody_agrees_to_the_use_of_anothers_file() -> None:
    assert refusal(file_after([STORED]), ConsentToReuse(applicant=TWO)) == ("file.not-found", Nature.NOT_FOUND)
    assert refusal(file_after([STORED]), WithdrawConsent(applicant=TWO)) == ("file.not-found", Nature.NOT_FOUND)
    assert refusal(None, ConsentToReuse(applicant=ONE)) == ("file.not-found", Nature.NOT_FOUND)


def test_each_opening_is_noted_with_the_case_it_was_opened_for() -> None:
    command = Open(digest=DIGEST, subject=NUMBER, named=frozenset({DIGEST}))
    opened = FileOpened(digest=DIGEST, subject=NUMBER, by=CLERK)
    assert decide(file_after([STORED]), command, on(MONDAY)) == [opened]
    assert decide(file_after([STORED, opened]), command, on(MONDAY)) == [opened]
    assert file_after([STORED, opened]) == file_after([STORED])


def test_a_file_the_case_does_not_name_is_not_found() -> None:
    command = Open(digest=DIGEST, subject=NUMBER, named=frozenset({OTHER}))
    assert refusal(file_after([STORED]), command) == ("file.not-found", Nature.NOT_FOUND)


def known(**changes: object) -> KnownFile:
    file = KnownFile(digest=DIGEST, holders=frozenset({ONE}), consents=frozenset(), used_in=frozenset())
    return replace(file, **changes)  # type: ignore[arg-type]  # the tests name real fields


NAMING = (SubmittedMaterial(code="form"), SubmittedMaterial(code="licence", digest=DIGEST))


def named(*files: KnownFile) -> tuple[str, list[str]] | None:
    try:
        files_are_the_applicants(NAMING, ONE, NUMBER, files)
    except Refused as refused:
        return refused.code, [error.pointer for error in refused.errors]
    return None


def test_materials_name_only_files_that_were_uploaded_here() -> None:
    assert named() == ("case.file-unknown", ["/materials/1/digest"])
    assert named(known(digest=OTHER)) == ("case.file-unknown", ["/materials/1/digest"])
    assert named(known()) is None


def test_materials_name_no_file_of_another_applicant_even_if_he_agrees() -> None:
    foreign = known(holders=frozenset({TWO}), consents=frozenset({TWO}))
    assert named(foreign) == ("case.file-of-another", ["/materials/1/digest"])


def test_a_file_is_used_in_a_second_case_only_with_the_applicants_consent() -> None:
    used = known(used_in=frozenset({ELSEWHERE}))
    assert named(used) == ("case.file-reuse-without-consent", ["/materials/1/digest"])
    assert named(replace(used, consents=frozenset({TWO}))) == (
        "case.file-reuse-without-consent",
        ["/materials/1/digest"],
    )
    assert named(replace(used, consents=frozenset({ONE}))) is None
    assert named(known(used_in=frozenset({NUMBER}))) is None


def test_receiving_and_supplementing_judge_the_files() -> None:
    naming = (SubmittedMaterial(code="form", digest=DIGEST), SubmittedMaterial(code="licence"))
    file = known(holders=frozenset({APPLICANT.pseudonym}))
    with pytest.raises(Refused, match=r"case\.file-unknown"):
        decide_case(None, receive(materials=naming), on(MONDAY))
    case = done(receive(materials=naming, files=(file,)))
    assert case.files == {DIGEST}
    case = done(RequestCorrection(lines=("form",)), case=case)
    again = (SubmittedMaterial(code="form", digest=OTHER),)
    with pytest.raises(Refused, match=r"case\.file-unknown"):
        decide_case(case, Supplement(materials=again), on(MONDAY))
    newer = replace(file, digest=OTHER)
    case = fold(decide_case(case, Supplement(materials=again, files=(newer,)), on(MONDAY)), case)
    assert case.former == (SubmittedMaterial(code="form", digest=DIGEST),)
    assert case.files == {DIGEST, OTHER}
    assert {material.code: material.digest for material in case.materials} == {"licence": None, "form": OTHER}
