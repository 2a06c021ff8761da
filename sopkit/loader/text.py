"""Text: the text of a file, places in it by line, column and code point, and what is wrong with its characters."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from attrs import define, field

from sopkit.finding import Edit, Finding, Fix, Span
from sopkit.loader import rules
from sopkit.loader.encoding import decoded
from sopkit.loader.working import Working

__all__ = ["MAX_BYTES", "Text", "checked", "decode"]

MAX_BYTES = 2 * 1024 * 1024
"""How large a file may be. 2 MB are about 80,000 lines."""

# Left in: TAB (looked at by itself), LF, and U+200D, which emoji are joined with.
_HIDDEN = re.compile(
    # What a terminal takes for a colour is one thing, and goes as one.
    "(?:\x1b\\[[0-9;]{0,12}[A-Za-z]|[\x00-\x08\x0b-\x1f\x7f-\x9f\xa0\u00ad\u1680\u180e\u2000-\u200c\u200e\u200f\u2028-\u202f\u205f-\u2064"
    "\u2066-\u206f\ud800-\udfff\ufeff\ufff9-\ufffc\ufffe\uffff])+"
)
_SPACES = frozenset(
    "\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f"
)
_TABS = re.compile(r"\t[\t ]*")
_INDENT = re.compile("^(?=[ \t]*[\xa0\u3000])[ \t\xa0\u3000]+", re.MULTILINE)
# Where YAML wants a plain space: after a colon or a dash. Elsewhere a wide space is part of a text.
_WIDE_SPACE = re.compile(
    "(?:^[ ]*-|^[ ]*(?:- +)*[^\\s:#\"']{1,60}:|[{,][ ]*[a-z_]{1,20}:)([ ]*\u3000[ \u3000]*)", re.MULTILINE
)
_NAMES = {
    "\x00": "NUL（U+0000）",
    "\x85": "换行符 NEL（U+0085）",
    "\xa0": "不换行空格（U+00A0）",
    "\u200b": "零宽空格（U+200B）",
    "\u2028": "行分隔符（U+2028）",
    "\u2029": "段分隔符（U+2029）",
    "\u3000": "全角空格（U+3000）",
    "\ufeff": "BOM（U+FEFF）",
}


@define(eq=False)
class Text:
    """A file's text, the name it is shown under, and the findings on its characters."""

    shown: str
    text: str
    findings: list[Finding] = field(factory=list)
    work: Working = field(init=False)
    """The same text for the parser, without the characters that would mislead it."""
    tabbed: bool = False
    """Whether an indent holds tabs or wide spaces, so that how deep its lines are can only be guessed."""
    broken: bool = False
    """Whether there is no text to speak of."""

    def __attrs_post_init__(self) -> None:
        self.work = Working(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def line(self, number: int) -> str:
        """Return line *number*, from 0, without its end."""
        starts = self._starts
        if not 0 <= number < len(starts):
            return ""
        end = starts[number + 1] - 1 if number + 1 < len(starts) else len(self.text)
        return self.text[starts[number] : end]

    def line_of(self, offset: int) -> int:
        """Return the number, from 0, of the line on which *offset* stands."""
        return bisect_right(self._starts, offset) - 1

    def start_of(self, number: int) -> int:
        """Return the offset of line *number*, from 0."""
        starts = self._starts
        return starts[number] if number < len(starts) else len(self.text)

    def span(self, start: int, end: int) -> Span:
        """Return the span from offset *start* to *end*, kept inside the text."""
        start = max(0, min(start, len(self.text)))
        end = max(start, min(end, len(self.text)))
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, end) - 1
        columns = start - self._starts[first] + 1, end - self._starts[last] + 1
        return Span(self.shown, first + 1, columns[0], last + 1, columns[1], start, end)


