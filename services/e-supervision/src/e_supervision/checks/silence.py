"""V-SILENCE: nobody decided, so the law or a rule did; or silence is said to have decided where it cannot have."""

from e_supervision.checks.finding import Finding, Level
from e_supervision.lapse import Lapse
from e_supervision.lights import Judgement
from e_supervision.timeline import SilenceGround, Timeline

RENEWED, AGREED = "许可有效期届满前未作决定，视为准予延续", "承诺时限内未作决定，视为同意"


def silence_decided(timeline: Timeline, judgement: Judgement) -> Finding | None:
    """Whether silence decided, said by the unit or not; red where it is said without right (行政许可法 50)."""
    lapse = judgement.lapse
    if lapse is None:
        return None
    return Finding(
        rule="V-SILENCE",
        version=1,
        level=Level.YELLOW if lapse.is_founded else Level.RED,
        due=lapse.last_day,
        basis="行政许可法 50" if lapse.ground is SilenceGround.RENEWAL else "超时默许规则",
        sentence=_sentence(timeline, lapse),
    )


def _sentence(timeline: Timeline, lapse: Lapse) -> str:
    what = RENEWED if lapse.ground is SilenceGround.RENEWAL else AGREED
    if lapse.against is not None:
        return f"登记为“{what}”，但{lapse.against}，不能成立，期限照常计算"
    who = f"，责任人{timeline.steps[-1].responsible}" if timeline.steps else ""
    unsaid = "" if lapse.said else "，单位没有登记"
    return f"{what}: 应于{lapse.last_day:%Y-%m-%d}前作出决定{who}{unsaid}"
