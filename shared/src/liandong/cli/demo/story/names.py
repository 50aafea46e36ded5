"""What the units, items and steps of the story are called, as the platform itself answers it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from liandong.cli.demo.story.words import OUTCOMES


@dataclass(slots=True)
class Names:
    """`units` by code, `items` (catalogue entries) by item code; what a matter is about is learnt by listening."""

    units: Mapping[str, str]
    items: Mapping[str, Mapping[str, Any]]
    matters: dict[str, str] = field(default_factory=dict)

    def unit(self, code: str) -> str:
        return self.units.get(code, code)

    def item(self, code: str) -> str:
        known = self.items.get(code)
        return code if known is None else str(known["name"])

    def step(self, item: str, code: str) -> str:
        steps = self.items[item]["steps"] if item in self.items else ()
        return next((str(step["name"]) for step in steps if step["code"] == code), code)

    def learn(self, entry: Mapping[str, Any]) -> None:
        """From the first entry of a matter: what it is about."""
        facts = entry["facts"]
        about = facts.get("entry") or facts.get("stage")
        if about is not None:
            self.matters[entry["stream"]] = about["item"]

    def detail(self, entry: Mapping[str, Any]) -> str:
        """What an entry says, in short; facts only."""
        facts, item = entry["facts"], self.matters.get(entry["stream"], "")
        said = []
        if entry["sequence"] == 1 and item:
            said.append(self.item(item))
        elif "item" in facts:
            said.append(self.item(facts["item"]))
        if "step" in facts:
            said.append(self.step(item, facts["step"]))
        if entry["dest"] is not None:
            said.append(f"致{self.unit(entry['dest'])}")
        if "case" in facts and not entry["stream"].startswith("case:"):
            said.append(f"即{facts['case']}")
        if "outcome" in facts:
            said.append(OUTCOMES[facts["outcome"]])
        if "document" in facts:
            said.append(facts["document"])
        return " ".join(said)
