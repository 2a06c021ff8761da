"""Subject: the file that a pass looks at: its text, its tree, what was read of it, the runbook that came of it."""

from __future__ import annotations

from attrs import define, field

from sopkit.definition.runbook import Runbook
from sopkit.lint.report import CutShort
from sopkit.loader.book import Built
from sopkit.loader.draft import Draft
from sopkit.loader.nodes import Node
from sopkit.loader.references import Names
from sopkit.loader.text import Text

__all__ = ["Subject"]


@define(eq=False)
class Subject:
    """
    One file under lint.

    ``root`` is ``None`` where the YAML cannot be read, ``draft`` for a role
    file, ``names`` where one of the files it uses cannot be read, ``book``
    where anything is wrong. A pass that gives up a search says so in
    ``cut_short``.
    """

    text: Text
    root: Node | None
    platform: str | None = None
    built: Built | None = None
    cut_short: list[CutShort] = field(factory=list)

    @property
    def draft(self) -> Draft | None:
        """The file as it was read, every item with its place."""
        return self.built.main if self.built and self.built.main.item is not None else None

    @property
    def names(self) -> Names | None:
        """Every name of the file and of those it uses."""
        return self.built.names if self.built else None

    @property
    def book(self) -> Runbook | None:
        """The runbook, if nothing keeps it from being used."""
        return self.built.book if self.built else None