def decode(raw: bytes, shown: str) -> Text:
    """Return the text of *raw* without a BOM, lines ended by LF, its encoding and its characters checked."""
    if len(raw) > MAX_BYTES:
        text = Text(shown, "", broken=True)
        text.findings.append(rules.TOO_LARGE.at(text.span(0, 0), limit="2 MB"))
        return text
    found = decoded(raw)
    string = found.string.replace("\r\n", "\n").replace("\r", "\n")
    if found.encoding == "UTF-8":
        return checked(string, shown)
    text = checked(string, shown) if found.whole else Text(shown, string, broken=True)
    at = next((i for i, char in enumerate(string) if not char.isascii()), 0)
    # Writing the text anew, with no edit at all, is what mends it.
    fixes = (Fix("另存为 UTF-8", "save it as UTF-8", ()),) if found.whole else ()
    finding = rules.NOT_UTF8.mended(text.span(at, at + 1), fixes, args={"encoding": found.encoding})
    text.findings.insert(0, finding)
    return text


def checked(string: str, shown: str) -> Text:
    """Return *string* as a `Text`, with a finding for each character that should not be there."""
    text = Text(shown, string)
    if string.isascii() and "\t" not in string and _HIDDEN.search(string) is None:
        return text
    edits = _indents(text)
    seen = {edit.start for edit in edits}
    for match in _HIDDEN.finditer(string):
        if not any(edit.start <= match.start() < edit.end for edit in edits):
            edits.append(_hidden(text, match.start(), match.end()))
    for match in _WIDE_SPACE.finditer(string):
        at = match.start(1) + match[1].index("\u3000")
        if match.start(1) not in seen:
            edits.append(_note(text, rules.CHARACTER, match.start(1), match.end(1), " ", at, match[1].strip(" ")))
    if "\t" in string:
        edits += _tabs(text)
    if edits:
        text.findings.sort(key=lambda finding: finding.span.start)
        text.work = text.work.edited(edits)
    return text


def _indents(text: Text) -> list[Edit]:
    """Note indents of other spaces; of the wide ones only `sopkit.loader.mending` can tell how deep they are meant."""
    edits = []
    for match in _INDENT.finditer(text.text):
        char = next(char for char in match[0] if char in "\xa0\u3000")
        at = match.start() + match[0].index(char)
        if "\u3000" in match[0]:
            text.tabbed = True
            edits.append(Edit(match.start(), match.end(), match[0].replace("\xa0", " ")))
            text.findings.append(rules.WIDE_INDENT.at(text.span(at, at + 1), char=_name(char)))
            continue
        edits.append(
            _note(text, rules.WIDE_INDENT, match.start(), match.end(), match[0].replace("\xa0", " "), at, char)
        )
    return edits


def _hidden(text: Text, start: int, end: int) -> Edit:
    """Take out a run of characters that cannot be seen; those that are spaces in their way become one."""
    run = text.text[start:end]
    return _note(text, rules.CHARACTER, start, end, " " if any(char in _SPACES for char in run) else "", start, run)


def _note(text: Text, rule: rules.Rule, start: int, end: int, mended: str, at: int, chars: str) -> Edit:
    edit = Edit(start, end, mended)
    fix = Fix("换成普通空格", "type plain spaces", (edit,)) if mended else Fix("删掉", "delete it", (edit,))
    text.findings.append(rule.mended(text.span(at, at + 1), (fix,), args={"char": _name(chars[0])}))
    return edit


def _name(char: str) -> str:
    return _NAMES.get(char, f"U+{ord(char):04X}")


def _tabs(text: Text) -> list[Edit]:
    """Take tabs out: one finding a line; those in front of or inside a comment, or at a line's end, do no harm."""
    edits = []
    last = -1
    for match in _TABS.finditer(text.text):
        number = text.line_of(match.start())
        line, column = text.line(number), match.start() - text.start_of(number)
        before, after = line[:column], line[match.end() - text.start_of(number) :]
        if not after.strip() or after.startswith("#") or before.lstrip().startswith("#") or " #" in before:
            edits.append(Edit(match.start(), match.end(), " "))
            continue
        if not before.strip(" "):
            text.tabbed = True
            fixes: tuple[Fix, ...] = ()
        else:
            edits.append(Edit(match.start(), match.end(), " "))
            fixes = (Fix("换成空格", "type a space", (edits[-1],)),)
        if number != last:
            span = text.span(match.start(), match.start() + 1)
            text.findings.append(rules.TAB.mended(span, fixes))
        last = number
    return edits
