"""Marks: the places of a parser's events, told in the text as it was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sopkit.loader.text import Text
from sopkit.loader.working import Working

__all__ = ["Mark", "moving"]


class Mark:
    """A place in the text as it was typed, shaped like the parsers' own marks; few are ever asked for their line."""

    __slots__ = ("index", "text")

    def __init__(self, text: Text, index: int) -> None:
        self.text = text
        self.index = index

    @property
    def line(self) -> int:
        """Its line, from 0."""
        return self.text.line_of(self.index)

    @property
    def column(self) -> int:
        """Its column, from 0."""
        return self.index - self.text.start_of(self.line)


def moving(following: Callable[[], Any], text: Text, work: Working) -> Callable[[], Any]:
    """Return *following*, its events placed in the text as it was typed."""
    back, same = work.back, work.same

    def moved() -> Any:
        event = following()
        # Above the first edit the parser's own marks are right, and what it reads is most often there.
        if event.end_mark.index > same:
            event.start_mark = Mark(text, back(event.start_mark.index))
            event.end_mark = Mark(text, back(event.end_mark.index))
        return event

    return moved
