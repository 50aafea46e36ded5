"""What is signed for people outside: one spelling, no confusion of one sort with another, no name."""

import json
from base64 import b64encode
from dataclasses import asdict
from datetime import date

from liandong.infrastructure.keys import UnitKeys, signature_holds
from liandong.terms.codes import Digest, UnitCode
from liandong.wire.statements import SEAL_MARK, Signed, seal_statement, words_of, words_to_sign

KEYS = UnitKeys(bytes(range(32)), bytes(range(1, 33)), bytes(range(2, 34)))
SEAL = seal_statement(
    number="雁政服收〔2026〕00001号",
    kind="receipt",
    digest=Digest("a" * 64),
    unit=UnitCode("610113"),
    issued_on=date(2026, 11, 23),
)


def test_the_words_of_a_seal_are_written_out() -> None:
    assert words_to_sign(SEAL).decode() == (
        'ld1-seal\0{"hash":"' + "a" * 64 + '","issued_on":"2026-11-23","number":"雁政服收〔2026〕00001号",'
        '"type":"receipt","unit":"610113"}'
    )


def test_a_statement_that_came_as_json_is_the_same_words_in_any_layout() -> None:
    signature = b64encode(KEYS.sign(words_to_sign(SEAL))).decode()
    came = json.loads(json.dumps(asdict(SEAL), indent=4))
    said = Signed(mark=SEAL_MARK, statement=dict(reversed(came.items())), signature=signature)
    assert signature_holds(KEYS.public.sign, said.signature_bytes, said.words)


def test_a_signature_for_one_sort_holds_for_no_other() -> None:
    signature = KEYS.sign(words_to_sign(SEAL))
    assert not signature_holds(KEYS.public.sign, signature, words_of("ld1-receipt", asdict(SEAL)))


def test_what_is_no_base64_is_no_signature() -> None:
    assert Signed(mark=SEAL_MARK, statement={}, signature="böse!").signature_bytes == b""
