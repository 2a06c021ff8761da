"""Tabs: how wide the tabs and wide spaces of indents are meant, told from what then hangs together."""

from __future__ import annotations

import re
from itertools import pairwise

from sopkit.finding import Edit
from sopkit.loader.events import EventSource, StreamEndEvent
from sopkit.loader.text import Text

__all__ = ["misfits", "readings", "shape"]

_DASHES = re.compile(r" *(?:- +)*")
_OPEN = re.compile(r":\s*(#.*)?$")
_WIDTHS = (2, 1, 4, 8)


def readings(view: Text) -> list[tuple[Edit, ...]]:
    """Return the ways to read the indents of *view* that hold tabs or wide spaces, as the edits to spaces."""
    return [*(tuple(_spread(view, width)) for width in _WIDTHS), tuple(_aligned(view))]


def _spread(view: Text, width: int) -> list[Edit]:
    """Return the edits that put spaces for the tabs and wide spaces of every indent."""
    edits = []
    for number in range(view.text.count("\n") + 1):
        line = view.line(number)
        indent = line[: len(line) - len(line.lstrip(" \t\u3000"))]
        if not indent.strip(" "):
            continue
        spread = ""
        for char in indent:
            if char == "\t":
                spread += " " * (width - len(spread) % width)
            else:
                spread += " " * (min(width, 2) if char == "\u3000" else 1)
        edits.append(Edit(view.start_of(number), view.start_of(number) + len(indent), spread))
    return edits


def _aligned(view: Text) -> list[Edit]:
    """Return the edits that bring every such line below the nearest of its kind, a key or an item."""
    edits = []
    indents = {False: 0, True: 0}
    for number in range(view.text.count("\n") + 1):
        line = view.line(number)
        rest = line.lstrip(" \t\u3000")
        if not rest or rest.startswith("#"):
            continue
        indent = line[: len(line) - len(rest)]
        item = rest.startswith("- ")
        if indent.strip(" "):
            edits.append(Edit(view.start_of(number), view.start_of(number) + len(indent), " " * indents[item]))
        else:
            indents[item] = len(indent)
    return edits


def misfits(string: str) -> int:
    """
    Count what comes of indents that were read wrong.

    That is: keys without a value that nothing hangs on, and lines on a level
    that is none.
    """
    count = 0
    levels = {0: False}
    lines = [line for line in string.split("\n") if line.strip() and not line.lstrip().startswith("#")]
    for line, after in pairwise(lines):
        own = len(_DASHES.match(line)[0])  # type: ignore[index]
        below = len(after) - len(after.lstrip(" "))
        indent = len(line) - len(line.lstrip(" "))
        item = after.lstrip().startswith("- ")
        for level in [level for level in levels if level >= indent]:
            del levels[level]
        levels[own], levels[indent] = False, own > indent
        if _OPEN.search(line):
            count += not (below > own or (below == own and item))
        else:
            # An item below keys, or a key below items, is on the wrong level too.
            count += levels.get(below) is not item
    return count


def shape(source: EventSource, string: str) -> tuple[tuple[str, str], ...]:
    """Return what the parser makes of *string*, places left out."""
    following = source(string)
    shape = []
    while type(event := following()) is not StreamEndEvent:
        shape.append((type(event).__name__, str(getattr(event, "value", ""))))
    return tuple(shape)
