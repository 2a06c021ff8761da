"""Places: where each part of a runbook stands in the files that it was read from."""

from __future__ import annotations

from sopkit.finding import Span
from sopkit.loader.draft import Draft
from sopkit.loader.item import Item
from sopkit.loader.references import Names

__all__ = ["ItemPlaces"]


class ItemPlaces:
    """Finds the span of a part, or of one of its keys, in the items of the drafts."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.main = names.main
        self._diagnoses: list[Item] | None = None

    def part(self, part: str, name: str, key: str | None = None) -> Span:
        """Return where item *name* of a part stands; what no file spells out, where the runbook begins."""
        if part == "roles":
            spans = (draft.reading.roles.get(name) for draft in self.main.all())
            return next((span for span in spans if span is not None), self._root("roles"))
        if part == "phases":
            phase: Item | None = self.main.items["phases"].get(name)
            return self._root("phases") if phase is None else phase.span(key)
        if part == "diagnoses":
            return self._diagnosis(int(name)).span(key)
        owner = self.names.owners[part].get(name)
        return self._root(part) if owner is None else self._item(owner, part, name).span(key)

    def step(self, procedure: str, step: str, key: str | None = None) -> Span:
        """Return where a step stands; a fault's handling is procedure ``fault:<id>``."""
        item = self.names.steps.get(procedure, {}).get(step)
        return self._root("procedures") if item is None else item.span(key)

    def own(self, span: Span) -> bool:
        """Whether *span* is in the file that is looked at, and not in one that it brings in."""
        return span.file == self.main.text.shown

    def _item(self, owner: Draft, part: str, name: str) -> Item:
        item: Item = owner.items[part][name]
        return item

    def _root(self, key: str) -> Span:
        assert self.main.item is not None
        return self.main.item.span(key)

    def _diagnosis(self, number: int) -> Item:
        if self._diagnoses is None:
            self._diagnoses = [
                item
                for draft in self.main.all()
                if draft.item is not None
                for item in draft.item.get("diagnoses", ())
                if item.get("when") is not None and item.get("says") is not None
            ]
        return self._diagnoses[number]
