"""Draft: one runbook file as it was read, together with those that it uses."""

from __future__ import annotations

from copy import copy
from typing import Any

from sopkit.definition.measure import Diagnosis
from sopkit.definition.runbook import May, Scenario
from sopkit.loader.files import File
from sopkit.loader.item import Item
from sopkit.loader.nodes import Node
from sopkit.loader.reading import Reading, Seating
from sopkit.loader.text import Text
from sopkit.loader.variant import Change
from sopkit.role import Role

__all__ = ["SHARED", "Draft"]

SHARED: dict[str, tuple[str, str]] = {
    "params": ("参数", "param"),
    "signals": ("信号", "signal"),
    "gates": ("关卡", "gate"),
    "procedures": ("流程", "procedure"),
    "faults": ("故障", "fault"),
    "cues": ("提示", "cue"),
    "measures": ("指标", "measure"),
}
"""The parts that `use` brings in, and what one of each is called."""


class Draft:
    """
    One file, read.

    ``items`` holds every part as it was written, ``made`` what could be made
    of it; ``steps`` the step items of each procedure (a fault's handling
    under ``fault:<id>``). ``root`` is its own tree; what it extends is in
    ``bases``, and its items are read from the two laid over each other.
    ``changes`` tell what was changed, ``removed`` what was taken away of
    what comes with `use`, ``overrides`` what stands there instead of it.
    ``origin`` is what is kept of it for other runbooks, if anything is.
    """

    def __init__(self, file: File, text: Text) -> None:
        self.file = file
        self.text = text
        self.reading = Reading(text, Seating())
        self.root: Node | None = None
        self.bases: list[tuple[File, Text]] = []
        self.changes: list[Change] = []
        self.removed: dict[str, set[str]] = {}
        self.overrides: dict[tuple[str, str], Item] = {}
        self.item: Item | None = None
        self.used: list[Draft] = []
        self.inline: dict[str, Role] = {}
        self.listed: tuple[str, ...] | None = None
        self.items: dict[str, dict[str, Item]] = {part: {} for part in (*SHARED, "phases")}
        self.made: dict[str, dict[str, Any]] = {part: {} for part in (*SHARED, "phases")}
        self.steps: dict[str, tuple[Item, ...]] = {}
        self.diagnoses: tuple[Diagnosis, ...] = ()
        self.scenarios: tuple[Scenario, ...] = ()
        self.may: May | None = None
        self.origin: Draft | None = None

    @property
    def texts(self) -> tuple[Text, ...]:
        """Its own text, and those of what it extends."""
        return (self.text, *(text for _, text in self.bases))

    def all(self) -> tuple[Draft, ...]:
        """Return this draft and every one that it uses, each once, this one first."""
        found: dict[str, Draft] = {}
        left = [self]
        while left:
            draft = left.pop()
            if draft.file.name not in found:
                found[draft.file.name] = draft
                left += reversed(draft.used)
        return tuple(found.values())

    def again(self, file: File, used: list[Draft]) -> Draft:
        """Return a copy for another runbook, which may be found wrong in that one without this one being so."""
        draft = copy(self)
        draft.file, draft.used, draft.origin = file, used, self
        draft.reading = copy(self.reading)
        draft.reading.findings = list(self.reading.findings)
        draft.overrides = dict(self.overrides)
        return draft
