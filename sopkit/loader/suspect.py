"""Suspect: a quick look at a text for slips that the parser passes over; what looks closer is loaded only then."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["suspects", "suspicious"]

# What YAML reads without a word, though nobody means it: a key with a full-width colon is a text, `-a` a word.
# Each pattern begins with signs that are rare in a text, so that most of it is passed over at once.
_HEAD = re.compile(
    r"\n *(?:"
    r"(?:- *)*(?:[a-z_]{1,30}(?:：|:[^\s:/])|[a-z_]{2,30} *(?:=|->|→|[；;，。、﹕∶︰]|: *：)|[a-z_]{2,30} +[^\s:：]+$|[－—–−＃]|-[^\s\-\d])"
    r"|[●•·○◆◇■□▪▫▶►※★☆✓✔✅☑👉➤‣⁃∙◦+*] *\S|\d{1,2}[.．)）、]|[①-⑳㈠-㈩⒈-⒛⑴-⒇]|[（(][\d一二三四五六七八九十]{1,2}[)）]|[一二三四五六七八九十]{1,3}、"
    r"|//|/\*|<!--|-- |[；;]|```|~~~"
    r")|\n(?:-{3,}|\.{3,}|={3,}|[—–─━…＝＊－～·]{2,}) *$",
    re.MULTILINE,
)
_INNER = re.compile(
    r"[\"'{,，；;“”‘’＂＇」』:\-?](?:"
    r"(?<=[\"']) *："
    r"|(?<=[{,，]) *[a-z_]{1,30}(?:：|:[^\s:/\"'\d])"
    r"|(?<=[，；;]) *[a-z_]{1,30}: "
    r"|(?<=[“”‘’＂＇」』]) *[:：]"
    r"|(?<=:) *[｜＞] *$"
    r"|(?<=[:\-]) +\{\{"
    r"|(?<=\?))",
    re.MULTILINE,
)


def suspects(string: str) -> Iterator[int]:
    """Yield a place on each line that may hold a slip which the parser passes over."""
    # Of the first line, too, something is found behind a line's end; so each place is the beginning of the line.
    yield from (match.start() for match in _HEAD.finditer("\n" + string))
    yield from (match.start() for match in _INNER.finditer(string))


def suspicious(string: str) -> bool:
    """Whether a text may hold a slip that the parser passes over; quick, and rarely wrong in saying no."""
    return next(suspects(string), None) is not None
