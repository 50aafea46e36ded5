"""One matter as supervision knows it: its timeline, clocks, findings, and every entry that was heard of it."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated

from fastapi import Depends, Path
from pydantic import Field

from e_supervision import queries
from e_supervision.api.courts import CourtOut, court_out
from e_supervision.api.shown import EntryOut, LightOut, entry_out, light_out
from e_supervision.changes import withdrawn_of
from e_supervision.checks import findings
from e_supervision.checks.finding import Level
from e_supervision.courts import court
from e_supervision.judging import judged
from e_supervision.letters import letters_of
from e_supervision.matters import TIMELINE
from e_supervision.silence import cutoff
from e_supervision.timeline import SilenceGround
from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.domain.powers.actions import Action
from liandong.events.case import Outcome
from liandong.events.case_clock import DeadlineRecomputed
from liandong.events.joint import JointDeadlineRecomputed
from liandong.infrastructure.clock import real_now
from liandong.infrastructure.http import Out, Router
from liandong.infrastructure.http.fields import Code
from liandong.terms.legal_time import legal_day
from liandong.terms.principal import Principal
from liandong.terms.refusal import Nature, Refused

router = Router(prefix="/v1/cases", tags=["办件时间线"])


class RoundOut(Out):
    """One hand-in of materials and the day it was answered."""

    effective_on: date
    answered_on: date | None


class StepOut(Out):
    """One step as carried out."""

    code: str
    responsible: str
    started_on: date
    done_on: date | None


class SharePausedOut(Out):
    """The clock of a share stood still on the days [start, end)."""

    number: int
    start: date
    end: date | None


class LinkOut(Out):
    """One request to another unit; `case` is the number it is handled under there, `still` its pauses."""

    link: str
    unit: str
    item: str | None
    asked_on: date | None
    acknowledged_on: date | None
    unacknowledged_on: date | None
    rejected_on: date | None
    answered_on: date | None
    case: str | None
    outcome: Outcome | None
    since: date | None
    ended_on: date | None
    still: list[SharePausedOut]
    decide_by: date | None


class AskedByOut(Out):
    """Who asked for a linked case, for which master."""

    unit: str
    link: str
    master: str


class SilenceOut(Out):
    """What silence decided after `last_day`: `said` by the unit or not; `against` is why it cannot have decided."""

    ground: SilenceGround
    last_day: date
    said: bool
    against: str | None


class FindingOut(Out):
    """A rule that was broken, by which day, on what basis; not yet a card."""

    rule: Annotated[str, Field(examples=["V-PROMISE"])]
    version: int
    level: Level
    due: date
    basis: str
    sentence: str


class WithdrawnOut(Out):
    """A finding that a later calendar withdrew, when, and by which calendar; it rested on `due`, now `due_now`."""

    rule: Annotated[str, Field(examples=["V-PROMISE"])]
    due: date
    due_now: date
    calendar: str
    at: datetime


class MovedOut(Out):
    """That its unit counted a matter again by a new calendar: the days before and after, and by which notices."""

    on: date | None
    old_promised_due: date
    old_statutory_due: date
    promised_due: date
    statutory_due: date
    why: list[str]


class TimelineOut(Out):
    """A case or joint master as heard. Days are the acts', legal days of UTC+08:00.

    `handler` answers for it; on the days `visited_on` the applicant came in person.
    """

    light: LightOut
    joint: str | None
    asked_by: AskedByOut | None
    rounds: list[RoundOut]
    accepted_on: date | None
    deemed: bool
    steps: list[StepOut]
    links: list[LinkOut]
    handed_up_on: date | None
    stage_closed_on: date | None
    decided_on: date | None
    turned_back_on: date | None
    delivered_on: date | None
    closed_on: date | None
    outcome: Outcome | None
    handler: str | None
    visited_on: list[date]
    licence_expires_on: date | None
    silence: SilenceOut | None
    findings: list[FindingOut]
    withdrawn: list[WithdrawnOut]
    moved: list[MovedOut]
    court: Annotated[CourtOut | None, Field(description="各方用时；日历未到时为空")]
    history: list[EntryOut]


@router.get("/{case}", operation_id="getTimeline", summary="办件时间线", response_model=TimelineOut)
async def get_timeline(
    principal: Annotated[Principal, Permitted(Action.SUPERVISION_READ)],
    case: Annotated[Code, Path(description="办件或联办件编号", examples=["610113-261123-00001"])],
    desk: Annotated[Desk, Depends(desk_of)],
) -> TimelineOut:
    """Everything heard of one case or joint master, wherever it is handled."""
    row = await queries.matter(desk.pool, case, cutoff(real_now(), desk.settings.heartbeat_seconds))
    if row is None:
        raise Refused("case.not-heard", "监察平台没有听到过这一编号的办件，请核对编号", nature=Nature.NOT_FOUND)
    now = desk.clock.now()
    timeline = TIMELINE.validate_json(row["state"])
    entries = await queries.history(desk.pool, row["unit"], row["stream"])
    history = [entry_out(each) for each in entries]
    matter = judged(timeline, desk.references, now, row["calendar"])
    letters = await letters_of(desk.pool, desk.settings.city_unit, timeline.unit, matter.department)
    told = [entry for entry in entries if entry["sequence"] <= timeline.sequence]
    return TimelineOut(
        light=light_out(row, desk.references, now),
        asked_by=None if timeline.asked_by is None else AskedByOut(**asdict(timeline.asked_by)),
        rounds=[RoundOut(**asdict(each)) for each in timeline.rounds],
        steps=[StepOut(**asdict(each)) for each in timeline.steps],
        links=[LinkOut(**asdict(each)) for each in timeline.links],
        silence=None if matter.judgement.lapse is None else SilenceOut(**asdict(matter.judgement.lapse)),
        findings=[FindingOut(**asdict(each)) for each in findings(timeline, matter.judgement, letters)],
        withdrawn=[
            WithdrawnOut(at=at, **asdict(each))
            for at, each in await withdrawn_of(desk.pool, row["unit"], row["stream"])
        ],
        moved=[_moved(each) for each in history if each.kind in RECOUNTS],
        court=court_out(court(told, timeline.unit, row["calendar"], desk.references, legal_day(now))),
        history=history,
        **{name: getattr(timeline, name) for name in _PLAIN},
    )


def _moved(entry: EntryOut) -> MovedOut:
    facts = entry.facts
    days = ("old_promised_due", "old_statutory_due", "promised_due", "statutory_due")
    told = {name: facts[name] for name in days}
    return MovedOut(on=facts.get("recounted_on"), why=facts.get("why", []), **told)


RECOUNTS = (DeadlineRecomputed.KIND, JointDeadlineRecomputed.KIND)
_PLAIN = (
    "joint", "accepted_on", "deemed", "handed_up_on", "stage_closed_on", "decided_on", "turned_back_on",
    "delivered_on", "closed_on", "outcome", "handler", "visited_on", "licence_expires_on",
)  # fmt: skip
