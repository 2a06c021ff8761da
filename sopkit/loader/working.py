"""Working: the text that the parser is given, mended where need be, and the way back to what was typed."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import repeat

from sopkit.finding import Edit

__all__ = ["HOLE", "Working"]

HOLE = "\ufffc"
"""
A value that was found wrong and is left out, so that the rest can be read.

Nobody can write it: among the characters of a file it would be found.
"""


class Working:
    """
    A text made from another by edits, in which every place still knows where it comes from.

    Edits never add or take away a line, so that line numbers stay.
    """

    __slots__ = ("_origins", "same", "string")

    def __init__(self, string: str, origins: array[int] | None = None, same: int | None = None) -> None:
        self.string = string
        self._origins = origins
        self.same = len(string) if same is None else same
        """Up to which offset every place is where it was typed."""

    @property
    def moved(self) -> bool:
        """Whether places differ from those that were typed."""
        return self._origins is not None

    def back(self, at: int) -> int:
        """Return where offset *at* stands in the text that was typed."""
        if self._origins is None:
            return at
        return self._origins[max(0, min(at, len(self._origins) - 1))]

    def edited(self, edits: Sequence[Edit]) -> Working:
        """Return the text after *edits*; of two that overlap the later one is left out."""
        before = self._origins or array("L", range(len(self.string) + 1))
        origins = array("L")
        parts: list[str] = []
        at = 0
        for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
            if edit.start < at:
                continue
            parts += (self.string[at : edit.start], edit.text)
            origins += before[at : edit.start]
            # What is written anew stands where the old began, and one place further on for each old character.
            kept = before[edit.start : min(edit.end, edit.start + len(edit.text))]
            origins += kept
            origins.extend(repeat(before[edit.start + max(0, len(kept) - 1)], len(edit.text) - len(kept)))
            at = edit.end
        parts.append(self.string[at:])
        origins += before[at:]
        return Working("".join(parts), origins, min([self.same, *(edit.start for edit in edits)]))
