"""When the clock of a master stood still, counted again: one day after another, from what was said of its shares."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from e_supervision.verify.recount_days import ONE, Still
from liandong.events import joint, joint_ending, joint_share, link
from liandong.events.said import Event
from liandong.terms.codes import LinkId


@dataclass(slots=True)
class _Share:
    since: date
    gone: date | None = None
    still: list[Still] = field(default_factory=list)

    def runs(self, day: date) -> bool:
        return not any(each.covers(day) for each in self.still)

    def is_part(self, day: date) -> bool:
        return self.since <= day and (self.gone is None or day < self.gone)


class Shares:
    """The shares of one master, as they were asked, stood still and ended."""

    def __init__(self) -> None:
        self._shares: dict[LinkId, _Share] = {}

    def hear(self, day: date, event: Event) -> None:
        match event:
            case link.LinkRequested(link=asked) if asked not in self._shares:
                self._shares[asked] = _Share(since=day)
            case joint.JointShareAskedAgain(replaces=old, share=share) if old in self._shares:
                self._shares[share.link] = _Share(since=self._shares.pop(old).since)
            case joint.JointShareAnswered(link=done, decided_on=ended) if done in self._shares:
                self._end(done, ended)
            case joint_ending.JointShareVoided(link=done, voided_on=ended) if done in self._shares:
                self._end(done, ended)
            case joint_share.JointSharePaused(link=paused, number=number, paused_on=start) if paused in self._shares:
                self._shares[paused].still.append(Still(number, start))
            case joint_share.JointShareResumed(link=resumed, number=number, resumed_on=end) if resumed in self._shares:
                for each in self._shares[resumed].still:
                    each.end = end if each.number == number else each.end
            case _:
                pass

    def _end(self, done: LinkId, ended: date) -> None:
        share = self._shares[done]
        share.gone = ended if share.gone is None else min(share.gone, ended)

    def still(self, until: date | None) -> list[Still]:
        """The stretches on which there is an unfinished share and none runs, before the day the clock stopped."""
        found: list[Still] = []
        last = None
        for day in self._days(until):
            part = [share for share in self._shares.values() if share.is_part(day)]
            if part and not any(share.runs(day) for share in part):
                if not found or found[-1].end is not None:
                    found.append(Still(len(found) + 1, day))
            elif found and found[-1].end is None:
                found[-1].end = day
            last = day
        if until is not None and last is not None and found and found[-1].end is None:
            found[-1].end = until
        return found

    def _days(self, until: date | None) -> Iterator[date]:
        """Every day on which something may begin or end; after the last of them all stays as it is."""
        told = [day for share in self._shares.values() for day in (share.since, share.gone) if day is not None]
        told += [
            day
            for share in self._shares.values()
            for each in share.still
            for day in (each.start, each.end)
            if day is not None
        ]
        day, last = min(told, default=date.max), max(told, default=date.min)
        while day <= last and (until is None or day < until):
            yield day
            day += ONE
