"""Check: a text against the rules; the one door of wording."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache

from sopkit.wording.fold import fold
from sopkit.wording.hit import Hit
from sopkit.wording.matching import hits_of
from sopkit.wording.rule import Level, Rule, Rules

__all__ = ["check_said", "check_text", "objects"]

REMEMBERED = 4096
"""How many texts are remembered: a board shows the same few scripts again and again."""


def check_text(
    text: str,
    *,
    rules: Rules,
    platform: str | None = None,
    evidence: frozenset[str] = frozenset(),
    template: bool = False,
    exempted: bool = False,
) -> tuple[Hit, ...]:
    """
    Return what *rules* find in *text*, in the order of the text.

    Args:
        text: what is or will be said.

        rules: those that the room keeps, from `sopkit.loader.wording.load_wording`.

        platform: by its name in the rules (`Rules.platform` knows its other
            names). Without one, rules of some platforms only are left out.

        evidence: what is at hand: the kinds that rules need, or ids of rules.

        template: whether *text* is a script in which ``{name}`` is still open.

        exempted: also return the hits that pass, each saying by what.
    """
    hits = _hits(text, rules, platform, evidence, template)
    return hits if exempted else tuple(hit for hit in hits if not hit.exempted)


def check_said(
    texts: Iterable[str], *, rules: Rules, platform: str | None = None, evidence: frozenset[str] = frozenset()
) -> tuple[Hit, ...]:
    """Return what *rules* find in several filled texts, such as all that a step of a board says."""
    return tuple(
        hit for text in texts if text for hit in check_text(text, rules=rules, platform=platform, evidence=evidence)
    )


def objects(hits: Iterable[Hit]) -> bool:
    """Whether one of *hits* is more than a hint."""
    return any(hit.level is not Level.INFO and not hit.exempted for hit in hits)


@lru_cache(maxsize=REMEMBERED)
def _hits(
    text: str,
    rules: Rules,
    platform: str | None,
    evidence: frozenset[str],
    template: bool,  # noqa: FBT001
) -> tuple[Hit, ...]:
    line = fold(text, template=template)
    found = [
        hit
        for rule in _candidates(line.text, rules)
        if rule.holds_on(platform)
        for hit in hits_of(rule, line, evidence)
    ]
    return tuple(sorted(_outer(found), key=lambda hit: (hit.start, hit.end, hit.rule)))


def _candidates(text: str, rules: Rules) -> Iterator[Rule]:
    """Yield the rules that *text* may break: a hit may begin somewhere in it, and has what it must have."""
    by_opening = rules.by_opening
    seen, there = set[str](), set(text)
    for at in range(len(text)):
        for opening in (text[at], text[at : at + 2]):
            for rule in by_opening.get(opening, ()):
                if rule.id not in seen:
                    seen.add(rule.id)
                    if not (rule.find.musts and rule.find.musts.isdisjoint(there)):
                        yield rule


def _outer(hits: list[Hit]) -> Iterator[Hit]:
    """Yield *hits* but for those that overlap a longer one that weighs as much: one phrase is told once."""
    # What is kept never overlaps, so that its starts and ends are sorted alike.
    starts: list[int] = []
    ends: list[int] = []
    for hit in sorted(hits, key=lambda hit: (-hit.level.weight, hit.start - hit.end, hit.start)):
        if hit.exempted:
            yield hit
            continue
        place = bisect_right(ends, hit.start)
        if place == len(starts) or starts[place] >= hit.end:
            starts.insert(place, hit.start)
            ends.insert(place, hit.end)
            yield hit
