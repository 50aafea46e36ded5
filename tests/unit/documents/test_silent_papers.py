"""What nobody decided is told in writing: by which law or rule it counts as granted, and from which day."""

import pytest

from liandong.domain.case.commands import Accept
from liandong.domain.case.decide.due_now import due_now
from liandong.domain.case.evolve import evolve
from liandong.domain.documents.facts import Act
from liandong.domain.documents.types import DocumentKind
from liandong.terms.refusal import Refused
from tests.unit.case import test_renewal as renewal
from tests.unit.case import test_silence as silence
from tests.unit.case.samples import MONDAY, on, receive, step
from tests.unit.documents.samples import acts, paper


def silent(told: list[Act], day: object) -> list[Act]:
    """The history with what silence adds to it on this day."""
    [event] = due_now(told[-1].after, on(day))  # type: ignore[arg-type]  # a case, on a date
    after = evolve(told[-1].after, event)  # type: ignore[arg-type]  # the same
    return [*told, Act(sequence=len(told) + 1, event=event, after=after, received_on=MONDAY)]


def test_a_renewal_by_silence_names_the_licence_its_last_day_and_the_law() -> None:
    told = silent(acts(receive(renewal.RENEWAL, licence=renewal.LICENCE), Accept()), renewal.AFTER)
    printed = paper(DocumentKind.SILENT_RENEWAL, told)
    assert printed.title == "视为准予延续通知书"
    assert printed.body == (
        "你（单位）于2026年11月23日提出的“食品经营许可”申请（办件编号610113-261123-00001），请求延续编号为“陕西许字第2021001号”的行政"
        "许可的有效期。该许可有效期于2026年12月23日届满，届满前本机关未作出是否准予延续的决定，依法自2026年12月24日起视为准予延续。",
        "本机关自2026年12月24日起十个工作日内向你（单位）颁发、送达延续后的行政许可证件。",
    )
    assert printed.basis == "《中华人民共和国行政许可法》第四十四条、第五十条"
    with pytest.raises(Refused) as refused:
        paper(DocumentKind.APPROVAL_DECISION, told)
    assert refused.value.code == "document.no-act"


def test_an_agreement_by_silence_names_its_rule_and_the_day_that_was_promised() -> None:
    told = silent(acts(receive(silence.AGREES), Accept(), step("examine")[0]), silence.AFTER)
    printed = paper(DocumentKind.SILENT_AGREEMENT, told)
    assert printed.title == "视为同意通知书"
    assert printed.body == (
        "你（单位）于2026年11月23日提出的“食品经营许可”申请（办件编号610113-261123-00001），本机关未在时限内答复，"
        "依据《劳动合同法》第五十四条，自2026年12月8日起视为同意。",
        "承诺办结日为2026年12月7日。",
    )
    assert (printed.basis, printed.remedy) == (None, None)
