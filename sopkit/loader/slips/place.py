"""Place: what a line hangs on, told without a parser: the key above it, and whether it goes on with a text."""

from __future__ import annotations

import re
from functools import cache

from sopkit.loader.kinds import Items, Kind, Nested
from sopkit.loader.tables import TABLES
from sopkit.loader.text import Text

__all__ = ["KEYS", "goes_on", "indent_of", "lists", "parent_of"]

KEYS = frozenset(key.name for table in TABLES.values() for key in table.keys)
"""Every key that a file of ours may have, wherever."""

_SEEN = 60
_OPEN_KEY = re.compile(r"^ *(?:- +)*[\"']?([A-Za-z_]\w{0,40})[\"']?:\s*(?:#.*)?$")
_PAIR = re.compile(r"^ *(?:- +)*[^\s:：#][^:：#]{0,60}[:：](\s+(?P<value>\S.*))?$")


@cache
def lists() -> frozenset[str]:
    """Return the keys whose value may be a list."""
    every = (key for table in TABLES.values() for key in table.keys)
    return frozenset(key.name for key in every if _many(key.kind))


def _many(kind: Kind) -> bool:
    if isinstance(kind, Nested):
        # `roles: [a, b]` is short for `roles: {any: [a, b]}`.
        table = TABLES[kind.table]
        return table.short is not None and _many(table.by_name[table.short].kind)
    return isinstance(kind, Items) or bool(getattr(kind, "many", False))


def indent_of(line: str) -> int:
    """Return how many spaces *line* begins with."""
    return len(line) - len(line.lstrip(" "))


def parent_of(view: Text, number: int) -> str | None:
    """Return the key that the line hangs on, where nothing but items of the same list stands between."""
    indent = indent_of(view.line(number))
    for above in range(number - 1, max(-1, number - _SEEN), -1):
        line = view.line(above)
        if not line.strip() or line.lstrip().startswith("#") or indent_of(line) > indent:
            continue
        match = _OPEN_KEY.match(line)
        if indent_of(line) < indent:
            return match[1] if match else None
        if match is not None and not line.lstrip().startswith("-"):
            return match[1]  # a list may stand as far left as its key
    return None


def goes_on(view: Text, number: int) -> bool:
    """Whether the line only goes on with the plain text that a line above began."""
    indent = indent_of(view.line(number))
    for above in range(number - 1, max(-1, number - _SEEN), -1):
        line = view.line(above)
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _PAIR.match(line)
        if indent_of(line) >= indent:
            if match is not None or line.lstrip().startswith("- "):
                return False
            continue
        if match is None:
            return line.lstrip().startswith("- ")
        value = match["value"]
        return value is not None and value[0] not in "#|>&*![{\"'"
    return False
