"""Slips of lines that are no YAML at all: rulers, remarks, other comment signs, fences pasted along."""

from __future__ import annotations

import re
from functools import lru_cache

from sopkit.finding import Edit
from sopkit.loader import rules
from sopkit.loader.slips.place import goes_on
from sopkit.loader.slips.slip import Slip
from sopkit.loader.text import Text

__all__ = ["comment_sign", "fence", "ruler", "stray_line"]

_SIGN = re.compile(r"^( *)(//+|/\*+|<!--|--(?= )|；；*|;+)\s*(.*?)\s*(\*+/|-->)?$")
_FENCE = re.compile(r"^ *(```+|~~~+) *[A-Za-z]{0,12} *$")
_RULER = re.compile(r"^(-{3,}|\.{3,}|={3,}|\*{3,}|_{3,}|~{3,}|[—–─━…＝＊－～·]{2,})\s*$")
_TOP_KEY = re.compile(r"^([A-Za-z_]\w*) *:", re.MULTILINE)
_FILLED = re.compile(r"(?:\s*(?:[#%].*)?(?:\n|$))*")
_KEYED = re.compile(r"^ *(?:- +)*[^\s:：][^:：]{0,80}[:：]")


def fence(view: Text, number: int) -> Slip | None:
    """Find the fence that a chat puts around code."""
    line = view.line(number)
    if _FENCE.match(line) is None:
        return None
    at = view.start_of(number) + len(line) - len(line.lstrip())
    end = view.start_of(number) + len(line)
    mend = (Edit(view.start_of(number), min(end + 1, len(view.text)), ""),)
    text = line.strip()
    return Slip(
        rules.CODE_FENCE, at, end, (Edit(at, end, ""),), {"text": text}, "删掉这一行", "delete the line", mend=mend
    )


def comment_sign(view: Text, number: int) -> Slip | None:
    """Find a line that begins as comments do elsewhere."""
    line = view.line(number)
    match = _SIGN.match(line)
    if match is None or goes_on(view, number):
        return None
    offset = view.start_of(number)
    at, end = offset + match.start(2), offset + len(line.rstrip())
    fix = f"# {match[3]}".rstrip()
    args = {"char": match[2], "fix": fix[:60]}
    return Slip(rules.COMMENT_SIGN, at, at + len(match[2]), (Edit(at, end, fix),), args, "改成 #", "write #")


def ruler(view: Text, number: int) -> Slip | None:
    """Find a ruler, also one that YAML takes for the end of the document."""
    line = view.line(number)
    match = _RULER.match(line)
    if match is None or goes_on(view, number):
        return None
    if match[1] == "---" and (_first(view, number) or _another(view, number)):
        return None
    if match[1] == "..." and not view.text[view.start_of(number + 1) :].strip():
        return None
    return _stray(view, number)


def stray_line(view: Text, number: int) -> Slip | None:
    """Find a line that is neither a pair nor an item; only where the parser gets stuck can that be told."""
    line = view.line(number).strip()
    if not line or line[0] in "#-[]{}\"':" or _KEYED.match(line) or line[-1] in ",[]{}\"'，":
        return None
    return _stray(view, number)


def _stray(view: Text, number: int) -> Slip:
    line = view.line(number)
    at = view.start_of(number) + len(line) - len(line.lstrip())
    text = line.strip()
    args = {"text": text[:40], "fix": f"# {text}"[:60]}
    zh, en = "前面加 #", "put # in front"
    # Words may be part of a text that lost its place; a ruler is one and nothing else.
    safe = not re.search(r"\w", text)
    return Slip(rules.STRAY_LINE, at, at + len(text), (Edit(at, at, "# "),), args, zh, en, safe=safe)


def _first(view: Text, number: int) -> bool:
    """Whether nothing but comments stands above the line: there ``---`` begins the document."""
    above = _FILLED.match(view.text)
    return above is not None and above.end() >= view.start_of(number)


def _another(view: Text, number: int) -> bool:
    """Whether a second runbook begins below the line: with a key that stands above it as well."""
    at = view.start_of(number)
    return any(first < at <= last for first, last in _top_keys(view.text).values())


@lru_cache(maxsize=1)
def _top_keys(text: str) -> dict[str, tuple[int, int]]:
    """Return where each key at the left edge stands first, and last."""
    found: dict[str, tuple[int, int]] = {}
    for match in _TOP_KEY.finditer(text):
        first, _ = found.get(match[1], (match.start(), 0))
        found[match[1]] = first, match.start()
    return found
