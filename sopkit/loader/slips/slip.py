"""Slip: one mistake of typing, where it stands in the working text, and the edits that would mend it."""

from __future__ import annotations

import re

from attrs import field

from sopkit.finding import Edit, Finding, Fix
from sopkit.frozen import frozen
from sopkit.loader.rules import Rule
from sopkit.loader.text import Text
from sopkit.loader.working import Working

__all__ = ["Slip", "quoted", "quotes_around"]


@frozen
class Slip:
    """
    A mistake, supposed until the text reads better without it.

    Offsets are in the working text. A slip with ``safe`` edits says what
    the writer must have meant; other edits only help to read on. Where what
    should be written takes other lines, ``mend`` are the edits to offer.
    """

    rule: Rule
    start: int
    end: int
    edits: tuple[Edit, ...]
    args: dict[str, str] = field(factory=dict)
    zh: str = "改成半角"
    en: str = "type the plain sign"
    safe: bool = True
    offered: bool = True
    mend: tuple[Edit, ...] | None = None

    def finding(self, text: Text, work: Working) -> Finding:
        """Return the finding, at the place in the text as it was typed."""
        offered = self.edits if self.mend is None else self.mend
        edits = tuple(Edit(work.back(edit.start), work.back(edit.end), edit.text) for edit in offered)
        fixes = (Fix(self.zh, self.en, edits, self.safe),) if edits and self.offered else ()
        return self.rule.mended(text.span(work.back(self.start), work.back(self.end)), fixes, args=self.args)


def quoted(value: str) -> str:
    """Return *value* in quotes."""
    edits = quotes_around(0, value)
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        value = value[: edit.start] + edit.text + value[edit.end :]
    return value


def quotes_around(start: int, value: str) -> tuple[Edit, ...]:
    """Return the edits that put *value*, which stands at *start*, in quotes."""
    end = start + len(value)
    if '"' in value and "'" not in value:
        return (Edit(start, start, "'"), Edit(end, end, "'"))
    escapes = tuple(Edit(start + at.start(), start + at.start(), "\\") for at in re.finditer(r'["\\]', value))
    if escapes and escapes[0].start == start:
        # At one place the order of two insertions would matter.
        escapes = (Edit(start, start, '"\\'), *escapes[1:])
        return (*escapes, Edit(end, end, '"'))
    return (Edit(start, start, '"'), *escapes, Edit(end, end, '"'))
