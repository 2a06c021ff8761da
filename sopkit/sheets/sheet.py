"""Sheet: heads and rows of texts, whatever file they stand in."""

from __future__ import annotations

from sopkit.frozen import frozen
from sopkit.lineup.grid import Line

__all__ = ["Line", "Sheet"]


@frozen
class Sheet:
    """A table of texts: the heads of its columns, and its rows, each as long as the heads."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return the sheet as the lines of a file, the heads first."""
        return tuple(Line(number, cells) for number, cells in enumerate((self.heads, *self.rows), 1))
