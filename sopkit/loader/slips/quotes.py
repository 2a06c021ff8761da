"""Slips of quotes and brackets within one value: mixed pairs, backslashes, text behind what was closed."""

from __future__ import annotations

import re

from sopkit.finding import Edit
from sopkit.loader import rules
from sopkit.loader.slips.place import lists
from sopkit.loader.slips.slip import Slip, quoted, quotes_around
from sopkit.loader.text import Text

__all__ = ["after_bracket", "after_quote", "backslash", "mixed_quotes", "several_texts", "wide_quote"]

_HEAD = r"^(?P<head>\s*(?:- +)*(?:(?P<key>[^\s\"'#:{}\[\],]+): +)?)"
_DOUBLE = r"\"(?:[^\"\\]|\\.)*\""
_SINGLE = r"'(?:[^']|'')*'"
_AFTER_QUOTE = re.compile(rf"{_HEAD}(?P<value>(?:{_DOUBLE}|{_SINGLE})\s*)(?P<rest>(?::\s|[^\s#:,\]}}]).*)$")
_SEVERAL = re.compile(
    rf"{_HEAD}(?P<value>(?:{_DOUBLE}|{_SINGLE})(?P<rest>\s*[,，、;；]\s*(?:{_DOUBLE}|{_SINGLE}))+)\s*(?:#.*)?$"
)
_AFTER_BRACKET = re.compile(
    rf"{_HEAD}(?P<value>\[[^\[\]{{}}\"']*\]|\{{[^\[\]{{}}\"']*\}})\s*(?P<rest>(?::\s|[^\s#,:\]}}]).*)$"
)
_MIXED = re.compile(rf"{_HEAD}(?P<open>\")(?P<value>[^\"“”]*)(?P<close>[”“＂])\s*(?:#.*)?$")
_ESCAPED = re.compile(r"\\(?:[0abt\tnvfre \"/\\N_LP]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|$)")
_QUOTED = re.compile(rf"(?P<value>{_DOUBLE})")
_WIDE_QUOTE = re.compile(
    r"((?:: +|- +|[\[{,] *|^\s*)(?:[^\s\"'#:{}\[\],]+: +)?)([“”‘’＂＇])([^“”‘’＂＇]*)([“”‘’＂＇])?"
)
_HALF_QUOTE = {"“": '"', "”": '"', "‘": "'", "’": "'", "＂": '"', "＇": "'"}


def wide_quote(view: Text, number: int) -> Slip | None:
    """Find a value that begins with a quote of another width."""
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


def mixed_quotes(view: Text, number: int) -> Slip | None:
    """Find a quote that a wide one was meant to close."""
    match = _MIXED.match(view.line(number))
    if match is None:
        return None
    at = view.start_of(number) + match.start("close")
    args = {"char": match["close"], "half": '"'}
    return Slip(rules.FULL_MARK, at, at + 1, (Edit(at, at + 1, '"'),), args)


def backslash(view: Text, number: int) -> Slip | None:
    """Find, between double quotes, a backslash that escapes nothing, as in the path of a file."""
    line = view.line(number)
    for match in _QUOTED.finditer(line) if "\\" in line else ():
        value = match["value"][1:-1]
        wrong = next((one for one in re.finditer(r"\\.?", value) if _ESCAPED.match(value, one.start()) is None), None)
        if wrong is None:
            continue
        start = view.start_of(number) + match.start("value")
        at = start + 1 + wrong.start()
        if "'" in value:
            edits = tuple(
                Edit(start + 1 + one.start(), start + 1 + one.start(), "\\") for one in re.finditer(r"\\", value)
            )
            fix = '"' + value.replace("\\", "\\\\") + '"'
        else:
            end = start + len(value) + 1
            edits = (Edit(start, start + 1, "'"), Edit(end, end + 1, "'"))
            fix = f"'{value}'"
        return Slip(rules.BACKSLASH, at, at + 1, edits, {"fix": fix[:60]}, "改用单引号", "use single quotes")
    return None


def several_texts(view: Text, number: int) -> Slip | None:
    """Find several quoted texts behind a key that may have a list."""
    match = _SEVERAL.match(view.line(number))
    if match is None or match["key"] not in lists():
        return None
    offset = view.start_of(number)
    start, end = offset + match.start("value"), offset + match.end("value")
    first = re.match(rf"(?:{_DOUBLE}|{_SINGLE})\s*", match["value"])
    assert first is not None
    at = start + first.end()
    wide = [
        Edit(start + one.start(1), start + one.end(1), ", ")
        for one in re.finditer(r"(?<=[\"'])\s*([，、;；]\s*)(?=[\"'])", match["value"])
    ]
    args = {"fix": f"[{match['value']}]"[:60]}
    edits = (Edit(start, start, "["), *wide, Edit(end, end, "]"))
    return Slip(rules.SEVERAL_TEXTS, at, at + 1, edits, args, "加方括号", "put brackets around them")


def after_quote(view: Text, number: int) -> Slip | None:
    """Find text behind a quote that was closed."""
    line = view.line(number)
    match = _AFTER_QUOTE.match(line)
    if match is None:
        return None
    start = view.start_of(number) + match.start("value")
    at = view.start_of(number) + match.start("rest")
    value = re.split(r"\s#", line[match.start("value") :], maxsplit=1)[0].rstrip()
    args = {"fix": quoted(value)[:60]}
    return Slip(rules.AFTER_QUOTE, at, at + 1, quotes_around(start, value), args, "加引号", "put it in quotes")


def after_bracket(view: Text, number: int) -> Slip | None:
    """Find text that begins with something in brackets, which YAML takes for a list."""
    line = view.line(number)
    match = _AFTER_BRACKET.match(line)
    if match is None:
        return None
    start = view.start_of(number) + match.start("value")
    value = re.split(r"\s#", line[match.start("value") :], maxsplit=1)[0].rstrip()
    args = {"char": value[0], "fix": quoted(value)[:60]}
    return Slip(rules.NEEDS_QUOTES, start, start + 1, quotes_around(start, value), args, "加引号", "put it in quotes")
