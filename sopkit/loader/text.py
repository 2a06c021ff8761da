"""Text: the bytes of a file checked and decoded, and places in it by line, column and code point."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from attrs import define, field

from sopkit.finding import Finding, Span
from sopkit.loader import rules

__all__ = ["MAX_BYTES", "Text", "decode"]

MAX_BYTES = 2 * 1024 * 1024
"""How large a file may be. 2 MB are about 80,000 lines."""

# Left in: TAB (reported by itself), LF, and U+200D, which emoji are joined with.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xa0\u00ad\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u2064"
    "\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_TAB = re.compile(r"^(?!\s*#)([^\n\t]*)\t", re.MULTILINE)
_INDENT = re.compile("^ *([\xa0\u3000])", re.MULTILINE)
_NAMES = {
    "\x00": "NUL（U+0000）",
    "\xa0": "不换行空格（U+00A0）",
    "\u200b": "零宽空格（U+200B）",
    "\u3000": "全角空格（U+3000）",
    "\ufeff": "BOM（U+FEFF）",
}


@define(eq=False)
class Text:
    """A file's text, the name it is shown under, and the findings on its characters."""

    shown: str
    text: str
    findings: list[Finding] = field(factory=list)
    clean: str = ""
    """The same text for the parser, a plain space in the place of each bad character."""
    broken: bool = False
    """Whether its lines cannot be trusted (an indent of tabs), so that parsing would only mislead."""

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
    """Return the text of *raw*: UTF-8 without a BOM, lines ended by LF, its characters checked."""
    if len(raw) > MAX_BYTES:
        text = Text(shown, "", broken=True)
        text.findings.append(rules.TOO_LARGE.at(text.span(0, 0), limit="2 MB"))
        return text
    try:
        string = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _not_utf8(raw, error.start, shown)
    return checked(string.replace("\r\n", "\n").replace("\r", "\n"), shown)


def _not_utf8(raw: bytes, at: int, shown: str) -> Text:
    """Say which encoding it looks like, and where the first byte that is not UTF-8 stands."""
    before = raw[:at].decode("utf-8", "replace").replace("\r\n", "\n")
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff") or raw[:200].count(0) > len(raw[:200]) // 4:
        encoding, before = "UTF-16", ""
    else:
        try:
            raw.decode("gb18030")
            encoding = "GBK"
        except UnicodeDecodeError:
            encoding = "别的编码 / another encoding"
    text = Text(shown, before + "\ufffd", broken=True)
    text.findings.append(rules.NOT_UTF8.at(text.span(len(before), len(before) + 1), encoding=encoding))
    return text


def checked(string: str, shown: str) -> Text:
    """Return *string* as a `Text`, with a finding for each character that should not be there."""
    text = Text(shown, string, clean=string)
    if string.isascii() and string.isprintable():
        return text
    for match in _INDENT.finditer(string):
        at = match.start(1)
        text.findings.append(rules.WIDE_INDENT.at(text.span(at, at + 1), char=_name(match[1])))
        text.broken = True
    seen = {finding.span.start for finding in text.findings}
    if "\t" in string:
        for match in _TAB.finditer(string):
            at = match.end() - 1
            text.findings.append(rules.TAB.at(text.span(at, at + 1)))
            text.broken = text.broken or not match[1].strip(" ")
    last = -2
    for match in _HIDDEN.finditer(string):
        at = match.start()
        # One finding for a run of them, and none beside one on the indent.
        if at != last + 1 and at not in seen and at - 1 not in seen:
            text.findings.append(rules.CHARACTER.at(text.span(at, at + 1), char=_name(match[0])))
        last = at
    if text.findings:
        text.clean = _HIDDEN.sub(" ", string).replace("\t", " ").replace("\u3000", " ")
    return text


def _name(char: str) -> str:
    return _NAMES.get(char, f"U+{ord(char):04X}")
