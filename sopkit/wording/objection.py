"""Objection: what the rules object to in scripts that are filled, before somebody reads them aloud."""

from __future__ import annotations

from functools import lru_cache

from sopkit.definition.product import Product
from sopkit.frozen import frozen
from sopkit.wording.check import REMEMBERED, check_text
from sopkit.wording.evidence import evidence_of
from sopkit.wording.rule import Level, Rules

__all__ = ["Objection", "objections_to"]


@frozen
class Objection:
    """
    What a rule objects to, and in which of the texts that stand together.

    ``part`` is ``say``, ``ask``, ``answer`` or ``cue``; ``number`` tells the
    lines of ``say`` apart, from 0. ``start`` and ``end`` (exclusive) count
    code points of that text, as it was filled.
    """

    part: str
    number: int
    level: Level
    rule: str
    start: int
    end: int
    text: str
    source: tuple[str, ...]
    zh: str
    en: str

    def message(self, lang: str) -> str:
        """Return what to do about it in *lang* (``"zh"`` or ``"en"``)."""
        return self.en if lang == "en" else self.zh


def objections_to(
    said: tuple[tuple[str, int, str], ...], *, rules: Rules, platform: str = "", product: Product | None = None
) -> tuple[Objection, ...]:
    """
    Return what *rules* object to.

    Args:
        said: each text with the part that it is of, and its number there.

        rules: those that the room keeps.

        platform: the runbook's, by any of its names.

        product: what the texts are about; what is at hand for it lets rules pass.
    """
    found = _found(said, rules, platform, _NO_EVIDENCE)
    if product is not None and any(one.level is Level.EVIDENCE for one in found):
        # Looked up only where it may count: a board is drawn again and again.
        found = _found(said, rules, platform, evidence_of(product))
    return found


_NO_EVIDENCE: frozenset[str] = frozenset()


@lru_cache(maxsize=REMEMBERED)
def _found(
    said: tuple[tuple[str, int, str], ...], rules: Rules, platform: str, evidence: frozenset[str]
) -> tuple[Objection, ...]:
    on = rules.platform(platform)
    return tuple(
        Objection(part, number, hit.level, hit.rule, hit.start, hit.end, hit.text, hit.source, hit.zh, hit.en)
        for part, number, text in said
        for hit in check_text(text, rules=rules, platform=on, evidence=evidence)
    )
