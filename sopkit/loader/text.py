"""Text: the text of a file, places in it by line, column and code point, and what is wrong with its characters."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
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
_TOLD = 100
"""How many characters that should not be there are told one by one."""
# At the end of a line a wide space is part of no text; in a comment it does no harm.
_WIDE_END = re.compile("^[^#\\n]*[^\\s#](\u3000[ \u3000]*)$", re.MULTILINE)
# Emoji are joined by it; between letters and characters it is a stray. Few texts have one: it is compiled for these.
_STRAY_JOINER = "(?<=[0-9A-Za-z_\u4e00-\u9fff])\u200d+|\u200d+(?=[0-9A-Za-z_\u4e00-\u9fff])"
_NAMES = {
    "\x00": "NUL（U+0000）",
    "\x85": "换行符 NEL（U+0085）",
    "\xa0": "不换行空格（U+00A0）",
    "\u200b": "零宽空格（U+200B）",
    "\u200d": "零宽连接符（U+200D）",
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
    edits += _characters(text, edits)
    if "\t" in string:
        edits += _tabs(text)
    if edits:
        text.findings.sort(key=lambda finding: finding.span.start)
        text.work = text.work.edited(edits)
    return text


def _characters(text: Text, indents: list[Edit]) -> list[Edit]:
    """
    Note what cannot be seen, and wide spaces where YAML wants plain ones, outside of *indents*.

    In a file that is full of them each of the first is told, and the rest
    as one.
    """
    found = list(_found(text.text, indents))
    edits = [_note(text, rules.CHARACTER, edit, at) for at, edit in found[:_TOLD]]
    if rest := found[_TOLD:]:
        at = rest[0][0]
        fix = Fix("这些都改掉", "mend all of these", tuple(edit for _, edit in rest))
        args = {"char": f"{_name(text.text[at])} × {len(rest)}"}
        text.findings.append(rules.CHARACTER.mended(text.span(at, at + 1), (fix,), args=args))
        edits += fix.edits
    return edits


def _found(string: str, indents: list[Edit]) -> Iterator[tuple[int, Edit]]:
    """Yield where each character stands that should not be there, and what takes it out, by place."""
    indent = 0
    for match in _HIDDEN.finditer(string):
        start = match.start()
        while indent < len(indents) and indents[indent].end <= start:
            indent += 1
        if indent < len(indents) and indents[indent].start <= start:
            continue
        # A run of characters that cannot be seen; those that are spaces in their way become one.
        yield start, Edit(start, match.end(), " " if any(char in _SPACES for char in match[0]) else "")
    starts = {edit.start for edit in indents}
    for match in _WIDE_SPACE.finditer(string) if "\u3000" in string else ():
        if match.start(1) not in starts:
            starts.add(match.start(1))
            yield match.start(1) + match[1].index("\u3000"), Edit(match.start(1), match.end(1), " ")
    for match in _WIDE_END.finditer(string) if "\u3000" in string else ():
        if match.start(1) not in starts:
            yield match.start(1), Edit(match.start(1), match.end(1), "")
    for match in re.finditer(_STRAY_JOINER, string) if "\u200d" in string else ():
        yield match.start(), Edit(match.start(), match.end(), "")


def _indents(text: Text) -> list[Edit]:
    """Note indents of other spaces; of the wide ones only `sopkit.loader.mending` can tell how deep they are meant."""
    edits: list[Edit] = []
    if "\u3000" not in text.text and "\xa0" not in text.text:
        return edits
    for match in _INDENT.finditer(text.text):
        char = next(char for char in match[0] if char in "\xa0\u3000")
        at = match.start() + match[0].index(char)
        if "\u3000" in match[0]:
            text.tabbed = True
            edits.append(Edit(match.start(), match.end(), match[0].replace("\xa0", " ")))
            text.findings.append(rules.WIDE_INDENT.at(text.span(at, at + 1), char=_name(char)))
            continue
        edits.append(
            _note(text, rules.WIDE_INDENT, Edit(match.start(), match.end(), match[0].replace("\xa0", " ")), at)
        )
    return edits


def _note(text: Text, rule: rules.Rule, edit: Edit, at: int) -> Edit:
    zh, en = ("换成普通空格", "type plain spaces") if edit.text else ("删掉", "delete it")
    args = {"char": _name(text.text[at])}
    text.findings.append(rule.mended(text.span(at, at + 1), (Fix(zh, en, (edit,)),), args=args))
    return edit


def _name(char: str) -> str:
    return _NAMES.get(char, f"U+{ord(char):04X}")


def _tabs(text: Text) -> list[Edit]:
    """Take tabs out: one finding a line; those in front of or inside a comment, or at a line's end, do no harm."""
    edits = []
    last, line, start, filled, inner, comment, told = -1, "", 0, 0, 0, 0, False
    for match in _TABS.finditer(text.text):
        number = text.line_of(match.start())
        if number != last:
            last, line, start, told = number, text.line(number), text.start_of(number), False
            filled, inner = len(line.rstrip()), len(line) - len(line.lstrip(" "))
            comment = 0 if line.lstrip().startswith("#") else line.find(" #")
        at, end = match.start() - start, match.end() - start
        if end >= filled or line[end] == "#" or 0 <= comment < at:
            edits.append(Edit(match.start(), match.end(), " "))
            continue
        fixes: tuple[Fix, ...] = ()
        if at <= inner:
            text.tabbed = True
        else:
            edits.append(Edit(match.start(), match.end(), " "))
            fixes = (Fix("换成空格", "type a space", (edits[-1],)),)
        if not told:
            text.findings.append(rules.TAB.mended(text.span(match.start(), match.start() + 1), fixes))
            told = True
    return edits
