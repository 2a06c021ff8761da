"""Completion: what may be typed at a place: keys, words of a choice, names and ids, explained."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from sopkit.definition.product import FACTS
from sopkit.finding import Span
from sopkit.frozen import frozen
from sopkit.language_server.page import Page
from sopkit.language_server.walk import Spot
from sopkit.loader import kinds
from sopkit.loader.kinds import Kind

__all__ = ["Offer", "complete"]

_MARK = "sop_here_sop"
_WORD = re.compile(r"[^\s:,\[\]{}#\"']*$")
_OPEN = re.compile(r"(^[ ]*(-[ ]+)*|[{,\[][ ]*)$")
_DEEPER = kinds.Nested | kinds.Items | kinds.Named
_TYPES = {kinds.Length: ("duration",), kinds.Count: ("int",)}
_EXAMPLES: dict[type[Kind], tuple[str, ...]] = {
    kinds.Length: ("30s", "5m", "1h30m"),
    kinds.Moment: ("T-30m", "phase + 5m", "activity + 3m", "round + 2m"),
}


@frozen
class Offer:
    """One thing that may be typed in the place of ``span``; ``sort`` is ``key``, ``word``, ``name`` or ``value``."""

    label: str
    insert: str
    detail: str
    sort: str
    span: Span


def complete(text: str, path: Path, offset: int, folders: Sequence[Path] = (), lang: str = "zh") -> tuple[Offer, ...]:
    """Return what may be typed at *offset* of *text*, which is or will be the file at *path*."""
    line = text[text.rfind("\n", 0, offset) + 1 : offset]
    match = _WORD.search(line)
    start = offset - len(match[0] if match else "")
    before, after = text[:start], text[offset:]
    head = line[: len(line) - (offset - start)]
    marks = [_MARK]
    if _OPEN.search(head) and not re.match(r"[^\s:,\[\]{}#]*:", after):
        # A key, or one of a list: a key reads in either place, and the place says which it is.
        marks = [f"{_MARK}: x", _MARK]
    for mark in marks:
        page = Page(before + mark + after, path, folders)
        spot = next((one for one in page.spots if _MARK in str(one.node.value)), None)
        if spot is not None:
            here = Page(text, path, folders).text.span(start, offset)
            return tuple(_offers(page, spot, here, lang))
    return ()


def _offers(page: Page, spot: Spot, span: Span, lang: str) -> Iterator[Offer]:
    side = int(lang == "en")
    if spot.kind is None:
        for key in spot.table.keys:
            if key.name not in spot.taken:
                needed = ("（必填）", " (required)")[side] if key.required else ""
                colon = ":" if isinstance(key.kind, _DEEPER) else ": "
                yield Offer(key.name, key.name + colon, (key.zh, key.en)[side] + needed, "key", span)
        return
    for word, detail in _words(spot.kind, side):
        yield Offer(word, word, detail, "word", span)
    yield from _names(page, spot, span)
    for text in _EXAMPLES.get(type(spot.kind), ()):
        yield Offer(text, text, "", "value", span)


def _words(kind: Kind, side: int) -> Iterator[tuple[str, str]]:
    if isinstance(kind, kinds.OneOf):
        yield from ((word, told[side]) for word, *told in kind.words)
    elif isinstance(kind, kinds.Flag):
        yield from (("true", "是"), ("false", "否"))
    elif isinstance(kind, kinds.Way):
        yield from (("next", ("下一步", "the next step")[side]), ("finish", ("到此完成", "finished")[side]))


def _names(page: Page, spot: Spot, span: Span) -> Iterator[Offer]:
    kind = spot.kind
    if isinstance(kind, kinds.Ref):
        yield from _known(page, kind.to, spot.scope, span)
    elif isinstance(kind, kinds.Way):
        yield from _known(page, "step", spot.scope, span)
        yield from _known(page, "fault", "", span, "raise ")
        yield from _known(page, "procedure", "", span, "open ")
    elif spot.key is not None and spot.key.name == "use":
        yield from _known(page, "runbook", "", span)
    elif isinstance(kind, kinds.When):
        yield from _known(page, "param", "", span, "params.")
        yield from _known(page, "signal" if kind.scope == "cue" else "", "", span)
        yield from (Offer(f"product.{fact}", f"product.{fact}", "", "name", span) for fact in FACTS)
    elif type(kind) in _TYPES:
        names = page.built.names
        fitting = [] if names is None else [name for name, of in names.params.items() if of in _TYPES[type(kind)]]
        yield from (one for one in _known(page, "param", "", span, "$") if one.label[1:] in fitting)


def _known(page: Page, kind: str, scope: str, span: Span, prefix: str = "") -> Iterator[Offer]:
    for one in page.known(kind, scope):
        if _MARK in one.name:
            continue
        if kind == "role":
            # People name a seat by what it is called; the id stands beside it, and is offered too.
            yield Offer(one.title, one.title, one.name, "name", span)
        if kind != "role" or one.name != one.title:
            yield Offer(prefix + one.name, prefix + one.name, one.title, "name", span)
