"""Nodes: a YAML file as a tree in which every key and value knows its place, built under caps."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import Any
from unicodedata import normalize

from sopkit.finding import Finding, Related, Span
from sopkit.loader import rules
from sopkit.loader.events import (
    MAX_DEPTH,
    AliasEvent,
    DocumentStartEvent,
    EventSource,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    broken_yaml,
    default_parser,
)
from sopkit.loader.marks import moving
from sopkit.loader.suspect import suspicious
from sopkit.loader.text import Text
from sopkit.loader.working import Working

__all__ = ["MAX_DEPTH", "MAX_NODES", "Kind", "Node", "parse", "plain"]

MAX_NODES = 400_000
"""How many keys and values a file may hold."""


class Kind(IntEnum):
    """What a node is."""

    TEXT = 0
    LIST = 1
    MAP = 2


_TEXT, _LIST, _MAP = Kind.TEXT, Kind.LIST, Kind.MAP


class Node:
    """
    One key or value.

    ``value`` is a text, a list of nodes, or a list of (key, value) pairs.
    ``start`` and ``end`` are the parser's marks; ``style`` is ``None`` for a
    text without quotes.
    """

    __slots__ = ("end", "kind", "start", "style", "text", "value")

    def __init__(self, kind: Kind, value: Any, start: Any, end: Any, style: str | None, text: Text) -> None:
        self.kind = kind
        self.value = value
        self.start = start
        self.end = end
        self.style = style
        self.text = text

    @property
    def empty(self) -> bool:
        """Whether nothing stands here (or ``null``, ``~``)."""
        return self.kind is _TEXT and self.style is None and self.value in ("", "~", "null")

    @property
    def span(self) -> Span:
        """Where it stands; of a list or mapping only the first line."""
        start, end = self.start.index, self.end.index
        if self.kind is _TEXT and self.value and self.start.line == self.end.line:
            first, last = self.start, self.end
            return Span(self.text.shown, first.line + 1, first.column + 1, last.line + 1, last.column + 1, start, end)
        if not self.value and self.style is None and self.kind is _TEXT:
            # Where nothing stands, the two parsers disagree on where it stands: take the end of what is before.
            start = end = _end_before(self.text.text, start)
        if self.kind is not _TEXT or self.style in ("|", ">"):
            end = min(end, start + len(self.text.line(self.start.line)) - self.start.column)
        return self.text.span(start, max(end, start))

    def part(self, start: int, end: int) -> Span:
        """Return where the part *start* to *end* of a text stands; the whole of it if that cannot be told."""
        source = self.text.text
        if self.style in ("|", ">"):
            at = self._block_offset(start)
            if at is not None and source[at : at + end - start] == self.value[start:end]:
                return self.text.span(at, at + end - start)
            return self.span
        at = self.start.index + (self.style is not None)
        if source.startswith(self.value, at):
            return self.text.span(at + start, at + end)
        return self.span

    def _block_offset(self, offset: int) -> int | None:
        """Return where character *offset* of a literal block stands."""
        if self.style != "|":
            return None
        before = self.value[:offset]
        number = self.start.line + 1 + before.count("\n")
        line = self.text.line(number)
        content = self.value.split("\n")[before.count("\n")]
        indent = len(line) - len(content)
        column = offset - (before.rfind("\n") + 1)
        return self.text.start_of(number) + indent + column if indent >= 0 else None


def _end_before(text: str, at: int) -> int:
    """Return the end of the last thing that stands before *at*."""
    while at and text[at - 1] in " \n":
        at -= 1
    return at


def parse(text: Text, parser: EventSource | None = None) -> tuple[Node | None, list[Finding]]:
    """
    Return the tree of *text* and what is wrong with its YAML.

    The tree is ``None`` where it cannot be trusted.
    """
    if text.broken:
        return None, []
    source = parser or default_parser()
    if not text.tabbed and not suspicious(text.work.string):
        builder = _Builder(text, text.work)
        try:
            return builder.build(source), builder.findings
        except Exception as error:
            if broken_yaml(error) is None:
                raise
    # Loaded where it is needed: most files never are.
    from sopkit.loader.mending import mend

    mended = mend(text, source)
    if mended.work is None:
        return None, list(mended.findings)
    builder = _Builder(text, mended.work)
    root = builder.build(source)
    return root, [*mended.findings, *builder.findings]


def plain(node: Node) -> Any:
    """Return *node* as plain texts, lists and dictionaries; nothing where it is empty."""
    if node.kind is _MAP:
        return {key.value: plain(value) for key, value in node.value}
    if node.kind is _LIST:
        return [plain(item) for item in node.value]
    return None if node.empty else node.value


class _StopError(Exception):
    """A cap was reached; the finding is noted."""


class _Builder:
    """Builds the tree of one text from its events."""

    def __init__(self, text: Text, work: Working) -> None:
        self.text = text
        self.work = work
        self.view: Text | None = None
        self.findings: list[Finding] = []

    def build(self, source: EventSource) -> Node | None:
        """Return the root, or ``None`` where there is none or a cap was reached."""
        following = source(self.work.string)
        if self.work.moved:
            following = moving(following, self.text, self.work)
        root: Node | None = None
        documents = 0
        try:
            while True:
                event = following()
                kind = type(event)
                if kind is StreamEndEvent:
                    break
                if kind is DocumentStartEvent:
                    documents += 1
                    if documents > 1:
                        self._note(rules.DOCUMENTS, event)
                        return None
                elif kind in (ScalarEvent, SequenceStartEvent, MappingStartEvent, AliasEvent):
                    root = self._tree(event, following)
        except _StopError:
            return None
        if root is None or root.empty:
            self.findings.append(rules.EMPTY_FILE.at(self.text.span(0, 0)))
            return None
        return root

    def _tree(self, event: Any, following: Callable[[], Any]) -> Node:
        """Return the node that begins with *event*, everything in it included; without recursion."""
        text, findings = self.text, self.findings
        top: list[Any] = []
        items = top
        stack: list[tuple[Node, list[Any]]] = []
        count = 0
        while True:
            kind = type(event)
            if kind is ScalarEvent:
                if event.anchor is not None or event.tag is not None:
                    self._decorated(event)
                items.append(Node(_TEXT, event.value, event.start_mark, event.end_mark, event.style or None, text))
                count += 1
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                node, outer = stack.pop()
                node.end = event.end_mark
                node.value = items
                if kind is MappingEndEvent:
                    node.value = self._pairs(items)
                items = outer
            elif kind is AliasEvent:
                self._note(rules.ALIAS, event, text=f"*{event.anchor}")
                items.append(Node(_TEXT, f"*{event.anchor}", event.start_mark, event.end_mark, "*", text))
            else:
                if event.anchor is not None or event.tag is not None:
                    self._decorated(event)
                if len(stack) >= MAX_DEPTH:
                    self._note(rules.TOO_DEEP, event, limit=str(MAX_DEPTH))
                    raise _StopError
                what = _MAP if kind is MappingStartEvent else _LIST
                node = Node(what, None, event.start_mark, event.end_mark, None, text)
                items.append(node)
                stack.append((node, items))
                items = []
                count += 1
            if not stack:
                return top[0]  # type: ignore[no-any-return]
            if count > MAX_NODES:
                findings.append(rules.TOO_MANY.at(node.span, limit=str(MAX_NODES)))
                raise _StopError
            event = following()

    def _pairs(self, items: list[Node]) -> list[tuple[Node, Node]]:
        """Return *items* in pairs, each key once: compared as people see it (NFC)."""
        pairs: list[tuple[Node, Node]] = []
        seen: dict[str, Node] = {}
        for i in range(0, len(items), 2):
            key = items[i]
            if key.kind is not _TEXT:
                self.findings.append(rules.KEY_KIND.at(key.span))
                continue
            name: str = key.value
            if not name.isascii():
                key.value = name = normalize("NFC", name)
            if name == "<<" and key.style is None:
                self.findings.append(rules.MERGE.at(key.span))
                continue
            first = seen.setdefault(name, key)
            if first is not key:
                where = Related(first.span, "第一次写在这里", "first given here")
                line = str(first.start.line + 1)
                self.findings.append(rules.DUPLICATE.at(key.span, where, key=name, line=line))
                continue
            pairs.append((key, items[i + 1]))
        return pairs

    def _decorated(self, event: Any) -> None:
        at = event.start_mark
        word = (self.text.line(at.line)[at.column :].split() or [""])[0]
        if event.anchor is not None:
            self._note(rules.ANCHOR, event, text=f"&{event.anchor}")
        else:
            self._note(rules.TAG, event, text=word or str(event.tag))

    def _note(self, rule: rules.Rule, event: Any, **args: str) -> None:
        start = event.start_mark.index
        end = start + max(1, len((self.text.text[start : start + 40].split() or [""])[0]))
        from sopkit.loader.slips import bad_start

        span = self.text.span(start, end)
        self.view = self.view or Text(self.text.shown, self.work.string)
        slip = bad_start(self.view, event.start_mark.line)
        fixes = slip.finding(self.text, self.work).fixes if slip is not None and rule in _QUOTABLE else ()
        self.findings.append(rule.mended(span, fixes if slip and slip.start == start else (), args=args))


_QUOTABLE = (rules.TAG, rules.ANCHOR, rules.ALIAS)
