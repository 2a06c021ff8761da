"""Matching: one rule on one folded line: its hits, their windows and their exemptions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sopkit.wording.fold import ENDERS, Folded
from sopkit.wording.hit import Hit
from sopkit.wording.rule import Exemption, Rule

__all__ = ["UNLESS", "hits_of"]

UNLESS = "unless"
"""Says that a hit passes by the rule's own list."""
EVIDENCE = "evidence"

_WIDEST = 16
_SENTENCE = re.compile(f"[{re.escape(ENDERS)}]")
_CLAUSE = re.compile(f"[{re.escape(ENDERS)},、:]")


def hits_of(rule: Rule, line: Folded, evidence: frozenset[str]) -> Iterator[Hit]:
    """Yield what *rule* finds in *line*, in order, the exempted hits too."""
    text = line.text
    for match in rule.find.regex.finditer(text):
        start, end = match.span()
        whole = _with_window(rule, text, start, end)
        if whole is None:
            continue
        exempted = _exempted(rule, text, (start, end), whole)
        if not exempted and rule.needs and not evidence.isdisjoint((rule.needs, rule.id)):
            exempted = f"{EVIDENCE}: {rule.needs}"
        first, last = line.span(*whole)
        found = line.original[first:last]
        yield Hit(rule.level, rule.id, first, last, found, rule.source, rule.zh, rule.en, exempted)


def _with_window(rule: Rule, text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where the hit stands with the words around it that make it one; ``None`` where they are missing."""
    before, after, near = rule.before, rule.after, rule.near
    if before is None and after is None and near is None:
        return start, end
    low, high = _reach(text, start, end, rule.within, _SENTENCE)
    first, last = start, end
    if before is not None:
        found = before.regex.search(text, low, start)
        if found is None:
            return None
        first = found.start()
    if after is not None:
        found = after.regex.search(text, end, high)
        if found is None:
            return None
        last = found.end()
    if near is not None:
        found = near.regex.search(text, low, start) or near.regex.search(text, end, high)
        if found is None:
            return None
        first, last = min(first, found.start()), max(last, found.end())
    return first, last


def _exempted(rule: Rule, text: str, hit: tuple[int, int], whole: tuple[int, int]) -> str:
    """Return by what the hit passes, or nothing: what overlaps it, or what stands around it and its window."""
    if rule.unless is not None:
        start, end = hit
        low, high = _reach(text, start, end, _WIDEST, _SENTENCE)
        for match in rule.unless.regex.finditer(text, low, high):
            if match.start() < end and start < match.end():
                return UNLESS
    for one in rule.exempt:
        if _applies(one, text, *hit) or (whole != hit and _applies(one, text, *whole)):
            return one.id
    return ""


def _applies(one: Exemption, text: str, start: int, end: int) -> bool:
    stop = _SENTENCE if one.sentence else _CLAUSE
    low, high = _reach(text, start, end, one.within, stop)
    before, after, but = one.before, one.after, one.but
    if not (
        (before is not None and before.regex.search(text, low, start))
        or (after is not None and after.regex.search(text, end, high))
    ):
        return False
    # A little wider: what undoes it may begin before it (是 of 是不是) and end inside the hit.
    low, high = _reach(text, start, end, one.within + 3, stop)
    return but is None or not any(
        match.start() < start or match.end() > end for match in but.regex.finditer(text, low, high)
    )


def _reach(text: str, start: int, end: int, within: int, stop: re.Pattern[str]) -> tuple[int, int]:
    """Return how far one may look to both sides: so many characters, and not past *stop*."""
    low, high = max(0, start - within), min(len(text), end + within)
    for match in stop.finditer(text, low, start):
        low = match.end()
    past = stop.search(text, end, high)
    return low, past.start() if past else high
