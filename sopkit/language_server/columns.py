"""Columns: editors count in UTF-16 units (or as they agreed), the reader in code points."""

from __future__ import annotations

from sopkit.finding import Span
from sopkit.loader.text import Text

__all__ = ["offset_at", "range_of"]

_UNITS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}

Place = tuple[int, int]
"""A line and a column of the editor, both from 0."""


def _width(text: str, encoding: str) -> int:
    codec, size = _UNITS[encoding]
    return len(text.encode(codec, "surrogatepass")) // size


def offset_at(text: Text, line: int, column: int, encoding: str = "utf-16") -> int:
    """Return the offset of a place in the editor; past the end of a line it is that end."""
    content = text.line(line)
    at = width = 0
    while at < len(content) and width < column:
        width += _width(content[at], encoding)
        at += 1
    return min(text.start_of(line) + at, len(text.text))


def range_of(text: Text, span: Span, encoding: str = "utf-16") -> tuple[Place, Place]:
    """Return where *span* begins and ends in the editor."""
    ends = ((span.line, span.column), (span.end_line, span.end_column))
    first, last = ((line - 1, _width(text.line(line - 1)[: column - 1], encoding)) for line, column in ends)
    return first, last
