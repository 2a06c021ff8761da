"""Slips: the cause behind a syntax error, found in the lines around the place where the parser got stuck."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from sopkit.finding import Finding
from sopkit.loader import rules
from sopkit.loader.events import BrokenYaml
from sopkit.loader.text import Text

__all__ = ["full_width_lines", "quotes_needed", "syntax_findings"]

Slip = Callable[[Text, int], Finding | None]

_KEY = r"^(\s*(?:- +)*)([^\s\"'#:：{}\[\]，,][^\"'#:：{}\[\]]{0,60}?)"
_FULL_COLON = re.compile(_KEY + r"(：)\s*(.*)$")
_NO_SPACE = re.compile(r"^(\s*(?:- +)*)([A-Za-z_][\w-]{0,40})(:)([^\s:/].*)$")
_BAD_START = re.compile(r"^(\s*(?:- +)*(?:[^\s\"'#:{}\[\],]+: +)?)([@`%*&!|>]|\{\{)(.*)$")
_SECOND_COLON = re.compile(r"^(\s*(?:- +)*[^\s\"'#:{}\[\],]+: +)([^\s\"'\[{#|>&*!].*?: .*)$")
_BRACKETS = {"［": "[", "］": "]", "【": "[", "】": "]", "｛": "{", "｝": "}"}
_DASH = re.compile(r"^\s*([－—–])\s*\S")
_CLOSE = {"[": "]", "{": "}", '"': '"', "'": "'"}
_WIDE_QUOTE = re.compile(r"(?:: +|- +|^\s*)([“”‘’])")


def full_width_lines(text: Text) -> list[Finding]:
    """Return a finding for each line whose key ends in a full-width colon, or in one without a space."""
    found = []
    for number in range(text.text.count("\n") + 1):
        finding = _full_colon(text, number) or _no_space(text, number)
        if finding is not None:
            found.append(finding)
    return found


def syntax_findings(text: Text, broken: BrokenYaml) -> list[Finding]:
    """Return the cause of a syntax error, at the guilty character; failing that, the place itself."""
    last = min(broken.line, max(0, text.text.rstrip().count("\n")))
    for slip in _SLIPS:
        for number in _lines(text, broken.since, last):
            finding = slip(text, number)
            if finding is not None:
                return [finding]
    return [_unclosed(text, last) or _indent(text, last) or _here(text, broken, last)]


def _lines(text: Text, since: int, last: int) -> Iterator[int]:
    """Yield the lines worth a look: where it broke, those above, and where the broken thing began."""
    near = list(range(last, max(-1, last - 4), -1))
    yield from (number for number in near if text.line(number).strip())
    if since not in near:
        yield since


def _full_colon(text: Text, number: int) -> Finding | None:
    line = text.line(number)
    match = _FULL_COLON.match(line)
    if match is None or re.search(r":(\s|$)", line[: match.start(3)]):
        return None
    at = text.start_of(number) + match.start(3)
    fix = f"{match[2].strip()}: {match[4]}".strip()
    return rules.FULL_COLON.at(text.span(at, at + 1), fix=fix)


def _no_space(text: Text, number: int) -> Finding | None:
    match = _NO_SPACE.match(text.line(number))
    if match is None:
        return None
    at = text.start_of(number) + match.start(3)
    return rules.NO_SPACE.at(text.span(at, at + 1), fix=f"{match[2]}: {match[4]}".strip())


def quotes_needed(text: Text, number: int) -> Finding | None:
    """Return the value on a line that YAML would take for something else, if there is one."""
    match = _BAD_START.match(text.line(number))
    if match is None or (match[2] in "|>" and re.fullmatch(r"[+-]?\d?\s*(#.*)?", match[3])):
        return None
    at = text.start_of(number) + match.start(2)
    value = (match[2] + match[3]).split(" #", 1)[0].rstrip()
    return rules.NEEDS_QUOTES.at(text.span(at, at + len(match[2])), char=match[2], fix=_quoted(value))


def _quoted(value: str) -> str:
    return f"'{value}'" if '"' in value and "'" not in value else '"' + value.replace('"', '\\"') + '"'


def _second_colon(text: Text, number: int) -> Finding | None:
    match = _SECOND_COLON.match(text.line(number))
    if match is None:
        return None
    start = text.start_of(number) + match.start(2)
    at = start + match[2].index(": ")
    return rules.COLON_IN_VALUE.at(text.span(at, at + 1), fix=_quoted(match[2].split(" #", 1)[0].rstrip()))


def _full_mark(text: Text, number: int) -> Finding | None:
    line = text.line(number)
    dash = _DASH.match(line)
    quote = _WIDE_QUOTE.search(line)
    if dash:
        column, half = dash.start(1), "-"
    elif quote:
        column, half = quote.start(1), '"'
    else:
        column = next((i for i, char in enumerate(line) if char in _BRACKETS), -1)
        if column < 0 or line.lstrip().startswith("#"):
            return None
        half = _BRACKETS[line[column]]
    at = text.start_of(number) + column
    return rules.FULL_MARK.at(text.span(at, at + 1), char=line[column], half=half)


def _unclosed(text: Text, last: int) -> Finding | None:
    """Return the innermost bracket or quote that is open where the parser got stuck."""
    opened: list[tuple[str, int]] = []
    start = max(0, last - 200)
    at = text.start_of(start)
    quote = ""
    for char in text.text[at : text.start_of(last) + len(text.line(last))]:
        before = text.text[at - 1] if at else "\n"
        if quote:
            if char == quote:
                quote = ""
                opened.pop()
        elif char in "\"'" and before in " [{,\n":
            quote = char
            opened.append((char, at))
        elif char in "[{" and (before in " [{,\n" or opened):
            opened.append((char, at))
        elif char in "]}" and opened and _CLOSE[opened[-1][0]] == char:
            opened.pop()
        at += 1
    if not opened:
        return None
    char, where = opened[-1]
    return rules.UNCLOSED.at(text.span(where, where + 1), char=char, close=_CLOSE[char])


def _indent(text: Text, last: int) -> Finding | None:
    """Return the line whose indent matches no line above it, if the line that broke is one."""
    line = text.line(last)
    have = len(line) - len(line.lstrip(" "))
    levels: list[int] = []
    for number in range(last - 1, max(-1, last - 400), -1):
        above = text.line(number)
        if not above.strip() or above.lstrip().startswith("#"):
            continue
        indent = len(above) - len(above.lstrip(" "))
        inner = len(above) - len(re.sub(r"^ *(- +)+", "", above))
        levels += [indent, inner] if above.lstrip().startswith("- ") else [indent]
        if indent == 0:
            break
    if not line.strip() or not levels or have in levels:
        return None
    want = min(levels, key=lambda level: abs(level - have))
    at = text.start_of(last)
    return rules.INDENT.at(text.span(at + have, at + len(line)), have=str(have), want=str(want))


def _here(text: Text, broken: BrokenYaml, last: int) -> Finding:
    line = text.line(last)
    column = len(line) - len(line.lstrip()) if last != broken.line else min(broken.column, max(0, len(line) - 1))
    at = text.start_of(last) + column
    return rules.SYNTAX.at(text.span(at, at + 1))


_SLIPS: tuple[Slip, ...] = (_full_colon, quotes_needed, _full_mark, _second_colon, _no_space)
