"""Slips that one line shows: a full-width sign, a missing space, a value that needs quotes."""

from __future__ import annotations

import re
from collections.abc import Callable

from sopkit.finding import Edit
from sopkit.loader import rules
from sopkit.loader.slips.marks import dash_behind_key, list_mark
from sopkit.loader.slips.pairs import not_a_colon, quoted_key, tight_pair
from sopkit.loader.slips.pasted import comment_sign, fence, ruler
from sopkit.loader.slips.quotes import after_bracket, after_quote, backslash, mixed_quotes, several_texts, wide_quote
from sopkit.loader.slips.slip import Slip, quoted, quotes_around
from sopkit.loader.text import Text

__all__ = ["LINE_SLIPS", "bad_start", "dash", "flow_comma", "full_colon", "no_space", "sign"]

_KEY = r"^(\s*(?:- *)*)([^\s\"'#:：{}\[\]，,][^\"'#:：{}\[\]，]{0,60}?|\"[^\"]{1,60}\"|'[^']{1,60}')"
_FULL_COLON = re.compile(_KEY + r"\s*(：)\s*(.*)$")
_FLOW_COLON = re.compile(r"([{,，]\s*)([A-Za-z_][\w-]{0,40})\s*(：)\s*([^,，}\]]*)")
_FLOW_COMMA = re.compile(r"\{[^{}\"']*?([，、；;]\s*)[A-Za-z_][\w-]{0,40}\s*[：:]")
_END_COMMA = re.compile(r"^\s*(?:\"[^\"]*\"|[\w-]+)\s*:\s*[^，；]*?([，；])\s*$|^[^，；]*[}\]\"]\s*([，；])\s*$")
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
    if char == ";":
        fix = re.split(r"[{,，]", line[: match.start(1)])[-1].strip() + ", " + line[match.end(1) :].strip()
        args = {"fix": fix[:60]}
        return Slip(rules.NO_COMMA, at, at + 1, (Edit(at, end, ", "),), args, "改成逗号", "write a comma")
    return Slip(rules.FULL_MARK, at, at + 1, (Edit(at, end, ", "),), {"char": char, "half": ","})


def _end_comma(view: Text, number: int) -> Slip | None:
    """Find a full-width comma at the end of a line, between two keys of braces that go over several lines."""
    match = _END_COMMA.match(view.line(number))
    if match is None:
        return None
    group = 1 if match[1] else 2
    at = view.start_of(number) + match.start(group)
    return Slip(rules.FULL_MARK, at, at + 1, (Edit(at, at + 1, ","),), {"char": match[group], "half": ","})


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
    if match and line.strip() and line.lstrip()[:2] not in {"——", "––", "──"}:
        at = view.start_of(number) + match.start(2)
        args = {"char": match[2], "half": "-"}
        return Slip(rules.FULL_MARK, at, at + 1, (Edit(at, view.start_of(number) + match.end(), "- "),), args)
    match = _TIGHT_DASH.match(line)
    if match is None or line.lstrip().startswith("-->"):
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


LINE_SLIPS: tuple[Callable[[Text, int], Slip | None], ...] = (
    fence,
    comment_sign,
    list_mark,
    quoted_key,
    full_colon,
    flow_comma,
    sign,
    dash,
    ruler,
    bad_start,
    _full_mark,
    mixed_quotes,
    wide_quote,
    dash_behind_key,
    _second_colon,
    several_texts,
    after_quote,
    after_bracket,
    backslash,
    no_space,
    not_a_colon,
    tight_pair,
    _no_comma,
    _end_comma,
)
"""In the order in which they are tried."""
