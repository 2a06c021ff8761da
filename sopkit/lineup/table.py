"""Table: a line-up as rows of texts that know their place, whatever file they come from."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field

from sopkit.finding import Finding, Span
from sopkit.frozen import frozen

__all__ = ["MAX_COLUMNS", "MAX_ROWS", "Cell", "Row", "Table", "place"]

MAX_ROWS = 2000
"""How many products a line-up may have."""
MAX_COLUMNS = 100
"""How many columns are looked at."""


@frozen
class Cell:
    """One value as it is written: a text, or in YAML a list; ``head`` is what the file calls it."""

    value: str | tuple[str, ...]
    head: str
    span: Span

    @property
    def text(self) -> str:
        """Return the value as one text."""
        return self.value if isinstance(self.value, str) else "、".join(self.value)


@frozen
class Row:
    """One product: its cells that are not empty, by fact."""

    cells: Mapping[str, Cell]
    span: Span


@frozen
class Table:
    """The rows of a file, and what is wrong with it so far; ``sound`` is false where the rows cannot be trusted."""

    rows: tuple[Row, ...] = ()
    findings: tuple[Finding, ...] = field(default=())
    sound: bool = True


def place(file: str, line: int, column: int = 1) -> Span:
    """Return the span of a cell: the line of the file (or the sheet) and the number of the column, both from 1."""
    return Span(file, line, column, line, column + 1)
