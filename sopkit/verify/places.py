"""Places: where each part of a runbook stands in its files, as whoever read them can tell."""

from __future__ import annotations

from typing import Protocol

from sopkit.definition.runbook import Runbook
from sopkit.finding import Span

__all__ = ["NoPlaces", "Places"]


class Places(Protocol):
    """Finds the span of a part, or of one of its keys."""

    def part(self, part: str, name: str, key: str | None = None) -> Span:
        """Return where item *name* of a part such as ``procedures`` stands."""
        ...

    def step(self, procedure: str, step: str, key: str | None = None) -> Span:
        """Return where a step stands; a fault's handling is procedure ``fault:<id>``."""
        ...

    def own(self, span: Span) -> bool:
        """Whether *span* is in the file that is looked at, and not in one that it brings in."""
        ...


class NoPlaces:
    """For a runbook whose files nobody has at hand: everything stands at its beginning."""

    def __init__(self, book: Runbook) -> None:
        self._span = Span(book.sources[0].name if book.sources else book.id, 1, 1, 1, 1)

    def part(self, part: str, name: str, key: str | None = None) -> Span:  # noqa: ARG002
        """Return the beginning of the runbook."""
        return self._span

    def step(self, procedure: str, step: str, key: str | None = None) -> Span:  # noqa: ARG002
        """Return the beginning of the runbook."""
        return self._span

    def own(self, span: Span) -> bool:  # noqa: ARG002
        """Take every part for the runbook's own."""
        return True
