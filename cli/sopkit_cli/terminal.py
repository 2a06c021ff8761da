"""Terminal: the one place that prints: lines for people in their width and colour, JSON for programs."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from typing import IO

from sopkit_cli.width import columns_of, wrap

__all__ = ["Terminal"]

# Colour only ever repeats what words and marks say already.
_COLOURS: Mapping[str, str] = {
    "fault": "1;31",
    "warn": "33",
    "refused": "33",
    "good": "32",
    "dim": "2",
    "head": "1",
    "say": "36",
    "live": "1;37;41",
}


_TAB = "→   "
"""A tab as it is shown: as wide as in most editors, and told from spaces, for here it is often the mistake."""


class Terminal:
    """How to show things: the width, whether in colour, and whether as JSON."""

    def __init__(self, *, as_json: bool = False, colour: bool | None = None, width: int | None = None) -> None:
        self.as_json = as_json
        self.colour = _may_colour() if colour is None else colour
        self._width = width

    @property
    def width(self) -> int:
        """Return how many columns there are now: a window may be drawn wider or narrower at any time."""
        return self._width or _width()

    def line(self, text: str = "", style: str = "", *, first: str = "", rest: str | None = None) -> None:
        """Print *text*, wrapped to the width; lines after the first begin with *rest* (else like *first*, blank)."""
        blank = " " * columns_of(first) if rest is None else rest
        broad = rest is None and columns_of(first) * 5 > self.width * 2
        if broad and columns_of(first) + columns_of(text) > self.width:
            # Beside so broad a column hardly anything would fit: the text goes under it.
            self.line(first.strip(), style, first=first[: len(first) - len(first.lstrip())])
            first = blank = "    "
        for one in wrap(_printable(text), self.width, first=first, rest=blank):
            self._print(self.paint(one, style))

    def block(self, lines: list[str], style: str = "") -> None:
        """Print lines that are laid out already."""
        for one in lines:
            self._print(self.paint(_printable(one), style))

    def painted(self, lines: Iterable[str]) -> None:
        """Print lines that are laid out, painted and free of control characters already."""
        for one in lines:
            self._print(one)

    def paint(self, text: str, style: str) -> str:
        """Return *text* in the colour of *style*, where there is colour at all."""
        code = _COLOURS.get(style, "")
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and code and text else text

    def data(self, data: object) -> None:
        """Print one JSON object."""
        # An output that is not UTF-8 would lose characters; their numbers get through anywhere.
        ascii_only = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "") != "utf8"
        self._print(json.dumps(data, ensure_ascii=ascii_only, indent=None, separators=(", ", ": ")))

    def complain(self, text: str) -> None:
        """Print what went wrong, to the error stream."""
        for paragraph in _printable(text).split("\n"):
            indent = " " * (len(paragraph) - len(paragraph.lstrip()) + 2)
            for one in wrap(paragraph, self.width, rest=indent):
                self._print(one, sys.stderr)

    def _print(self, text: str, stream: IO[str] | None = None) -> None:
        print(text, file=stream or sys.stdout)


def _printable(text: str) -> str:
    """Take out control characters: a name from a file or an argument cannot steer the terminal."""
    if text.isprintable():
        return text
    text = text.replace("\t", _TAB)
    return "".join(c if c.isprintable() or c == "\n" else "\N{REPLACEMENT CHARACTER}" for c in text)


def _may_colour() -> bool:
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and sys.stdout.isatty()


def _width() -> int:
    """Return the columns, as `shutil.get_terminal_size` does; that would bring every archive format along."""
    given = os.environ.get("COLUMNS", "")
    columns = int(given) if given.isdecimal() else 0
    if not columns:
        try:
            columns = os.get_terminal_size(sys.__stdout__.fileno()).columns if sys.__stdout__ else 0
        except (ValueError, OSError):
            columns = 0
    return max(24, min(columns or 80, 120))
