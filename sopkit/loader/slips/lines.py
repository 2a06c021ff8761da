"""Slips that one line shows: a full-width sign, a missing space, a value that needs quotes."""

from __future__ import annotations

import re
from collections.abc import Callable

from sopkit.finding import Edit
from sopkit.loader import rules
from sopkit.loader.slips.slip import Slip, quoted, quotes_around
from sopkit.loader.text import Text

__all__ = ["LINE_SLIPS", "bad_start", "dash", "flow_comma", "full_colon", "no_space", "sign"]

_KEY = r"^(\s*(?:- *)*)([^\s\"'#:：{}\[\]，,][^\"'#:：{}\[\]，]{0,60}?)"
_FULL_COLON = re.compile(_KEY + r"\s*(：)\s*(.*)$")
_FLOW_COLON = re.compile(r"([{,，]\s*)([A-Za-z_][\w-]{0,40})\s*(：)\s*([^,，}\]]*)")
_FLOW_COMMA = re.compile(r"\{[^{}\"']*?([，、]\s*)[A-Za-z_][\w-]{0,40}\s*[：:]")
_NO_SPACE = re.compile(r"^(\s*(?:- +)*)([A-Za-z_][\w-]{0,40})(:)([^\s:/].*)$")
_FLOW_NO_SPACE = re.compile(r"([{,]\s*)([A-Za-z_][\w-]{0,40})(:)([^\s:/\"'][^,}\]]*)")
_BAD_START = re.compile(r"^(\s*(?:- +)*(?:[^\s\"'#:{}\[\],]+: +)?)([@`%*&!|>]|\{\{)(.*)$")
_FLOW_BAD_START = re.compile(r"[\[{,:] +([@`%*&!|>]|\{\{)|[\[{,]([@`%*&!|>])")
_SECOND_COLON = re.compile(r"^(\s*(?:- +)*[^\s\"'#:{}\[\],]+: +)([^\s\"'\[{#|>&*!@`%].*?:(?: .*|$))$")
_BRACKETS = {
    "［": "[",
    "］": "]",
    "【": "[",
    "】": "]",
    "｛": "{",
    "｝": "}",
    "〔": "[",
    "〕": "]",
    "（": "(",
    "）": ")",
}
_FLOW_WIDE = re.compile("[［］【】｛｝〔〕]")
_DASH = re.compile(r"^(\s*)([－—–‐−])\s*(?=\S)")
_TIGHT_DASH = re.compile(r"^(\s*(?:- +)*)-(?=[^\s\-\d])(.*)$")
_HASH = re.compile(r"^(\s*)(＃)")
_WIDE_QUOTE = re.compile(
    r"((?:: +|- +|[\[{,] *|^\s*)(?:[^\s\"'#:{}\[\],]+: +)?)([“”‘’＂＇])([^“”‘’＂＇]*)([“”‘’＂＇])?"
)
_HALF_QUOTE = {"“": '"', "”": '"', "‘": "'", "’": "'", "＂": '"', "＇": "'"}
_AFTER_QUOTE = re.compile(
    r"^(\s*(?:- +)*(?:[^\s\"'#:{}\[\],]+: +)?)((\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')\s*)([^\s#:,\]}].*)$"
)
_BLOCK = re.compile(r":\s*([｜＞])\s*$")


def full_colon(view: Text, number: int) -> Slip | None:
    """Find a full-width colon after a key, at the head of a line or inside braces."""
    line = view.line(number)
    match = _FULL_COLON.match(line)
    if match is not None and re.search(r":(\s|$)", line[: match.start(3)]):
        match = None
    if match is None:
        match = _FLOW_COLON.search(line)
    if match is None or line.lstrip().startswith("#"):
        return None
    at = view.start_of(number) + match.start(3)
    # The spaces around it go with it, so that what stands there afterwards is as people type it.
    start, end = view.start_of(number) + match.end(2), view.start_of(number) + match.start(4)
    fix = f"{match[2].strip()}: {match[4].strip()}".strip()
    mended = ": " if match[4].strip() else ":"
    return Slip(rules.FULL_COLON, at, at + 1, (Edit(start, end, mended),), {"fix": fix[:60]})


def flow_comma(view: Text, number: int) -> Slip | None:
    """Find a full-width comma between two keys in braces."""
    line = view.line(number)
    match = _FLOW_COMMA.search(line)
    if match is None or line.lstrip().startswith("#"):
        return None
    at = view.start_of(number) + match.start(1)
    end = view.start_of(number) + match.end(1)
    char = line[match.start(1)]
    return Slip(rules.FULL_MARK, at, at + 1, (Edit(at, end, ", "),), {"char": char, "half": ","})


def no_space(view: Text, number: int) -> Slip | None:
    """Find a colon with no space behind it, after a key."""
    line = view.line(number)
    match = _NO_SPACE.match(line) or (None if line.lstrip().startswith("#") else _FLOW_NO_SPACE.search(line))
    if match is None:
        return None
    at = view.start_of(number) + match.start(3)
    args = {"fix": f"{match[2]}: {match[4]}".strip()[:60]}
    zh, en = "补一个空格", "type the space"
    return Slip(rules.NO_SPACE, at, at + 1, (Edit(at + 1, at + 1, " "),), args, zh, en)


def dash(view: Text, number: int) -> Slip | None:
    """Find a dash with no space behind it, or a wide one, at the head of a line."""
    line = view.line(number)
    match = _DASH.match(line)
    if match:
        at = view.start_of(number) + match.start(2)
        args = {"char": match[2], "half": "-"}
        return Slip(rules.FULL_MARK, at, at + 1, (Edit(at, view.start_of(number) + match.end(), "- "),), args)
    match = _TIGHT_DASH.match(line)
    if match is None:
        return None
    at = view.start_of(number) + match.end(1)
    args = {"fix": f"- {match[2]}"[:60]}
    zh, en = "补一个空格", "type the space"
    return Slip(rules.NO_SPACE_DASH, at, at + 1, (Edit(at + 1, at + 1, " "),), args, zh, en)


