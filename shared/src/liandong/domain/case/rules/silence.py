"""The rules of renewal and silence: the licence held is named, what silence decided stands, a late opinion is late."""

from liandong.domain.case.commands import CaseCommand
from liandong.domain.case.licence import LicenceHeld
from liandong.domain.case.rules.text import said
from liandong.domain.case.silence import lapse_of
from liandong.domain.case.state import Case, Silence, SilenceGround
from liandong.domain.case.status import VERB_NAMES, Verb
from liandong.domain.circumstances import Circumstances
from liandong.domain.worktime import clock
from liandong.events.reference import CatalogueEntry
from liandong.terms.refusal import Nature, Pointer, Refused

RENEWAL = "行政许可法 50"
LATE_OPINION = 1
"""Working days after silence agreed in which an opinion is still attached (D.5.10e)."""
UNDOING = frozenset(
    {
        Verb.DECIDE,
        Verb.FORWARD,
        Verb.PAUSE,
        Verb.EXTEND,
        Verb.TERMINATE,
        Verb.ASK_WITHDRAWAL,
        Verb.TELL_HEARING_RIGHT,
        Verb.SET_HEARING,
    }
)
"""What would turn back a lapse that has come and has still to be written down."""


def licence_to_renew_is_named(entry: CatalogueEntry, licence: LicenceHeld | None) -> None:
    """A renewal is about a licence held; for any other item nobody is asked for one (行政许可法 31)."""
    if entry.renewal and (licence is None or not said(licence.number)):
        raise Refused(
            "case.licence-missing",
            f"“{entry.name}”是延续事项，请填写所持许可证件的编号和有效期届满日",
            basis=RENEWAL,
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/licence", detail="延续事项必填"),),
        )
    if not entry.renewal and licence is not None:
        raise Refused(
            "case.licence-not-asked",
            f"“{entry.name}”不是延续事项，请删去所持许可证件，或者改按延续事项收件",
            basis="行政许可法 31",
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/licence", detail="不是延续事项"),),
        )


def licence_is_still_in_force(licence: LicenceHeld | None, given: Circumstances) -> None:
    """What has expired cannot be renewed any more (行政许可法 50, 70)."""
    if licence is not None and licence.expires_on < given.today:
        raise Refused(
            "case.licence-expired",
            f"所持许可已于{licence.expires_on}届满，不能再延续，请告知申请人按新申请办理",
            basis="行政许可法 50、70",
            nature=Nature.INVALID,
            errors=(Pointer(pointer="/licence/expires_on", detail="有效期已经届满"),),
        )


def silence_has_not_decided(case: Case, command: CaseCommand, given: Circumstances) -> None:
    """From the first moment after its last day silence has decided, written down or not; nothing turns it back."""
    if command.VERB not in UNDOING:
        return
    lapse = lapse_of(case, given)
    if lapse is None:
        return
    renewed = lapse.ground is SilenceGround.RENEWAL
    what = "许可有效期届满前未作决定，已视为准予延续" if renewed else "承诺时限内未作决定，已视为同意"
    raise Refused(
        "case.silence-decided",
        f"{lapse.last_day}{what}，不能再“{VERB_NAMES[command.VERB]}”；请刷新后按视为准予办理送达，确有错误的依法撤销",
        basis=RENEWAL if renewed else case.entry.silence_basis,
    )


def silence_agreed(case: Case) -> Silence:
    if case.silence is None or case.silence.ground is not SilenceGround.AGREEMENT:
        raise Refused("case.not-by-silence", "此件不是超时默许的办件，没有迟到意见可附")
    return case.silence


def opinion_is_hardly_late(silence: Silence, given: Circumstances) -> None:
    last = clock.due(given.calendar, silence.last_day, LATE_OPINION).day
    if given.today > last:
        raise Refused(
            "case.opinion-too-late",
            f"迟到意见应当在视为同意后{LATE_OPINION}个工作日内（{last}前）附卷，现已逾期；确有错误的，请依法撤销",
            basis="超时默许规则",
        )


def one_opinion_is_attached(silence: Silence) -> None:
    if silence.late_opinion is not None:
        raise Refused("case.opinion-attached", "此件的迟到意见已经附卷，不必重复登记；需要改正的，请登记更正")
