"""Which acts the applicant gets a signed receipt for: those he did himself (F105)."""

from liandong.terms.refusal import Nature, Refused

OF_THE_APPLICANT = frozenset({"case.received", "case.supplemented", "case.withdrawal_requested", "case.withdrawn"})
"""Kinds of acts of the applicant."""


def act_is_the_applicants(kind: str, sequence: int) -> None:
    if kind not in OF_THE_APPLICANT:
        raise Refused(
            "receipt.not-an-applicants-act",
            f"第{sequence}项经过不是申请人的行为，没有回执；申请人的行为是收件、补正和撤回",
            nature=Nature.NOT_FOUND,
        )