def bad_start(view: Text, number: int) -> Slip | None:
    """Find a value that YAML would take for something else."""
    line = view.line(number)
    match = _BAD_START.match(line)
    if match is None:
        return _flow_start(view, number, line)
    if match[2] in "|>" and re.fullmatch(r"[+-]?\d?[+-]?\s*(#.*)?", match[3]):
        return None
    at = view.start_of(number) + match.start(2)
    value = re.split(r"\s#", match[2] + match[3], maxsplit=1)[0].rstrip()
    return _needs_quotes(at, match[2], value)


def _flow_start(view: Text, number: int, line: str) -> Slip | None:
    match = _FLOW_BAD_START.search(line)
    if match is None or line.lstrip().startswith("#"):
        return None
    group = 1 if match[1] else 2
    at = match.start(group)
    end = re.compile(r"\}\}[^,\]}]*|[,\]}]|$").search(line, at)
    assert end is not None
    stop = end.end() if end[0].startswith("}}") and match[group] == "{{" else end.start()
    return _needs_quotes(view.start_of(number) + at, match[group], line[at:stop].rstrip())


def _needs_quotes(at: int, char: str, value: str) -> Slip:
    args = {"char": char, "fix": quoted(value)[:60]}
    edits = quotes_around(at, value)
    return Slip(rules.NEEDS_QUOTES, at, at + len(char), edits, args, "加引号", "put it in quotes")


def _second_colon(view: Text, number: int) -> Slip | None:
    match = _SECOND_COLON.match(view.line(number))
    if match is None:
        return None
    start = view.start_of(number) + match.start(2)
    value = re.split(r"\s#", match[2], maxsplit=1)[0].rstrip()
    colon = re.search(r":( |$)", match[2])
    assert colon is not None
    at = start + colon.start()
    args = {"fix": quoted(value)[:60]}
    return Slip(rules.COLON_IN_VALUE, at, at + 1, quotes_around(start, value), args, "加引号", "put it in quotes")


def _wide_quote(view: Text, number: int) -> Slip | None:
    line = view.line(number)
    match = _WIDE_QUOTE.search(line)
    if match is None or line.lstrip().startswith("#"):
        return None
    offset = view.start_of(number)
    half = _HALF_QUOTE[match[2]]
    edits = [Edit(offset + match.start(2), offset + match.end(2), half)]
    if match[4]:
        edits.append(Edit(offset + match.start(4), offset + match.end(4), half))
    at = offset + match.start(2)
    return Slip(rules.FULL_MARK, at, at + 1, tuple(edits), {"char": match[2], "half": half})


def _full_mark(view: Text, number: int) -> Slip | None:
    """Find full-width brackets; all of a line are one slip of the input method."""
    line = view.line(number)
    found = list(_FLOW_WIDE.finditer(line))
    if not found or line.lstrip().startswith("#"):
        return None
    offset = view.start_of(number)
    edits = tuple(Edit(offset + one.start(), offset + one.end(), _BRACKETS[one[0]]) for one in found)
    char = found[0][0]
    return Slip(rules.FULL_MARK, edits[0].start, edits[0].end, edits, {"char": char, "half": _BRACKETS[char]})


def sign(view: Text, number: int) -> Slip | None:
    """Find a full-width sign where only the plain one means anything: ＃ at the head of a line, ｜ at its end."""
    line = view.line(number)
    match = _HASH.match(line)
    group, halves = 2, {"＃": "#"}
    if match is None:
        match = _BLOCK.search(line)
        group, halves = 1, {"｜": "|", "＞": ">"}
    if match is None:
        return None
    at = view.start_of(number) + match.start(group)
    char = match[group]
    return Slip(rules.FULL_MARK, at, at + 1, (Edit(at, at + 1, halves[char]),), {"char": char, "half": halves[char]})


def _no_comma(view: Text, number: int) -> Slip | None:
    line = view.line(number)
    match = re.search(r"[\[{,:]\s*([^,{}\[\]\"':]+|\"[^\"]*\"|'[^']*')(\s+)([A-Za-z_]\w{0,40}: )", line)
    if match is None or line.lstrip().startswith("#"):
        return None
    at = view.start_of(number) + match.end(1)
    fix = f"{match[1].strip()}, {match[3]}…"
    return Slip(rules.NO_COMMA, at, at + 1, (Edit(at, at, ","),), {"fix": fix[:60]}, "补一个逗号", "type the comma")


def _after_quote(view: Text, number: int) -> Slip | None:
    line = view.line(number)
    match = _AFTER_QUOTE.match(line)
    if match is None:
        return None
    start = view.start_of(number) + match.start(2)
    at = view.start_of(number) + match.start(4)
    value = re.split(r"\s#", line[match.start(2) :], maxsplit=1)[0].rstrip()
    args = {"fix": quoted(value)[:60]}
    return Slip(rules.AFTER_QUOTE, at, at + 1, quotes_around(start, value), args, "加引号", "put it in quotes")


LINE_SLIPS: tuple[Callable[[Text, int], Slip | None], ...] = (
    full_colon,
    flow_comma,
    sign,
    dash,
    bad_start,
    _full_mark,
    _wide_quote,
    _second_colon,
    _after_quote,
    no_space,
    _no_comma,
)
"""In the order in which they are tried."""
