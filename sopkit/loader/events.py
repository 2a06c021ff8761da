"""YAML events, from libyaml or from PyYAML's own parser: the one place that imports yaml."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from sopkit.frozen import frozen

__all__ = [
    "MAX_DEPTH",
    "PARSERS",
    "AliasEvent",
    "BrokenYaml",
    "DocumentEndEvent",
    "DocumentStartEvent",
    "Event",
    "EventSource",
    "MappingEndEvent",
    "MappingStartEvent",
    "ScalarEvent",
    "SequenceEndEvent",
    "SequenceStartEvent",
    "StreamEndEvent",
    "StreamStartEvent",
    "broken_yaml",
    "default_parser",
    "read_through",
]

MAX_DEPTH = 32
"""How deep a file may be nested. Runbooks need about ten."""

_KEY = 1024
"""How far YAML looks for the colon of a key."""

_BRACKETS = 2_000

EventSource = Callable[[str], Callable[[], Any]]
"""Takes a text, returns a function that gives the next event (or raises)."""


@frozen
class BrokenYaml:
    """Where a parser got stuck (``line``, ``column`` from 0), and the line it had begun something on."""

    line: int
    column: int
    since: int


@cache
def _patient() -> type[yaml.BaseLoader]:
    """
    Return PyYAML's own loader, which asks of the keys that may still come only the oldest.

    As it comes, it goes through all of them for every token: thousands of
    times through a thousand of brackets in a row. They stand in the order
    of their places, since whatever takes the place of another comes last.
    """

    class Patient(yaml.BaseLoader):
        def next_possible_simple_key(self) -> int | None:
            return next((key.token_number for key in self.possible_simple_keys.values()), None)

        def stale_possible_simple_keys(self) -> None:
            oldest = next(iter(self.possible_simple_keys.values()), None)
            if oldest is not None and (oldest.line != self.line or self.index - oldest.index > _KEY):
                super().stale_possible_simple_keys()

    return Patient


def _pure(text: str) -> Callable[[], Any]:
    return _patient()(text).get_event


def _fast(text: str) -> Callable[[], Any]:
    return yaml.CBaseLoader(text).get_event


PARSERS: dict[str, EventSource] = {"pure": _pure}
"""The parsers that are here: ``pure`` always, ``libyaml`` where PyYAML was built with it."""
if yaml.__with_libyaml__:
    PARSERS["libyaml"] = _fast


def read_through(text: str, source: EventSource) -> None:
    """
    Read *text* to its end, or as deep as a file may be nested, for nothing but what the parser raises on the way.

    libyaml does so by itself, without an event for us; with more brackets
    than it reads in a moment, one inside the other, it is watched.
    """
    if source is _fast and text.count("[") + text.count("{") <= _BRACKETS:
        yaml.CBaseLoader(text).raw_parse()
        return
    depth = 0
    following = source(text)
    while True:
        kind = type(following())
        if kind is MappingStartEvent or kind is SequenceStartEvent:
            depth += 1
            if depth > MAX_DEPTH:
                return
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            depth -= 1
        elif kind is StreamEndEvent:
            return


def default_parser() -> EventSource:
    """Return the fastest parser that is here."""
    return PARSERS.get("libyaml", _pure)


def broken_yaml(error: Exception) -> BrokenYaml | None:
    """Return where *error* says that the YAML is broken; ``None`` if it is no error of the parser."""
    if not isinstance(error, yaml.YAMLError):
        return None
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return BrokenYaml(0, 0, 0)
    context = getattr(error, "context_mark", None) or mark
    # A bracket or a quote begins where the trouble does; a block merely holds it.
    within = "block" in str(getattr(error, "context", ""))
    return BrokenYaml(mark.line, mark.column, mark.line if within else context.line)
