"""The rule that a written act says why."""

from liandong.terms.refusal import Nature, Pointer, Refused


def said(text: str | None) -> bool:
    """Whether there is more than blanks."""
    return text is not None and text.strip() != ""


def reason_is_given(text: str, sentence: str, *, basis: str = "行政许可法 32(2)", pointer: str = "/text") -> None:
    """Refused with this sentence if nothing was said."""
    if not said(text):
        raise Refused(
            "case.reason-missing",
            sentence,
            basis=basis,
            nature=Nature.INVALID,
            errors=(Pointer(pointer=pointer, detail="请填写"),),
        )
