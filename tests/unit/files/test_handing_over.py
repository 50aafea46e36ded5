"""A file goes only to the unit whose link message named it, for a time, on its own signed word."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from liandong.domain.files.commands import HandOver, TakeFetched
from liandong.domain.files.decide import decide
from liandong.domain.files.handing_over import Grant, request_is_fresh
from liandong.events.file import FileFetched, FileHandedOver, FileKind
from liandong.terms.codes import Digest, LinkId, UnitCode
from liandong.terms.legal_time import midnight
from liandong.terms.refusal import Nature, Refused
from liandong.wire.envelope import Malformed
from liandong.wire.file_request import FileRequest, read_file_request, write_file_request
from tests.unit.case.samples import CITY, DISTRICT, MONDAY, on
from tests.unit.files.test_deciding import DIGEST, OTHER, STORED, file_after

LINK = LinkId("610113-261123-00001-1")
NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
REQUEST = FileRequest(digest=DIGEST, source=DISTRICT, by=CITY, link=LINK, expires_at=NOW + timedelta(minutes=5))
GRANT = Grant(link=LINK, to=CITY, at=midnight(MONDAY), files=frozenset({DIGEST}))


def sign(words: bytes) -> bytes:
    return b"signed:" + words[-8:]


def holds(unit: str, signature: bytes, words: bytes) -> bool:
    return unit == CITY and signature == sign(words)


def test_a_request_is_read_as_it_was_written() -> None:
    header = write_file_request(REQUEST, sign)
    assert read_file_request(header, holds) == REQUEST
    assert header.isascii()
    assert len(header) < 1_000


def test_a_request_signed_by_nobody_or_changed_is_not_believed() -> None:
    header = write_file_request(REQUEST, sign)
    said, _, signature = header.partition(".")
    foreign = write_file_request(replace(REQUEST, by=UnitCode("610112")), sign)
    for forged in (said, f"{said}.", f"{said}.AAAA", f"{said[:-2]}AA.{signature}", foreign):
        with pytest.raises(Malformed):
            read_file_request(forged, holds)


@pytest.mark.parametrize("header", ["", ".", "x", "é.é", "." * 100, "A" * 5_000, "e30.e30", "bnVsbA.AAAA", "\x00.\x00"])
def test_what_is_no_request_is_malformed(header: str) -> None:
    with pytest.raises(Malformed):
        read_file_request(header, lambda *_: True)


@pytest.mark.parametrize("minutes", [0, 5, 10])
def test_a_request_of_a_few_minutes_is_fresh(minutes: int) -> None:
    request_is_fresh(NOW + timedelta(minutes=minutes), NOW)


@pytest.mark.parametrize("minutes", [-1, 11, 60 * 24 * 365])
def test_a_request_that_is_over_or_made_to_last_is_refused(minutes: int) -> None:
    with pytest.raises(Refused) as refused:
        request_is_fresh(NOW + timedelta(minutes=minutes), NOW)
    assert (refused.value.code, refused.value.nature) == ("file.request-stale", Nature.FORBIDDEN)


def hand_over(*grants: Grant, digest: Digest = DIGEST) -> HandOver:
    return HandOver(digest=digest, to=CITY, link=LINK, grants=grants)


def test_the_addressee_of_the_message_is_given_the_file_and_it_is_noted() -> None:
    assert decide(file_after([STORED]), hand_over(GRANT), on(MONDAY)) == [
        FileHandedOver(digest=DIGEST, to=CITY, link=LINK)
    ]


@pytest.mark.parametrize(
    "grants",
    [
        (),
        (replace(GRANT, to=UnitCode("610112")),),
        (replace(GRANT, link=LinkId("610113-261123-00001-2")),),
        (replace(GRANT, files=frozenset({OTHER})),),
        (replace(GRANT, at=midnight(MONDAY) - timedelta(days=367)),),
    ],
)
def test_nobody_else_is_and_nothing_else_and_not_for_ever(grants: tuple[Grant, ...]) -> None:
    with pytest.raises(Refused) as refused:
        decide(file_after([STORED]), hand_over(*grants), on(MONDAY))
    assert (refused.value.code, refused.value.nature) == ("file.not-granted", Nature.NOT_FOUND)


def test_what_was_fetched_is_kept_once_and_is_nobodys_to_reuse_here() -> None:
    command = TakeFetched(digest=DIGEST, kind=FileKind.PDF, size=70, source=DISTRICT, link=LINK)
    fetched = FileFetched(digest=DIGEST, media=FileKind.PDF, size=70, source=DISTRICT, link=LINK, fetched_on=MONDAY)
    assert decide(None, command, on(MONDAY)) == [fetched]
    file = file_after([fetched])
    assert file.holders == ()
    assert decide(file, command, on(MONDAY)) == []
    assert [holder.applicant for holder in file_after([fetched, STORED]).holders] == [STORED.applicant]
