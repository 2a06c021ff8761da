"""Scan: which lines stand inside a longer text, and which brackets and quotes are open, told without a parser."""

from __future__ import annotations

import re

from attrs import define, field

from sopkit.loader.text import Text

__all__ = ["Scan", "scan"]

_SIGN = re.compile("[\"'\\[\\]{},#]")
_HEADER = re.compile(r"(?:^|[:-] +)[|>][+-]?\d?[+-]?\s*(?:#.*)?$")
_CLOSER = {"[": "]", "{": "}"}


@define
class Scan:
    """
    What a walk over the lines saw.

    ``inside`` are the lines that begin inside a quoted text or a block;
    ``quotes`` the offsets of quotes that are not closed on their line;
    ``opened`` the brackets that are still open at the end, as (sign,
    offset); ``stray`` the closing ones that close nothing; ``asks`` the
    question marks in unquoted flow values, as (start of the value, mark).
    """

    inside: set[int] = field(factory=set)
    quotes: list[int] = field(factory=list)
    opened: list[tuple[str, int]] = field(factory=list)
    stray: list[int] = field(factory=list)
    flow: list[tuple[int, int]] = field(factory=list)
    """Stretches of plain text inside brackets, as (start, end)."""


def scan(view: Text, first: int = 0, last: int | None = None) -> Scan:
    """Return what a walk over *view*, from line *first* to line *last*, saw."""
    walk = _Walk(view)
    count = view.text.count("\n")
    for number in range(first, (count if last is None else min(last, count)) + 1):
        walk.line(number)
    return walk.seen


class _Walk:
    """One walk, a line at a time."""

    def __init__(self, view: Text) -> None:
        self.view = view
        self.seen = Scan()
        self.quote = ""
        self.block: int | None = None

    def line(self, number: int) -> None:
        """Walk over one line."""
        line = self.view.line(number)
        indent = len(line) - len(line.lstrip(" "))
        if self.block is not None:
            if indent > self.block or not line.strip():
                self.seen.inside.add(number)
                return
            self.block = None
        at = 0
        if self.quote:
            self.seen.inside.add(number)
            at = self._closing(line, 0)
            if at < 0:
                return
        self._rest(line, at, self.view.start_of(number))
        if not self.quote and not self.seen.opened and _HEADER.search(line):
            self.block = indent

    def _rest(self, line: str, at: int, offset: int) -> None:
        """Walk over the signs of a line from *at*."""
        start = at
        while match := _SIGN.search(line, at):
            sign, place = match[0], match.start()
            at = match.end()
            if sign == "#":
                if place == 0 or line[place - 1] in " \t":
                    self._plain(line, start, place, offset)
                    return
                continue
            if sign in "\"'":
                if not self._begins(line, place):
                    continue
                self.quote = sign
                at = self._closing(line, at)
                if at < 0:
                    self.seen.quotes.append(offset + place)
                    return
            elif sign in "[{":
                if not self.seen.opened and not self._begins(line, place):
                    continue
                self.seen.opened.append((sign, offset + place))
            else:
                self._plain(line, start, place, offset)
                if sign != ",":
                    self._close(sign, line[:place].rstrip(), offset + place)
            start = at
        self._plain(line, start, len(line), offset)

    def _close(self, sign: str, before: str, at: int) -> None:
        """Close a bracket; one that closes nothing is stray where it cannot be part of a text."""
        opened = self.seen.opened
        if opened and _CLOSER[opened[-1][0]] == sign:
            opened.pop()
        elif opened or not before or before[-1] in "]}":
            self.seen.stray.append(at)

    def _plain(self, line: str, start: int, end: int, offset: int) -> None:
        """Note the plain text of a flow value, the key before it left out."""
        if not self.seen.opened:
            return
        colon = line.rfind(": ", start, end)
        start = colon + 2 if colon >= 0 else start
        piece = line[start:end]
        start += len(piece) - len(piece.lstrip())
        end = start + len(piece.strip())
        if start < end and line[start] not in "\"'":
            self.seen.flow.append((offset + start, offset + end))

    def _closing(self, line: str, at: int) -> int:
        """Return the place behind the closing quote, or -1 if it is not on this line."""
        while at < len(line):
            char = line[at]
            if char == "\\" and self.quote == '"':
                at += 2
                continue
            if char == self.quote:
                if char == "'" and line[at + 1 : at + 2] == "'":
                    at += 2
                    continue
                self.quote = ""
                return at + 1
            at += 1
        return -1

    def _begins(self, line: str, place: int) -> bool:
        """Whether a value may begin at *place*."""
        before = line[:place]
        ended = before.rstrip(" ")
        if not ended:
            return True
        if self.seen.opened and ended[-1] in "[{,:":
            return True
        return len(ended) < place and ended[-1] in ":-" and (ended[-1] == ":" or not ended.strip(" -"))
